// Client languages beside our own three: six sentences each, shown to nobody until a named person has signed them.
// To show one: that person reads content/clients/{lang}.json, and her name, the day and the digest of the words that she read go into it
// (docs/operating.md "Client languages").
import * as z from 'zod'

const sentence = z.string().trim().min(1)

/** Who answers for words, since when, and for which: a changed word gives another digest, and the signature does not cover it. */
export const ReviewFields = {
  reviewedBy: sentence.nullable(),
  reviewedOn: z.iso.date().nullable(),
  reviewedDigest: z.string().length(16).nullable(),
}

/** A signature is a name, a day and a digest together. */
export const isWholeReview = (one: z.infer<z.ZodObject<typeof ReviewFields>>): boolean =>
  new Set([one.reviewedBy, one.reviewedOn, one.reviewedDigest].map((part) => part === null)).size === 1

/** One file of content/clients. Everything a reader of that language meets is in it, so that one signature covers all. */
export const ClientFile = z
  .strictObject({
    /** BCP 47, and part of the address. */
    lang: z.string().regex(/^[a-z]{2,3}$/),
    /** The language's name in itself. */
    name: sentence,
    dir: z.enum(['ltr', 'rtl']),
    words: z.strictObject({
      title: sentence,
      skip: sentence,
      languages: sentence,
      leave: sentence,
      ask: sentence,
      yes: sentence,
      no: sentence,
      later: sentence,
      call: sentence,
      danger: sentence,
      /** That a call can show on the bill and in the call list. */
      callSeen: sentence,
      /** That the number belongs to an immigration authority, and not to the police: she decides knowing it. */
      answers: sentence,
      /** Before the links to the page where a permission is ended: "here, in these languages". */
      ending: sentence,
      back: sentence,
    }),
    /** Who we are; you may say no; nobody is told without you; it is free; you can call; you can end it. */
    sentences: z.array(sentence).length(6),
    ...ReviewFields,
  })
  .refine(isWholeReview, { message: 'a signature is a name, a day and a digest together' })
/** `digest`: of all words that a reader meets, as they are now. */
export type ClientTexts = z.infer<typeof ClientFile> & { digest: string }

/** What the digest is made of: the words, in an order that the file does not change. */
export const wordsToDigest = ({ lang, name, dir, words, sentences }: z.infer<typeof ClientFile>): string =>
  JSON.stringify([lang, name, dir, words, sentences])

/** `prepared`: nobody has signed. `changed`: signed, but the words are others now. Only `signed` is shown to clients. */
export type ReviewState = 'prepared' | 'changed' | 'signed'

export interface ClientLanguage {
  lang: string
  name: string
  dir: 'ltr' | 'rtl'
  state: ReviewState
  digest: string
  reviewedBy: string | null
  reviewedOn: string | null
}

/** Every prepared language with its state, in the order given. */
export function listClientLanguages(all: readonly ClientTexts[]): ClientLanguage[] {
  return all.map((texts) => {
    const { lang, name, dir, digest, reviewedBy, reviewedOn } = texts
    return { lang, name, dir, state: reviewState(texts), digest, reviewedBy, reviewedOn }
  })
}

/** Those that clients may see: the switch between prepared and shown. */
export function signedTexts(all: readonly ClientTexts[]): ClientTexts[] {
  return all.filter((texts) => reviewState(texts) === 'signed')
}

function reviewState({ digest, reviewedBy, reviewedDigest }: ClientTexts): ReviewState {
  if (reviewedBy === null) return 'prepared'
  return reviewedDigest === digest ? 'signed' : 'changed'
}
