// Endings wait for the next step and commit together: a flood of them costs what one costs, and whether there was anything to end does
// not show in the time of the answer. None is dropped in silence: who finds no room is told so. Governed by docs/protocol.md "In groups".
import { setTimeout as wait } from 'node:timers/promises'
import type { Secret } from '@apila/core/bytes.ts'
import { Problem } from '../platform/problem.ts'

export type EndingBounds = {
  /** Commits and answers come at whole multiples of this. Unit: milliseconds. */
  stepMs: number
  /** Longest that a step may work; groups shrink until it holds, since known and unknown endings differ within it. Unit: milliseconds. */
  workMs: number
  /** Most endings that commit together. */
  together: number
  /** Most that wait, of all and of one network. */
  waiting: number
  waitingOfOne: number
  /** What an ending waits first that comes from a network above its allowance of the hour. Unit: milliseconds. */
  delayMs: number
}

export const ENDING_BOUNDS: EndingBounds = {
  ...{ stepMs: 250, workMs: 200, together: 1024, waiting: 4096, waitingOfOne: 32, delayMs: 1000 },
}

/** Smallest group: below it the commit itself takes the time. */
const SMALLEST = 16
/** What who finds no room is told to wait. Unit: seconds. */
const RETRY_AFTER = 5

type Options = {
  bounds: EndingBounds
  /** Commits endings together: durable when it resolves. */
  commit: (secrets: readonly Secret[]) => Promise<void>
  /** Counts one ending of a network; false above its allowance of the hour. */
  isAllowed: (network: string) => boolean
}

export type EndingQueue = {
  /** Resolves once the ending is on disk; `busy` where too many wait. */
  end: (secret: Secret, network: string) => Promise<void>
}

type Waiting = { secret: Secret; resolve: () => void; reject: (error: unknown) => void }

export function openEndingQueue({ bounds, commit, isAllowed }: Options): EndingQueue {
  const { stepMs, workMs, together, waiting, waitingOfOne, delayMs } = bounds
  const queue: Waiting[] = []
  const byNetwork = new Map<string, number>()
  let [inside, size, isStepping] = [0, together, false]

  const enter = (network: string): void => {
    const ofOne = byNetwork.get(network) ?? 0
    if (inside >= waiting || ofOne >= waitingOfOne) throw new Problem('busy', { retryAfter: RETRY_AFTER })
    inside += 1
    byNetwork.set(network, ofOne + 1)
  }
  const leave = (network: string): void => {
    inside -= 1
    const ofOne = (byNetwork.get(network) ?? 1) - 1
    if (ofOne > 0) byNetwork.set(network, ofOne)
    else byNetwork.delete(network)
  }
  const toNextStep = (): Promise<unknown> => wait(stepMs - (performance.now() % stepMs))
  const step = async (): Promise<void> => {
    const group = queue.splice(0, size)
    const beganAt = performance.now()
    let answer = ({ resolve }: Waiting): void => {
      resolve()
    }
    try {
      await commit(group.map(({ secret }) => secret))
    } catch (error) {
      answer = ({ reject }) => {
        reject(error)
      }
    }
    const took = performance.now() - beganAt
    size = took > workMs ? Math.max(SMALLEST, Math.floor(group.length / 2)) : Math.min(together, size * 2)
    await toNextStep()
    group.forEach(answer)
  }
  const run = async (): Promise<void> => {
    if (isStepping) return
    isStepping = true
    await toNextStep()
    while (queue.length > 0) await step()
    isStepping = false
  }

  return {
    end: async (secret, network) => {
      enter(network)
      try {
        if (!isAllowed(network)) await wait(delayMs)
        await new Promise<void>((resolve, reject) => {
          queue.push({ secret, resolve, reject })
          void run()
        })
      } finally {
        leave(network)
      }
    },
  }
}
