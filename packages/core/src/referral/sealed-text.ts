// A text that people write to each other under a permission. Its length is bound as it is sealed, so that it always fits.
// Governed by docs/protocol.md "Conversation" and "Advice".
import * as z from 'zod'
import { canonical, isPlainText } from '../canonical.ts'

/** Longest text as canonical text in UTF-8, where a quotation mark or a line end takes two. Unit: bytes. */
export const LARGEST_TEXT_BYTES = 4000

/** How much of the room a text takes. Unit: bytes. */
export const textBytes = (text: string): number =>
  [...canonical(text)].reduce((sum, sign) => sum + utf8Bytes(sign.codePointAt(0) ?? 0), -2)

const utf8Bytes = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4)

/** Not empty: who says nothing writes nothing. */
export const SealedText = z
  .string()
  .refine((text) => text.trim() !== '' && isPlainText(text) && textBytes(text) <= LARGEST_TEXT_BYTES)
