// Everything that a route may use, passed in: what the installation has, and the one network that it serves.
import type { Day } from '@apila/core/day.ts'
import type { Secret } from '@apila/core/bytes.ts'
import type { Joins } from './account/joins.ts'
import type { Sessions } from './account/sessions.ts'
import type { LeashKeeper } from './leashes/keeper.ts'
import type { KeeperState } from './leashes/remote.ts'
import type { Founding } from './organisation/founding.ts'
import type { Proposals } from './organisation/proposals.ts'
import type { RosterKeeper } from './organisation/roster-keeper.ts'
import type { Quotas } from './referral/quotas.ts'
import type { Writers } from './referral/writers.ts'
import type { Bodies } from './platform/body.ts'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/db.ts'
import type { Pepper, RandomBytes, Signer } from './platform/keys.ts'
import type { Limits } from './platform/limits.ts'
import type { Log } from './platform/log.ts'
import type { Pages } from './platform/pages.ts'
import type { Pushes } from './ringing/pushes.ts'
import type { Reserve } from './platform/reserve.ts'
import type { Room } from './platform/space.ts'
import type { Steps } from './platform/steps.ts'
import type { SweepDay } from './watch/sweep-day.ts'
import type { Tallies } from './watch/tallies.ts'
import type { LibraryKeeper } from './services/library-keeper.ts'

/** The machinery: the same for any network. */
export type Installation = {
  config: Config
  /** The folder of the project or release, with `content` in it. */
  root: string
  /** Whether the folder holds a made-up network; only then may one be founded without passkeys. */
  demo: boolean
  db: Database
  now: () => Date
  /** The day in Finland, where the network's desks are. */
  today: () => Day
  /** Minutes since midnight there, 0 to 1439. */
  minute: () => number
  randomBytes: RandomBytes
  log: Log
  tallies: Tallies
  pushes: Pushes
  /** Public pages that are kept packed. */
  pages: Pages
  /** Room for bodies that have not all come. */
  bodies: Bodies
  reserve: Reserve
  /** Room on the disk of the data folder. */
  room: () => Room
  /** Whether a sweep is owed before the next day: something could not be removed. Why it takes nothing that has expired, if so. */
  sweeps: { isDue: boolean; stopped: SweepDay['stopped'] }
  /** False while the demo world is being made. */
  isReady: () => boolean
  /** How it stands with the leash keeper; `older`: what it holds is an older copy, and nothing of it is used. */
  keeper: () => KeeperState | { state: 'older' }
}

/** What belongs to a network and to no other. One in a process (docs/decisions/0007-many-networks-are-many-folders.md). */
export type Network = {
  /** Null until a network is founded. */
  id: () => string | null
  /** Until a network of its own is founded in this folder. */
  founding: Founding | null
  roster: RosterKeeper
  proposals: Proposals
  joins: Joins
  /** Facts, pages and the directory, with the members' words. */
  library: LibraryKeeper
  leashes: LeashKeeper
  pepper: Pepper
  /** By which the heads of days are signed. */
  signer: Signer
  sessions: Sessions
  limits: Limits
  /** Endings that wait for the next step. */
  endings: Steps<Secret>
  /** Endings that found nothing. `count`: how many are remembered now; null: not counted since the start or the last sweep. */
  endingMemory: { most: number; count: number | null }
  quotas: Quotas
  writers: Writers
}

export type Ctx = Installation & { network: Network }
