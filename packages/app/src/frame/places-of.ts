// Where a worker may go, by what the roster says of the device.
import type { Shape } from '@apila/ui/Icon.tsx'
import { bellIcon, chartIcon, digitsIcon, listIcon, phoneIcon, todayIcon } from '@apila/ui/icons-first.ts'
import type { Session } from '../account/session.ts'
import type { TextKey } from '../content/texts.ts'
import type { PlainScreen } from '../places.ts'

export interface Place {
  to: PlainScreen
  text: TextKey
  shape: Shape
}

/** Where this worker may go, what is most used first. */
export function placesOf(session: Session): Place[] {
  const worker = session.referralDesk !== null
  const { roles } = session.own
  const all: readonly (Place & { shown: boolean })[] = [
    { to: { name: 'today' }, text: 'menu.today', shape: todayIcon, shown: worker },
    { to: { name: 'ticket' }, text: 'menu.ticket', shape: digitsIcon, shown: worker },
    { to: { name: 'observe' }, text: 'menu.observe', shape: chartIcon, shown: session.statisticsDesk !== null },
    { to: { name: 'contacts' }, text: 'menu.contacts', shape: phoneIcon, shown: worker },
    { to: { name: 'notifications' }, text: 'menu.notifications', shape: bellIcon, shown: worker },
    { to: { name: 'close' }, text: 'menu.close', shape: chartIcon, shown: roles.includes('keeper') },
    { to: { name: 'coordination' }, text: 'menu.coordination', shape: listIcon, shown: roles.includes('keeper') },
    { to: { name: 'keys' }, text: 'menu.keys', shape: listIcon, shown: roles.includes('keeper') },
    { to: { name: 'release' }, text: 'menu.release', shape: listIcon, shown: roles.includes('release-officer') },
  ]
  return all.filter(({ shown }) => shown)
}
