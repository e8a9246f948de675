// For keepers: what waits for somebody in the whole network, so that nothing readers rely on grows old unseen.
import type { VNode } from 'preact'
import { TextsThatWait } from '../review/TextsThatWait.tsx'
import { BackToToday } from '../BackToToday.tsx'
import { Heading } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import { WaitingFeedback } from '../feedback/WaitingFeedback.tsx'
import { WaitingContacts } from '../services/WaitingContacts.tsx'

/** `urgent`: how often the keeper's own team has sent without asking. */
export function Coordination({ urgent }: { urgent: VNode | null }): VNode {
  const { t } = useDesk()
  return (
    <>
      <Heading>{t('coordination.title')}</Heading>
      <p>{t('coordination.lead')}</p>
      <WaitingContacts />
      <WaitingFeedback />
      <TextsThatWait />
      {urgent}
      <BackToToday />
    </>
  )
}
