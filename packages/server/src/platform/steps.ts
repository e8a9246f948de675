// Work that is done and answered at whole steps of time, so that how long an answer takes tells nothing, and so that a flood costs what
// one request costs: all that waits at a step is done together. Governed by docs/protocol.md "Ending".
import { Problem } from './problem.ts'
import { MACHINE_TIME, type Time } from './time.ts'

export type StepLimits = {
  /** Unit: milliseconds. */
  step: number
  /** What the work of a step may take; groups shrink until it does. Unit: milliseconds. */
  work: number
  /** Most that is done at one step. */
  most: number
  /** Most that waits at once, in all and of one network. Beyond it `busy`, the same for all. */
  waiting: number
  waitingOfOne: number
}

export const STEP_LIMITS: StepLimits = { step: 250, work: 200, most: 1_024, waiting: 4_096, waitingOfOne: 32 }
/** Fewest that are done at one step, however slow the disk is. */
const FEWEST = 16
/** When to try again after `busy`. Unit: seconds. */
const RETRY_AFTER = 1

export type Steps<Item> = {
  /** Resolves at a whole step after `run` has done the item. `late`: how long it waits before it joins. Unit: milliseconds. */
  join: (item: Item, network: string, late?: number) => Promise<void>
  /** When nothing waits any more. */
  idle: () => Promise<void>
}

type Waiting<Item> = { item: Item; resolve: () => void; reject: (error: unknown) => void }

/** `run` does all items, or throws; then they are done one by one. */
export function openSteps<Item>(
  run: (items: readonly Item[]) => Promise<void>,
  limits: StepLimits = STEP_LIMITS,
  time: Time = MACHINE_TIME,
): Steps<Item> {
  const queue: Waiting<Item>[] = []
  const ofNetwork = new Map<string, number>()
  let inAll = 0
  let size = limits.most
  let loop: Promise<void> | null = null
  const nextStep = async (): Promise<void> => {
    const now = time.now()
    // A timer may ring a little early; then the step has not come yet.
    await time.wait((Math.floor(now / limits.step) + 1) * limits.step - now + 1)
  }
  const work = async (): Promise<void> => {
    await nextStep()
    while (queue.length > 0) {
      const group = queue.splice(0, size)
      const startedAt = time.now()
      const answers = await doTogether(run, group)
      const took = time.now() - startedAt
      size = took > limits.work ? Math.max(FEWEST, Math.floor((group.length * limits.work) / took)) : size * 2
      size = Math.min(size, limits.most)
      await nextStep()
      for (const answer of answers) answer()
    }
    loop = null
  }
  const count = (network: string, by: number): void => {
    inAll += by
    const left = (ofNetwork.get(network) ?? 0) + by
    if (left === 0) ofNetwork.delete(network)
    else ofNetwork.set(network, left)
  }
  return {
    join: async (item, network, late = 0) => {
      if (inAll >= limits.waiting || (ofNetwork.get(network) ?? 0) >= limits.waitingOfOne)
        throw new Problem('busy', { retryAfter: RETRY_AFTER })
      count(network, 1)
      try {
        if (late > 0) await time.wait(late)
        await new Promise<void>((resolve, reject) => {
          queue.push({ item, resolve, reject })
          loop ??= work()
        })
      } finally {
        count(network, -1)
      }
    },
    idle: async () => {
      while (loop) await loop
    },
  }
}

async function doTogether<Item>(
  run: (items: readonly Item[]) => Promise<void>,
  group: readonly Waiting<Item>[],
): Promise<(() => void)[]> {
  try {
    await run(group.map(({ item }) => item))
    return group.map(({ resolve }) => resolve)
  } catch (error) {
    const [only] = group
    if (group.length === 1 && only) return [() => only.reject(error)]
    const answers: (() => void)[] = []
    for (const one of group) answers.push(...(await doTogether(run, [one])))
    return answers
  }
}
