// Where a meeting is, told from the side of whoever reads it: "ours" is the house of the desk that proposed the time, whoever reads. Pure.
import type { MeetingPlace, Side } from '@apila/core/referral/items.ts'
import type { Texts } from '../../content/texts.ts'

/** A place as it was proposed, and by which desk. */
export interface ProposedPlace {
  place: MeetingPlace
  by: Side
}

const otherOf = (side: Side): Side => (side === 'from' ? 'to' : 'from')

/** At which desk they meet; null where at neither. */
function houseOf({ place, by }: ProposedPlace): Side | null {
  if (place === 'ours') return by
  return place === 'yours' ? otherOf(by) : null
}

type T = Texts['t']

/** For the screen: the house by its name, so that no "our" can be read as the other's. */
export function placeText(t: T, proposed: ProposedPlace, nameOf: (side: Side) => string): string {
  const house = houseOf(proposed)
  return house === null ? t(`place.${proposed.place as NeitherHouse}`) : t('place.at', { name: nameOf(house) })
}

/** For the reader's own calendar, which others read too: the side alone, and no name. */
export function placeInCalendar(t: T, proposed: ProposedPlace, reader: Side): string {
  const house = houseOf(proposed)
  if (house === null) return t(`place.${proposed.place as NeitherHouse}`)
  return t(house === reader ? 'place.ours' : 'place.theirs')
}

type NeitherHouse = Exclude<MeetingPlace, 'ours' | 'yours'>
