// Shape of a page of advice: sections of short sentences, each with the numbers that it rests on and, for law, its basis.
// Used by the record page and the interpreter page. Governed by docs/requirements.md (D-numbers) and docs/rights-reference.md.
import * as z from 'zod'
import { Provenance, Text } from '@apila/core/content/text.ts'

export const AdvicePage = z.strictObject({
  provenance: Provenance,
  /** The browser's title: says nothing of what the page is about. */
  title: Text,
  heading: Text,
  lead: Text,
  sections: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z-]+$/),
        title: Text,
        lines: z
          .array(
            z.strictObject({
              ids: z.array(z.string().regex(/^[DGR]-\d{2,3}$/)).min(1),
              text: Text,
              basis: Text.optional(),
              /** False: our inference, or a source that could not be confirmed; shown so. */
              confirmed: z.literal(false).optional(),
              /** Last day up to which changes of the basis could be seen. */
              seenTo: z.iso.date().optional(),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
})
export type AdvicePage = z.infer<typeof AdvicePage>
