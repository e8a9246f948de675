// The one head of everything that a device signs under a permission, so that nothing is bound in one place and forgotten in another.
// Governed by docs/protocol.md "Head".
import * as z from 'zod'
import { Digest, Name } from '../bytes.ts'
import { DeviceId, NetworkId, Suite } from '../organisation/roster.ts'

export const Part = z.enum(['knock', 'story', 'receipt', 'item', 'line', 'yes'])
export type Part = z.infer<typeof Part>

export const Head = z.strictObject({
  v: z.literal(2),
  suite: Suite,
  part: Part,
  device: DeviceId,
  network: NetworkId,
  /** Name of the part: k of a knock, s of a story, receipt and yes, t of an item; of a line, the name that was asked for. */
  at: Name,
  /** SHA-256 of the recipient that it is sealed to; of a knock, story and yes: of the receiving desk's. */
  receiver: Digest,
  /** SHA-256(SHA-256(front) ‖ SHA-256(back)). Null in a line of her book: it is written before anything is open. */
  grant: Digest.nullable(),
  /** What the writer had read of the roster. */
  roster: z.strictObject({ length: z.int().min(1), head: Digest }),
})
export type Head = z.infer<typeof Head>
