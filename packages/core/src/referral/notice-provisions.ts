// Shape of content/rights/notices.json: the duties that a notice can cite, as the guide states them, with what is said to the client.
import * as z from 'zod'
import { Text } from '../content/text.ts'
import { Provision } from './notice.ts'
import { LegalReference, legalFields } from '../rights/legal-base.ts'

export const NoticeProvisions = z.strictObject({
  provisions: z
    .array(
      z.strictObject({
        id: Provision,
        told: z.strictObject({ what: Text, why: Text, toWhom: Text }),
        ...legalFields,
      }),
    )
    .length(Provision.options.length),
  reference: LegalReference,
})
export type NoticeProvisions = z.infer<typeof NoticeProvisions>
