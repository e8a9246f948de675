// Texts that wait for a person: client languages without a signature, pages of the network unsigned, behind their Finnish original or
// old, and law that nobody has looked at for twelve months. Coordinators see them; nothing here says who is late. Pure.
import * as z from 'zod'
import type { Day } from '../day.ts'
import { type NetworkPage, standingOf } from '../network/page.ts'
import { type LegalStatement, isOld } from '../rights/legal-base.ts'
import { checkAge } from '../services/age.ts'
import { type ClientTexts, listClientLanguages } from '../content/client-languages.ts'
import { LANGUAGES, Language } from '../content/language.ts'
import { Text } from '../content/text.ts'

const Reason = z.enum(['unsigned', 'behind', 'old'])

const WaitingPage = z.object({
  id: z.string(),
  title: Text,
  languages: z.array(z.object({ lang: Language, reasons: z.array(Reason).min(1) })).min(1),
})
export type WaitingPage = z.infer<typeof WaitingPage>

const AgedLaw = z.object({
  part: z.enum(['act', 'rights']),
  /** Legal statements of the part, old and not. */
  all: z.int(),
  old: z.array(z.object({ name: Text, count: z.int().min(1) })),
})
export type AgedLaw = z.infer<typeof AgedLaw>

export const WaitingTexts = z.object({
  /** Of these clients see nothing until they are signed. */
  clients: z.array(z.object({ lang: z.string(), name: z.string(), state: z.enum(['prepared', 'changed']) })),
  pages: z.array(WaitingPage),
  law: z.array(AgedLaw),
})
export type WaitingTexts = z.infer<typeof WaitingTexts>

/** Legal statements under the name that people know them by. */
export interface NamedLaw {
  name: Text
  statements: readonly LegalStatement[]
}

export interface TextSources {
  clients: readonly ClientTexts[]
  pages: readonly NetworkPage[]
  law: Readonly<Record<AgedLaw['part'], readonly NamedLaw[]>>
}

const titleOf = ({ fi, sv, en }: NetworkPage): Text => ({ fi: fi.title, sv: sv.title, en: en.title })

export function listWaitingTexts({ clients, pages, law }: TextSources, today: Day): WaitingTexts {
  return {
    clients: listClientLanguages(clients).flatMap(({ lang, name, state }) =>
      state === 'signed' ? [] : [{ lang, name, state }],
    ),
    pages: pages.flatMap((page) => {
      const languages = LANGUAGES.flatMap((lang) => {
        const { reviewedBy, checkedOn } = page[lang]
        const reasons = [
          ...(reviewedBy === null ? (['unsigned'] as const) : []),
          ...(standingOf(page, lang).isBehind ? (['behind'] as const) : []),
          ...(checkAge(checkedOn, today) === 'year' ? (['old'] as const) : []),
        ]
        return reasons.length === 0 ? [] : [{ lang, reasons }]
      })
      return languages.length === 0 ? [] : [{ id: page.id, title: titleOf(page), languages }]
    }),
    law: (['act', 'rights'] as const).map((part) => ({
      part,
      all: law[part].reduce((sum, { statements }) => sum + statements.length, 0),
      old: law[part].flatMap(({ name, statements }) => {
        const count = statements.filter((statement) => isOld(statement, today)).length
        return count === 0 ? [] : [{ name, count }]
      }),
    })),
  }
}
