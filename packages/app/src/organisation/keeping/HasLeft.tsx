// What is shown once the own organisation has left the network with this device's signature: that it is done, and what stays. Nothing is asked of
// the server any more, since this device is out.
import type { VNode } from 'preact'
import { Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'

export function HasLeft(): VNode {
  const { t, session, nameOf } = useDesk()
  return (
    <div data-test="has-left">
      <Heading>{t('leave.done', { name: nameOf(session.own.organisation) })}</Heading>
      <p role="status">{t('leave.done-more')}</p>
      <p>{t('leave.done-sent')}</p>
      <p class="hint">{t('leave.done-close')}</p>
    </div>
  )
}
