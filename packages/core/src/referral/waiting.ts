// How long a sealed permission may wait in a device without signal. Governed by docs/protocol.md "Deposit".
import { type Day, addDays } from '../day.ts'

/** Afterwards the client is asked again. Unit: days. */
export const WAITING_DAYS = 3

/** The last day on which what waits is still taken: three days after sealing or the permission's last day, whichever comes first. */
export function lastDayToSend({ sealedOn, until }: { sealedOn: Day; until: Day }): Day {
  const last = addDays(sealedOn, WAITING_DAYS)
  return last < until ? last : until
}
