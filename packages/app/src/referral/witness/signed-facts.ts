// What a colleague signs, as it stands on their screen: every member of both halves of the permission, since the signature is over all of
// them. A member without a value is left out. Pure. Governed by docs/protocol.md "Spoken".
import { showDay } from '@apila/core/content/show-day.ts'
import type { Back, Front, Said } from '@apila/core/referral/permission.ts'
import type { Fact } from '@apila/ui/SummaryList.tsx'
import { languageName } from '../../content/language-name.ts'
import type { Texts } from '../../content/texts.ts'
import { howKey } from '../how-said.ts'
import { keptText } from '../kept-text.ts'

export interface Asking {
  texts: Texts
  nameOf: (organisation: string) => string
  as: 'witness' | 'second'
}

type FactOf<T> = (asked: T, asking: Asking) => Fact | null

const list = (texts: readonly string[]): string => texts.join('; ')

// Null: its number is told by no sentence (version, random name), or it says nothing before somebody has signed.
const FRONT: Readonly<Record<keyof Front, FactOf<Front> | null>> = {
  v: null,
  id: null,
  // The heading of the page says it.
  kind: null,
  from: ({ from }, { texts: { t }, nameOf }) => ({ name: t('witness.from'), value: nameOf(from.organisation) }),
  to: ({ to }, { texts: { t }, nameOf }) => ({ name: t('receipt.to'), value: nameOf(to.organisation) }),
  why: ({ why }, { texts: { t } }) => ({ name: t('why.question'), value: t(`why.${why}`) }),
  extent: ({ extent }, { texts: { t } }) => ({
    name: t('witness.extent'),
    value: extent && t(`extent.${extent}`),
  }),
  mode: ({ mode }, { texts: { t } }) => ({ name: t('receipt.mode'), value: t(`mode.${mode}`) }),
  talk: ({ talk, meeting }, { texts: { t } }) => ({
    name: t('between.question'),
    value: talk && t(meeting.length > 0 ? 'between.sheet' : talk === 'words' ? 'between.words' : 'between.times'),
  }),
  meeting: ({ meeting }, { texts: { t }, nameOf }) => ({
    name: t('receipt.meeting'),
    value: meeting.map(nameOf).join(', '),
  }),
  notBefore: ({ notBefore }, { texts: { t } }) => ({ name: t('receipt.given'), value: showDay(notBefore) }),
  until: ({ until }, { texts: { t } }) => ({ name: t('receipt.until'), value: showDay(until) }),
  grows: ({ grows }, { texts: { t } }) => ({ name: t('witness.grows'), value: grows && t('witness.grows-from') }),
}

const BACK: Readonly<Record<keyof Back, FactOf<Back> | null>> = {
  age: ({ age }, { texts: { t } }) => ({
    name: t('age.question'),
    value: age === 'not-asked' ? null : t(`age.${age}`),
  }),
  reason: ({ reason }, { texts: { t } }) => ({
    name: t('urgent.reason'),
    value: reason && t(`urgent.reason-${reason}`),
  }),
  what: ({ what }, { texts: { t } }) => ({
    name: t('receipt.what'),
    value: list(what.map((item) => t(`told.${item}`))),
  }),
  how: ({ how }, { texts: { t }, as }) => ({
    name: t('receipt.how'),
    value: t(as === 'witness' ? 'how-said.heard' : howKey({ how, signatures: [] })),
  }),
  keep: (back, { texts: { t }, as }) => ({
    name: t('keep.question'),
    value: as === 'second' ? null : keptText(t, back),
  }),
  said: null,
  signatures: null,
}

const SAID: Readonly<Record<keyof Said, FactOf<Said> | null>> = {
  language: ({ language }, { texts }) => ({
    name: texts.t('language.question'),
    value: language && languageName(language, texts),
  }),
  interpreter: ({ interpreter }, { texts: { t } }) => ({
    name: t('interpreter.question'),
    value: interpreter === null || interpreter === 'none' ? null : t(`interpreter.${interpreter}`),
  }),
  knowsInterpreter: ({ knowsInterpreter }, { texts: { t } }) => ({
    name: t('knows.question'),
    value: knowsInterpreter && t(`knows.${knowsInterpreter}`),
  }),
  explained: ({ explained }, { texts: { t } }) => ({
    name: t('witness.explained'),
    value: explained && explained.map((one) => t(`turned.${one}`)).join(' '),
  }),
  alternatives: ({ alternatives }, { texts: { t } }) => ({
    name: t('witness.alternatives'),
    value: alternatives === null ? null : t(alternatives ? 'answer.yes' : 'answer.no'),
  }),
  // Of a text on the screen; what is only read aloud was shown to nobody.
  shown: null,
}

const factsOf = <T>(table: Readonly<Record<keyof T, FactOf<T> | null>>, asked: T, asking: Asking): Fact[] =>
  Object.values<FactOf<T> | null>(table).flatMap((factOf) => factOf?.(asked, asking) ?? [])

/** All that is signed, in the order of the screen. */
export const signedFacts = ({ front, back }: { front: Front; back: Back }, asking: Asking): Fact[] => [
  ...factsOf(FRONT, front, asking),
  ...factsOf(BACK, back, asking),
  ...factsOf(SAID, back.said, asking),
]
