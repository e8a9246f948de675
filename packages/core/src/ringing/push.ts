// Web push: which addresses of push services are taken, at which times of the day all devices get the same empty message, and what is said on
// the wire. Governed by docs/protocol.md "Something waits".
import * as z from 'zod'
import { Secret } from '../bytes.ts'
import { Look } from '../referral/wire.ts'

/** When a round may ring, on the clock of Finland. Unit: minutes since midnight. */
export const ROUNDS: readonly number[] = [8 * 60, 12 * 60, 16 * 60, 20 * 60]

/** How many rounds of the day have begun. */
export const roundsBegun = (minute: number): number => ROUNDS.filter((begin) => begin <= minute).length

/** How long a push service may keep a message for a device that is off: until the next round of a day. Unit: seconds. */
export const PUSH_TTL_SECONDS = 4 * 3_600

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const PUSH_ADDRESS = new RegExp(`^https://((?:${label}\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9])/[\\w.~:/?=&%+-]*$`)
/** Names that lead to no place of the net. Source: RFC 6761, RFC 6762, RFC 8375, RFC 9476, and .internal of ICANN. */
const NOT_OF_THE_NET = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|test|invalid|alt|arpa)$/

/** Whether an address may be one of a push service: HTTPS on its own port, a name of the net, nobody's password, no number. What the name leads to
 *  is looked at when it is used. */
export function isPushAddress(address: string): boolean {
  const host = PUSH_ADDRESS.exec(address)?.[1]
  return host !== undefined && host.length <= 253 && !NOT_OF_THE_NET.test(host)
}

/** POST push/key: by which the browser knows this server's messages, and whether this device is subscribed. */
export const PushStanding = z.object({ key: z.base64url(), isOn: z.boolean() })
export type PushStanding = z.infer<typeof PushStanding>

/** POST push: this device's address at its browser maker's push service. */
export const PushOn = z.strictObject({ endpoint: z.string().max(1_000) })
/** By `listen` the device's worker script may read bells, and nothing else, while nobody is signed in. */
export const PushedOn = z.object({ listen: Secret })

/** POST push/look: bells, as `look` gives them. */
export const PushLook = Look.extend({ listen: Secret })
