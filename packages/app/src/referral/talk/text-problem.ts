// A text for another desk as it is typed, and what keeps it from being sent: nothing that can be read, too long, or words that may tell who
// somebody is.
import * as z from 'zod'
import { LARGEST_TEXT_BYTES, textBytes } from '@apila/core/referral/sealed-text.ts'
import type { WayOut } from '../../check-text/words-out.ts'
import { writtenText } from '../plain-text.ts'
import { type Telling, findTelling } from './clear-text.ts'

/** As typed, and which of its words a person has said something of that lets them stay. */
export const Written = z.object({ text: z.string(), harmless: z.array(z.string()).readonly() })
export type Written = z.infer<typeof Written>
export const NOTHING_WRITTEN: Written = { text: '', harmless: [] }

export type TextProblem = 'text-empty' | 'text-too-long' | 'text-tells'

/** Whether something stands there that must go, or that nobody has said anything of. */
export const isOpen = (telling: readonly Telling[], stays: readonly string[]): boolean =>
  telling.some(({ isCertain, text }) => isCertain || !stays.includes(text))

/** What keeps a text from being sent; null: nothing. Throws where it cannot be looked at. */
export async function textProblem({ text, harmless }: Written, way: WayOut): Promise<TextProblem | null> {
  const plain = writtenText(text)
  if (plain === '') return 'text-empty'
  if (textBytes(plain) > LARGEST_TEXT_BYTES) return 'text-too-long'
  return isOpen(await findTelling(plain, way), harmless) ? 'text-tells' : null
}
