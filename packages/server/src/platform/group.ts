// Group commit: acts of many callers that wait at the same time are made durable in one transaction. An act that fails undoes only
// what it wrote itself; where the whole transaction fails, its acts are done one by one, so that each hears its own answer.
import { setImmediate as turn } from 'node:timers/promises'
import { MACHINE_TIME, type Time } from './time.ts'

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown }

type Engine<Scope> = {
  /** One transaction: durable when it resolves, or nothing of it. */
  transact: (work: (scope: Scope) => Promise<void>) => Promise<void>
  /** Runs a part of a transaction that undoes only itself where it fails. Throws where the transaction as a whole is gone. */
  apart: <T>(scope: Scope, work: () => Promise<T>) => Promise<Outcome<T>>
}

export type Group<Scope> = {
  /** Resolves when what `work` wrote is durable. */
  run: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>
}

type Act<Scope> = {
  work: (scope: Scope) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/** Most acts of one transaction. */
const MOST = 256
/** Longest that a group waits for others to come, however slow the disk is. Unit: milliseconds. */
const GATHER_MS = 50
/** What is left of the number that is waited for, where fewer came. */
const KEPT = 0.75

export function openGroup<Scope>(engine: Engine<Scope>, time: Time = MACHINE_TIME): Group<Scope> {
  const waiting: Act<Scope>[] = []
  let isRunning = false
  // A group waits for as many as came lately, and never longer than the last transaction took: on a slow disk waiting for others
  // costs each caller little and saves all of them much. A single caller does not wait.
  let lastTook = 0
  let lately = 1
  const gather = async (): Promise<void> => {
    const until = time.now() + Math.min(lastTook, GATHER_MS)
    for (let before = 0; waiting.length < MOST;) {
      const hasMore = waiting.length > before
      if (!hasMore && waiting.length >= lately) return
      before = waiting.length
      // Reading what has come is a turn; where nothing has, a busy loop would keep the processor from those who send.
      await (hasMore ? turn() : time.wait(1))
      if (time.now() > until) return
    }
  }
  const drain = async (): Promise<void> => {
    isRunning = true
    while (waiting.length > 0) {
      await gather()
      const group = waiting.splice(0, MOST)
      lately = Math.max(group.length, Math.floor(lately * KEPT))
      const startedAt = time.now()
      await commit(engine, group)
      lastTook = time.now() - startedAt
    }
    isRunning = false
  }
  return {
    run: <T>(work: (scope: Scope) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject })
        if (!isRunning) void drain()
      }),
  }
}

async function commit<Scope>(engine: Engine<Scope>, acts: readonly Act<Scope>[]): Promise<void> {
  try {
    const outcomes: Outcome<unknown>[] = []
    await engine.transact(async (scope) => {
      for (const act of acts) outcomes.push(await engine.apart(scope, () => act.work(scope)))
    })
    acts.forEach((act, at) => {
      const outcome = outcomes[at]
      if (outcome?.ok) act.resolve(outcome.value)
      else act.reject(outcome?.error)
    })
  } catch {
    for (const act of acts) await commitOne(engine, act)
  }
}

async function commitOne<Scope>(engine: Engine<Scope>, act: Act<Scope>): Promise<void> {
  let value: unknown
  try {
    await engine.transact(async (scope) => {
      value = await act.work(scope)
    })
    act.resolve(value)
  } catch (error) {
    act.reject(error)
  }
}
