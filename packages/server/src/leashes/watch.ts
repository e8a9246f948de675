// Notices a leash keeper whose file is an older copy, or another keeper's: what it destroyed since would be there again. Both sides know how
// often it has destroyed; the server remembers it in the transaction that acknowledges. Governed by docs/protocol.md "Leash keeper".
import type { Database } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { Problem } from '../platform/problem.ts'
import type { KeeperMark, LeashKeeper } from './keeper.ts'
import { findKeeperMark, setKeeperMark } from './mark-store.ts'

export type KeeperWatch = {
  /** Throws `busy` where what the keeper holds is older than what the server knows. */
  admit: (mark: KeeperMark | null) => void
  /** After each destroying. */
  remember: (mark: KeeperMark | null) => Promise<void>
  /** Whether the keeper was refused when it was last judged. */
  isRefused: () => boolean
}

type Options = {
  db: Database
  log: Log
  /** The operator's word that an older copy is what there is: whatever is missing in it has ended. */
  takesOlder: boolean
  /** Whether a keeper that has never destroyed may take the place of one that has: beside the database, where a lost file ends everything. */
  takesNew: boolean
}

/** When to try again after `busy`. Unit: seconds. */
const RETRY_AFTER = 60

export async function openKeeperWatch({ db, log, takesOlder, takesNew }: Options): Promise<KeeperWatch> {
  const known = new Map<string, KeeperMark>()
  const written = new Map<string, KeeperMark>()
  const network = () => db.read().network
  const kept = await findKeeperMark(db.read())
  if (kept) for (const marks of [known, written]) marks.set(network(), kept)
  let mayTake = takesOlder
  let isRefused = false
  const isKnown = (mark: KeeperMark | null): boolean => {
    const before = known.get(network())
    if (!before || (mark && mark.keeper === before.keeper && mark.serial >= before.serial)) return true
    return (mark === null && takesNew) || mayTake
  }
  return {
    isRefused: () => isRefused,
    admit: (mark) => {
      const isTaken = isKnown(mark)
      if (!isTaken && !isRefused) log({ code: 'leash-keeper-older' })
      isRefused = !isTaken
      if (!isTaken) throw new Problem('busy', { retryAfter: RETRY_AFTER })
      // The word counts for the copy that was there when it was given.
      mayTake = false
      if (mark) known.set(network(), mark)
      else known.delete(network())
    },
    remember: async (mark) => {
      if (!mark) return
      const before = written.get(network())
      if (before?.keeper === mark.keeper && before.serial >= mark.serial) return
      for (const marks of [known, written]) marks.set(network(), mark)
      // Durable with the write that follows, before anybody is told of it. On a full disk the next one says the same.
      await db.writeAhead((tx) => setKeeperMark(tx, mark)).catch(() => undefined)
    },
  }
}

/** The keeper, with its marks remembered. */
export function rememberMarks(keeper: LeashKeeper, watch: KeeperWatch): LeashKeeper {
  const remember = async () => watch.remember(await keeper.mark())
  return {
    ...keeper,
    end: async (secrets, tags) => {
      await keeper.end(secrets, tags)
      await remember()
    },
    drop: async (tags) => {
      await keeper.drop(tags)
      await remember()
    },
    sweep: async (today, keep) => {
      const swept = await keeper.sweep(today, keep)
      await remember()
      return swept
    },
  }
}
