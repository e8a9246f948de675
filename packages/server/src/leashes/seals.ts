// The program beside the keeper's process that opens what devices have sealed to it: nothing in this package can. It is started when it is first
// needed, speaks over its own input and output, and ends with the keeper. Governed by docs/protocol.md "Sealed requests".
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Day } from '@apila/core/day.ts'
import type { SignedEntry } from '@apila/core/organisation/roster.ts'
import { SealsAnswer, type SealsLine, type SealsProblem, SealsRecipient } from '@apila/core/referral/leash-seals.ts'
import { findRoot } from '../platform/config.ts'
import { fromBase64url, toBase64url } from '../platform/keys.ts'
import { Refusal } from '../platform/problem.ts'
import type { LeashProofs } from './keeper.ts'
import { lineReader } from './wire.ts'

/** The key that opens what is sealed to this keeper, in its folder; made by the program beside it. */
export const RECIPIENT_KEY = 'recipient.key'

/** It was passed on and is not taken; the message says why, for the keeper's log. */
export class SealsRefusal extends Error {
  override name = 'SealsRefusal'
  readonly problem: SealsProblem
  constructor(problem: SealsProblem, reason: string) {
    super(reason)
    this.problem = problem
  }
}

export type Bound = { network: string; until: Day; proofs: LeashProofs; leashes: readonly Uint8Array[] }

export type Seals = {
  /** Starts the program and gives the recipient that the roster is to name. Throws `Refusal` where its folder cannot be used. */
  recipient: () => Promise<string>
  /** Opens leashes; each is kept with what it holds for. Throws `SealsRefusal`. */
  take: (bound: Bound) => Promise<Uint8Array[]>
  /** Answers a request, as base64; or says how many entries of the roster it knows, where it must know more. Throws `SealsRefusal`. */
  answer: (network: string, request: string, kept: Uint8Array, today: Day) => Promise<string | { behind: number }>
  /** Gives how many entries it knows now. Throws `SealsRefusal`. */
  learn: (from: number, entries: readonly SignedEntry[], today: Day) => Promise<number>
  close: () => Promise<void>
}

type Waiting = { resolve: (answer: SealsAnswer) => void; reject: (error: Error) => void }
type Running = { child: ChildProcess; waiting: Map<number, Waiting>; ready: Promise<string> }

/** `paper`: the digits of the founding's paper, until the roster has been read once. */
export function openSeals({ folder, paper }: { folder: string; paper: string | null }): Seals {
  const program = join(findRoot(), 'packages/tools/bin/leash-seals.js')
  let running: Running | null = null
  let number = 0
  const start = (): Running => {
    const words = [program, folder, ...(paper === null ? [] : [paper])]
    const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'pipe'] })
    const waiting: Running['waiting'] = new Map()
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const ready = new Promise<string>((resolve, reject) => {
      const take = lineReader((line) => {
        const first = SealsRecipient.safeParse(JSON.parse(line))
        if (first.success) {
          resolve(first.data.recipient)
          return
        }
        const answer = SealsAnswer.parse(JSON.parse(line))
        waiting.get(answer.n)?.resolve(answer)
        waiting.delete(answer.n)
      })
      child.stdout.setEncoding('utf8').on('data', take)
      // What it could not say any more is asked again.
      child.stdin.on('error', () => undefined)
      child.on('close', () => {
        if (running?.child === child) running = null
        const error = new Refusal(said.trim() || 'What opens the seals has stopped.')
        reject(error)
        for (const each of waiting.values()) each.reject(error)
      })
    })
    ready.catch(() => undefined)
    return { child, waiting, ready }
  }
  const ask = async (
    line: SealsLine extends infer L ? (L extends unknown ? Omit<L, 'n'> : never) : never,
  ): Promise<SealsAnswer> => {
    running ??= start()
    const { child, waiting, ready } = running
    await ready
    const n = (number += 1)
    const answer = await new Promise<SealsAnswer>((resolve, reject) => {
      waiting.set(n, { resolve, reject })
      child.stdin?.write(`${JSON.stringify({ n, ...line })}\n`)
    })
    if ('problem' in answer) throw new SealsRefusal(answer.problem, answer.reason)
    return answer
  }
  return {
    recipient: () => (running ??= start()).ready,
    take: async ({ leashes, ...bound }) => {
      const answer = await ask({ act: 'take', ...bound, leashes: leashes.map(toBase64url) })
      return 'kept' in answer ? answer.kept.map(fromBase64url) : []
    },
    answer: async (network, request, kept, today) => {
      const answer = await ask({ act: 'answer', network, request, kept: toBase64url(kept), today })
      if ('length' in answer) return { behind: answer.length }
      if (!('answer' in answer)) throw new SealsRefusal('bad-input', 'no answer')
      return Buffer.from(answer.answer, 'base64url').toString('base64')
    },
    learn: async (from, entries, today) => {
      const answer = await ask({ act: 'learn', from, entries: [...entries], today })
      return 'length' in answer ? answer.length : 0
    },
    close: async () => {
      if (!running) return
      const { child } = running
      const ended = once(child, 'close')
      child.stdin?.end()
      await ended
    },
  }
}
