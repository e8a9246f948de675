// Client languages beside our own three: six sentences each, shown to nobody until a named person has signed them.
// To show one: that person reads content/clients/{lang}.json, and her name and the day go into reviewedBy and reviewedOn.
import * as z from 'zod'

const sentence = z.string().trim().min(1)

/** One file of content/clients. Everything a reader of that language meets is in it, so that one signature covers all. */
export const ClientTexts = z
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
    /** The last day on which a word was changed: an older signature does not cover it. */
    changedOn: z.iso.date(),
    /** The person who read all of it in this language and answers for it. */
    reviewedBy: sentence.nullable(),
    reviewedOn: z.iso.date().nullable(),
  })
  .refine(({ reviewedBy, reviewedOn }) => (reviewedBy === null) === (reviewedOn === null), {
    message: 'a signature is a name and a day together',
  })
export type ClientTexts = z.infer<typeof ClientTexts>

/** `prepared`: nobody has signed. `changed`: signed, but a word changed later. Only `signed` is shown to clients. */
export type ReviewState = 'prepared' | 'changed' | 'signed'

export interface ClientLanguage {
  lang: string
  name: string
  dir: 'ltr' | 'rtl'
  state: ReviewState
  reviewedBy: string | null
  reviewedOn: string | null
}

/** Every prepared language with its state, in the order given. */
export function listClientLanguages(all: readonly ClientTexts[]): ClientLanguage[] {
  return all.map((texts) => {
    const { lang, name, dir, reviewedBy, reviewedOn } = texts
    return { lang, name, dir, state: reviewState(texts), reviewedBy, reviewedOn }
  })
}

/** Those that clients may see: the switch between prepared and shown. */
export function signedTexts(all: readonly ClientTexts[]): ClientTexts[] {
  return all.filter((texts) => reviewState(texts) === 'signed')
}

function reviewState({ changedOn, reviewedBy, reviewedOn }: ClientTexts): ReviewState {
  if (reviewedBy === null || reviewedOn === null) return 'prepared'
  return reviewedOn < changedOn ? 'changed' : 'signed'
}
