// Who could help: receivers in the order in which a worker and a client look at them. Pure; nothing is left out, since the client chooses.
import type { Purpose } from './permission.ts'

export interface ReceiverWork {
  /** What the organisation says that it gives. */
  gives: readonly Purpose[]
  /** ISO 639 codes that its own workers speak. */
  languages: readonly string[]
  /** Slugs of areas, or `all` alone. */
  areas: readonly string[]
}

export interface ReceiverWish {
  why: Purpose | null
  /** Null, `other` and `not-asked` leave this side open. */
  language: string | null
  area: string | null
}

export interface ReceiverFit<Id> {
  id: Id
  /** null: nobody has chosen what would help. */
  gives: boolean | null
  /** `interpreter`: not by itself. null: no language was chosen. */
  speaks: 'itself' | 'interpreter' | null
  isNear: boolean
}

const fitOf = <Id>(id: Id, work: ReceiverWork, { why, language, area }: ReceiverWish): ReceiverFit<Id> => ({
  id,
  gives: why && work.gives.includes(why),
  speaks:
    language === null || language === 'other' || language === 'not-asked'
      ? null
      : work.languages.includes(language)
        ? 'itself'
        : 'interpreter',
  isNear: area === null || work.areas.includes('all') || work.areas.includes(area),
})

/** First who gives what is looked for, then who is near, then who speaks the language, then who reads soonest. `readsAt`: any number that
 *  grows with time. Equal ones stay as they came. */
export function orderReceivers<Id>(
  receivers: readonly { id: Id; work: ReceiverWork; readsAt: number }[],
  wish: ReceiverWish,
): ReceiverFit<Id>[] {
  const rank = ({ fit, readsAt }: { fit: ReceiverFit<Id>; readsAt: number }) =>
    [fit.gives === false ? 1 : 0, fit.isNear ? 0 : 1, fit.speaks === 'interpreter' ? 1 : 0, readsAt] as const
  return receivers
    .map(({ id, work, readsAt }) => ({ fit: fitOf(id, work, wish), readsAt }))
    .sort((a, b) => {
      const [one, other] = [rank(a), rank(b)]
      const at = one.findIndex((value, index) => value !== other[index])
      return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
    })
    .map(({ fit }) => fit)
}
