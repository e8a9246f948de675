// What our organisation says of itself: its contacts on the public pages, and what clients are told of it.
import type { VNode } from 'preact'
import { BackToToday } from './BackToToday.tsx'
import { OurLines } from './referral/OurLines.tsx'
import { OurContacts } from './services/OurContacts.tsx'

export function OurPage(): VNode {
  return (
    <>
      <OurContacts />
      <OurLines />
      <BackToToday />
    </>
  )
}
