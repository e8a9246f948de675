// What is being written of how one's own organisation presents itself, and what it still lacks. Pure.
import { isWritten } from '@apila/core/written.ts'
import * as z from 'zod'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { Purpose } from '@apila/core/referral/permission.ts'
import { ReceiverLines } from '@apila/core/referral/receiver-lines.ts'

const Words = z.object({ fi: z.string(), sv: z.string(), en: z.string() })

export const WrittenLines = z.object({
  line: Words,
  way: Words,
  gives: z.array(Purpose),
  languages: z.array(z.string()),
  areas: z.array(z.string()),
  days: z.array(z.int()),
  fromHour: z.int(),
  toHour: z.int(),
})
export type WrittenLines = z.infer<typeof WrittenLines>

/** Nothing is chosen beforehand; the hours are those that the fields show. */
export const NOTHING_WRITTEN: WrittenLines = {
  line: { fi: '', sv: '', en: '' },
  way: { fi: '', sv: '', en: '' },
  gives: [],
  languages: [],
  areas: [],
  days: [],
  fromHour: 9,
  toHour: 16,
}

export const writtenOf = ({ reading, ...lines }: ReceiverLines): WrittenLines => ({ ...lines, ...reading })

/** What a field lacks, by its place on the screen. */
export type LineNeed =
  | { at: `our-${'line' | 'way'}-${Language}`; need: 'text' }
  | { at: 'our-gives' | 'our-languages' | 'our-areas' | 'our-days' | 'our-to'; need: 'choice' | 'hours' }

export function finishLines(
  written: WrittenLines,
): { ok: true; lines: ReceiverLines } | { ok: false; needs: readonly LineNeed[] } {
  const { days, fromHour, toHour, ...rest } = written
  const needs: LineNeed[] = [
    ...LANGUAGES.flatMap((lang) =>
      (['line', 'way'] as const).flatMap((part): LineNeed[] =>
        !isWritten(written[part][lang]) ? [{ at: `our-${part}-${lang}`, need: 'text' }] : [],
      ),
    ),
    ...(['gives', 'languages', 'areas', 'days'] as const).flatMap((part): LineNeed[] =>
      written[part].length === 0 ? [{ at: `our-${part}`, need: 'choice' }] : [],
    ),
    ...(fromHour < toHour ? [] : [{ at: 'our-to' as const, need: 'hours' as const }]),
  ]
  if (needs.length > 0) return { ok: false, needs }
  const reading = { days: inOrder([1, 2, 3, 4, 5, 6, 7], days), fromHour, toHour }
  const gives = inOrder(Purpose.options, rest.gives)
  return { ok: true, lines: ReceiverLines.parse({ ...rest, gives, reading }) }
}

/** What is chosen, in the order of what is offered and not of the taps; what is offered no more stands last. */
export const inOrder = <T extends string | number>(offered: readonly T[], chosen: readonly T[]): T[] => [
  ...offered.filter((one) => chosen.includes(one)),
  ...chosen.filter((one) => !offered.includes(one)),
]

/** One of several taken or left. `all` stands alone. */
export function withChoice<T extends string | number>(chosen: readonly T[], value: T, isChosen: boolean): T[] {
  const others = chosen.filter((one) => one !== value)
  if (!isChosen) return others
  return value === 'all' ? [value] : [...others.filter((one) => one !== 'all'), value]
}
