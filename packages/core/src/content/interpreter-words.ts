// The word "interpreter" in the languages of clients, for a page that can be used without reading any of ours. A single word may stand
// there before a person has signed, if two published sources have it; the page says that nobody has. Never a sentence.
import * as z from 'zod'

const word = z.string().trim().min(1)
const code = z.string().regex(/^[a-z]{2,3}$/)

const InterpreterWord = z.strictObject({
  /** BCP 47, and an address that leads to the page. */
  lang: code,
  dir: z.enum(['ltr', 'rtl']),
  word,
  /** The language's name in itself. */
  name: word,
  /** Its name as whoever answers the telephone understands it. */
  say: z.string().regex(/^[A-Z][a-z]+$/),
  sources: z.array(z.strictObject({ address: word, seenOn: z.iso.date() })).min(2),
})
export type InterpreterWord = z.infer<typeof InterpreterWord>

export const InterpreterWords = z
  .strictObject({
    /** Who read the words; null until a named person has. */
    reviewedBy: word.nullable(),
    reviewedOn: z.iso.date().nullable(),
    words: z.array(InterpreterWord).min(1),
    /** Languages that were looked for and have no word yet, each with its reason. */
    leftOut: z.array(z.strictObject({ lang: code, why: word })),
  })
  .refine(({ words, leftOut }) => {
    const all = [...words, ...leftOut].map(({ lang }) => lang)
    return new Set(all).size === all.length
  }, 'a language stands once')
export type InterpreterWords = z.infer<typeof InterpreterWords>
