// Everything that a route may use, passed in: settings, stores, clock, randomness, log.
import type { Day } from '@apila/core/day.ts'
import type { Secret } from '@apila/core/bytes.ts'
import type { Sessions } from './account/sessions.ts'
import type { RosterKeeper } from './organisation/roster-keeper.ts'
import type { Quotas } from './referral/quotas.ts'
import type { Writers } from './referral/writers.ts'
import type { DirectoryKeeper } from './services/directory-keeper.ts'
import type { Bodies } from './platform/body.ts'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/db.ts'
import type { Pepper, RandomBytes } from './platform/keys.ts'
import type { LeashKeeper } from './leashes/keeper.ts'
import type { Limits } from './platform/limits.ts'
import type { Log } from './platform/log.ts'
import type { Pages } from './platform/pages.ts'
import type { Reserve } from './platform/reserve.ts'
import type { Room } from './platform/space.ts'
import type { Steps } from './platform/steps.ts'
import type { Tallies } from './platform/tallies.ts'

export type Ctx = {
  config: Config
  /** The folder of the project or release, with `content` in it. */
  root: string
  /** Whether the folder holds a made-up network; only then may one be founded without passkeys. */
  demo: boolean
  db: Database
  leashes: LeashKeeper
  pepper: Pepper
  roster: RosterKeeper
  directory: DirectoryKeeper
  sessions: Sessions
  /** Endings that wait for the next step. */
  endings: Steps<Secret>
  limits: Limits
  quotas: Quotas
  writers: Writers
  /** Endings that found nothing. `count`: how many are remembered now; null: not counted since the start or the last sweep. */
  endingMemory: { most: number; count: number | null }
  now: () => Date
  /** The day in Finland, where the network's desks are. */
  today: () => Day
  /** Minutes since midnight there, 0 to 1439. */
  minute: () => number
  randomBytes: RandomBytes
  log: Log
  tallies: Tallies
  /** Public pages that are kept packed. */
  pages: Pages
  /** Room for bodies that have not all come. */
  bodies: Bodies
  reserve: Reserve
  /** Room on the disk of the data folder. */
  room: () => Room
  /** Whether a sweep is owed before the next day: something could not be removed. */
  sweeps: { isDue: boolean }
  /** False while the demo world is being made. */
  isReady: () => boolean
}
