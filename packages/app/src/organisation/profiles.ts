// What the demo network's organisations tell a client before one of them is chosen: what they are and do, how they work, what they give, in
// which languages and areas, and when they read (D-092). Invented like the organisations; a real network brings its own list.
import * as z from 'zod'
import { Text } from '@apila/core/content/text.ts'
import { Purpose } from '@apila/core/referral/permission.ts'
import demo from '../../../../content/organisations/demo-lines.json' with { type: 'json' }

const Receiver = z.strictObject({
  line: Text,
  way: Text,
  gives: z.array(Purpose),
  languages: z.array(z.string()),
  areas: z.array(z.string()),
  /** `days`: 1 = Monday ... 7 = Sunday. Hours on the desk's own clock. */
  reading: z.strictObject({
    days: z.array(z.int().min(1).max(7)).min(1),
    fromHour: z.int().min(0).max(23),
    toHour: z.int().min(1).max(24),
  }),
})
export type Profile = z.infer<typeof Receiver>

const { receivers } = z
  .strictObject({ owner: z.literal('demo'), receivers: z.record(z.string(), Receiver) })
  .parse(demo)

export const PROFILES: Readonly<Record<string, Profile>> = receivers
