// Opens what devices have sealed to a leash keeper, for the keeper's process beside it. It keeps its keys and the roster and nothing of what it opens.
// Governed by docs/protocol.md "Sealed requests".
import type { Readable, Writable } from 'node:stream'
import { createInterface } from 'node:readline'
import { type Day, daysBetween } from '@apila/core/day.ts'
import { deskOf, findDesk, headAt } from '@apila/core/organisation/roster-value.ts'
import type { BoundContent, LeashAsked } from '@apila/core/referral/leash.ts'
import { type SealsAnswer, SealsLine, type SealsProblem } from '@apila/core/referral/leash-seals.ts'
import { LEASH_BYTES } from '@apila/core/sizes.ts'
import { concat, fromBase64url, fromUtf8, toBase64url, utf8 } from '@apila/sealing/encoding.ts'
import { answerLeash, isAskedBy, openAsk, openBound } from '@apila/sealing/referral/leash.ts'
import { type KeeperRoster, openKeeperRoster } from './keeper-roster.ts'
import { type LeashKeys, openLeashKeys } from './leash-keys.ts'

type Own = { keys: LeashKeys; roster: KeeperRoster }
type Asked<A extends SealsLine['act']> = Extract<SealsLine, { act: A }>

/** What is not taken, and why. */
class NotTaken extends Error {
  readonly problem: SealsProblem
  constructor(problem: SealsProblem, reason: string) {
    super(reason)
    this.problem = problem
  }
}

/** How far a request's day may lie from the keeper's: somebody who has recorded it cannot ask by it later. Unit: days. */
const MOST_APART_DAYS = 2

/** Answers until its input ends. */
export async function runLeashSeals({
  folder,
  paper,
  input,
  output,
}: {
  folder: string
  paper: string | null
  input: Readable
  output: Writable
}): Promise<void> {
  const own: Own = { keys: await openLeashKeys(folder), roster: await openKeeperRoster(folder, paper) }
  const say = (value: object): void => {
    output.write(`${JSON.stringify(value)}\n`)
  }
  say({ recipient: own.keys.recipient })
  for await (const line of createInterface({ input })) say(await answerTo(own, SealsLine.parse(JSON.parse(line))))
}

async function answerTo(own: Own, line: SealsLine): Promise<SealsAnswer> {
  const { n } = line
  try {
    switch (line.act) {
      case 'take':
        return { n, kept: await take(own, line) }
      case 'answer':
        return { n, ...(await answer(own, line)) }
      case 'learn': {
        const problem = await own.roster.learn(line.from, line.entries, line.today)
        if (problem !== null) throw new NotTaken('keys', problem)
        return { n, length: own.roster.current()?.length ?? 0 }
      }
    }
  } catch (error) {
    if (error instanceof NotTaken) return { n, problem: error.problem, reason: error.message }
    // A seal that is damaged, or holds something else.
    return { n, problem: 'bad-input', reason: error instanceof Error ? error.name : typeof error }
  }
}

const OTHER_KEY = 'sealed to a key that is not in this folder'

async function take({ keys }: Own, { network, until, proofs, leashes }: Asked<'take'>): Promise<string[]> {
  const found: BoundContent[] = []
  for (const sealed of leashes) {
    const bound = await openBound(keys.identities, sealed)
    if (!bound) throw new NotTaken('keys', OTHER_KEY)
    if (bound.network !== network) throw new NotTaken('bad-input', 'a leash of another network')
    if (bound.until !== until) throw new NotTaken('bad-input', 'a leash with another last day')
    if (bound.withdraw !== proofs.withdraw || bound.renew !== proofs.renew)
      throw new NotTaken('bad-input', 'a leash that another word ends or moves')
    found.push(bound)
  }
  if (new Set(found.map(({ slot }) => slot)).size < found.length) throw new NotTaken('bad-input', 'one part twice')
  return found.map(({ leash, name, slot }) => toBase64url(concat(utf8(leash), fromBase64url(name), utf8(slot))))
}

async function answer(
  { keys, roster }: Own,
  { network, request, kept, today }: Asked<'answer'>,
): Promise<{ answer: string } | { length: number }> {
  const signed = await openAsk(keys.identities, request)
  if (!signed) throw new NotTaken('keys', OTHER_KEY)
  const { asked } = signed
  if (asked.network !== network) throw new NotTaken('bad-input', 'a request for another network')
  if (Math.abs(daysBetween(asked.day, today)) > MOST_APART_DAYS)
    throw new NotTaken('bad-input', 'a request of another day')
  const known = roster.current()
  if (known === null || asked.roster.length > known.length) return { length: known?.length ?? 0 }
  if (known.network !== network) throw new NotTaken('keys', 'the roster is of another network')
  if (headAt(known, asked.roster.length) !== asked.roster.head)
    throw new NotTaken('keys', 'the device has read another roster than this keeper')
  const device = known.devices.get(asked.device)
  const isOfDesk = device?.desks.some((desk) => findDesk(known, deskOf(device.organisation, desk))?.kind === 'referral')
  if (isOfDesk !== true || !(await isAskedBy(signed, known)))
    throw new NotTaken('bad-input', 'a request that no device of a desk has signed')
  return { answer: await answerLeash(asked, leashFor(asked, fromBase64url(kept))) }
}

// Leashes that came before the members named this keeper have no name with them.
function leashFor({ name, line, n }: LeashAsked, kept: Uint8Array): string {
  const leash = fromUtf8(kept.subarray(0, LEASH_BYTES))
  if (kept.length === LEASH_BYTES) return leash
  if (toBase64url(kept.subarray(LEASH_BYTES, -1)) !== name)
    throw new NotTaken('bad-input', 'a request for another part')
  const isTalk = fromUtf8(kept.subarray(-1)) === 't'
  if (isTalk !== (line === null) || isTalk !== (n === null))
    throw new NotTaken('bad-input', 'a request without its line')
  return leash
}
