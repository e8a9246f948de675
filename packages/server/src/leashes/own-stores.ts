// What a leash keeper of its own keeps: a store for each network that is asked for, and its own look at the day, so that nothing outlives its last
// day where the server never says that it has passed. Governed by docs/protocol.md "Leash keeper".
import { Day } from '@apila/core/day.ts'
import type { RandomBytes } from '../platform/keys.ts'
import type { Log } from '../platform/log.ts'
import { sweepDay } from '../watch/sweep-day.ts'
import { openLeashDatabase } from '../platform/db.ts'
import { findSweptDay, listNetworks, setSweptDay } from './hold-store.ts'
import { type LeashStore, openLeashStore } from './store.ts'

export type OwnStores = {
  /** Before a network is founded it has no name. */
  of: (network: string) => Promise<LeashStore>
  /** Destroys what is past its day by the keeper's own clock, where the clock may be believed. */
  expire: () => Promise<void>
  close: () => Promise<void>
}

type Options = {
  folder: string
  keysFolder: string
  randomBytes: RandomBytes
  today: () => Day
  log: Log
  takesOlder?: boolean
  sweepDays?: number | null
}

export async function openOwnStores(options: Options): Promise<OwnStores> {
  const { folder, keysFolder, randomBytes, today, log, takesOlder = false, sweepDays = null } = options
  const open = new Map<string, Promise<LeashStore>>()
  const sql = await openLeashDatabase(folder)
  const of = (network: string): Promise<LeashStore> => {
    const known = open.get(network)
    if (known) return known
    const opening = openLeashStore({
      ...{ folder, keysFolder, network: () => network, randomBytes, obeys: takesOlder ? 'once' : 'never' },
    })
    open.set(network, opening)
    // What could not be opened may be tried again.
    opening.catch(() => open.delete(network))
    return opening
  }
  // A pepper that is another's is found before anybody is answered.
  try {
    for (const network of await listNetworks(sql)) await of(network)
  } catch (error) {
    await sql.destroy()
    throw error
  }
  const expireOf = async (network: string): Promise<void> => {
    const swept = await findSweptDay(sql, network)
    const { day, stopped } = sweepDay(swept === null ? null : Day.parse(swept), today(), sweepDays)
    if (stopped) {
      log({ code: 'sweep-stopped', reason: stopped })
      return
    }
    if (swept === day) return
    await (await of(network)).expire(day)
    await setSweptDay(sql, network, day)
  }
  return {
    of,
    expire: async () => {
      for (const network of await listNetworks(sql)) await expireOf(network)
    },
    close: async () => {
      for (const store of open.values()) await (await store).close()
      await sql.destroy()
    },
  }
}
