// A text for another desk as it is typed, and what keeps it from being sent: nothing that can be read, too long, or words that may tell who
// somebody is.
import * as z from 'zod'
import type { Finding } from '@apila/core/check-text/finding.ts'
import { LARGEST_TEXT_BYTES, textBytes } from '@apila/core/referral/sealed-text.ts'
import { writtenText } from '../plain-text.ts'
import { findTelling } from './clear-text.ts'

/** As typed, and which of its words a person has said to be harmless. */
export const Written = z.object({ text: z.string(), harmless: z.array(z.string()).readonly() })
export type Written = z.infer<typeof Written>
export const NOTHING_WRITTEN: Written = { text: '', harmless: [] }

export type TextProblem = 'text-empty' | 'text-too-long' | 'text-tells'

/** What keeps a text from being sent; null: nothing. Throws where it cannot be looked at. */
export async function textProblem(
  { text, harmless }: Written,
  kinds: readonly Finding['kind'][],
): Promise<TextProblem | null> {
  const plain = writtenText(text)
  if (plain === '') return 'text-empty'
  if (textBytes(plain) > LARGEST_TEXT_BYTES) return 'text-too-long'
  const telling = await findTelling(plain, kinds)
  return telling.some((one) => one.isCertain || !harmless.includes(one.text)) ? 'text-tells' : null
}
