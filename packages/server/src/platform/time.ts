// Time that only runs forward, for what waits or measures how long something took. Tests give one that they drive themselves.
import { setTimeout as wait } from 'node:timers/promises'

export type Time = {
  /** Unit: milliseconds since any moment. */
  now: () => number
  /** Unit: milliseconds. */
  wait: (ms: number) => Promise<unknown>
}

export const MACHINE_TIME: Time = { now: () => performance.now(), wait }
