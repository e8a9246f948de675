// Texts for people, kept as data in all three languages side by side, so that a missing one is seen at once.
import * as z from 'zod'
import { inEachLanguage } from './language.ts'

const sentence = z.string().trim().min(1)

export const Text = inEachLanguage(sentence)
export type Text = z.infer<typeof Text>

/** Who answers for a content item, where its facts come from, and the day when somebody last looked (D-056). */
export const Provenance = z.strictObject({
  owner: z.string().min(1),
  source: Text,
  checkedOn: z.iso.date(),
})
export type Provenance = z.infer<typeof Provenance>
