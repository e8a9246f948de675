// A letter to the assistance system, written with the client: only what somebody wrote or tapped, and only where the client wants it. It is
// stored nowhere: not as a draft, not on the server. Pure. Governed by docs/working-day.md "A letter to the assistance system".
import * as z from 'zod'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { isWritten } from '@apila/core/written.ts'
import type { Paper } from '@apila/papers/docx.ts'
import type { Texts } from '../../content/texts.ts'
import { writtenText } from '../plain-text.ts'

export const LETTER_PARTS = ['client', 'contact', 'language', 'happened', 'needs', 'children', 'sender'] as const
export type LetterPart = (typeof LETTER_PARTS)[number]

export interface Letter {
  /** The client wants this letter to go: nothing is made without that (the guide's rule never-propose). */
  wants: 'yes' | 'no' | null
  written: Readonly<Record<LetterPart, string>>
}
export const NO_LETTER: Letter = {
  wants: null,
  written: { client: '', contact: '', language: '', happened: '', needs: '', children: '', sender: '' },
}

/** What a lock holds of it, and in which language it is written. */
export const HeldLetter = z.object({
  letter: z.object({ wants: z.enum(['yes', 'no']).nullable(), written: z.record(z.enum(LETTER_PARTS), z.string()) }),
  language: z.enum(LANGUAGES),
})
export type HeldLetter = z.infer<typeof HeldLetter>

/** Whether anything was tapped or written yet. */
export const isBegun = ({ wants, written }: Letter): boolean =>
  wants !== null || LETTER_PARTS.some((part) => written[part] !== '')

export type LetterNeed = 'wants' | 'happened' | 'sender'

/** What is missing; a part that nobody wrote is left out of the letter and is no fault, but what the letter is about and whom to answer. */
export const missingOfLetter = ({ wants, written }: Letter): LetterNeed[] => [
  ...(wants === 'yes' ? [] : (['wants'] as const)),
  ...(['happened', 'sender'] as const).filter((part) => !isWritten(written[part])),
]

/** The letter in one language; null while something is missing. Parts that nobody wrote do not stand in it. */
export function paperOf(letter: Letter, { t, language }: Texts, sender: { name: string; day: string }): Paper | null {
  if (missingOfLetter(letter).length > 0) return null
  const parts = LETTER_PARTS.flatMap((part) => {
    const text = writtenText(letter.written[part])
    return text === '' ? [] : [{ title: t(`letter.${part}`), paragraphs: text.split(/\n{2,}/) }]
  })
  return {
    title: t('letter.heading'),
    lang: language,
    sections: [
      { title: t('letter.to'), paragraphs: [t('letter.receiver')] },
      { title: t('letter.from'), paragraphs: [`${sender.name}, ${sender.day}`, t('letter.agreed')] },
      ...parts,
    ],
  }
}
