// Shape of content/rights/notices.json: the duties that a notice can cite, as the guide states them, and what the law allows where life or
// health is in danger (content/rights/urgent.json); each with what is said to the client.
import * as z from 'zod'
import { Text } from '../content/text.ts'
import { Provision } from './owed-notice.ts'
import { LegalReference, legalFields } from '../rights/legal-base.ts'

export const StatedProvision = z.strictObject({
  id: Provision,
  told: z.strictObject({ what: Text, why: Text, toWhom: Text }),
  ...legalFields,
})

export const NoticeProvisions = z.strictObject({
  provisions: z.array(StatedProvision).length(Provision.options.length),
  reference: LegalReference,
})
export type NoticeProvisions = z.infer<typeof NoticeProvisions>
