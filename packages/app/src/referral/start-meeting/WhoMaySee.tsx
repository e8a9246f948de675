// All that may see the sheet, by the front of the permission: the client was told these names and no other.
import type { VNode } from 'preact'
import type { Front } from '@apila/core/referral/permission.ts'
import { useDesk } from '../../desk-context.ts'

export function WhoMaySee({ front }: { front: Pick<Front, 'meeting'> }): VNode {
  const { t, nameOf } = useDesk()
  return <p data-test="may-see">{t('meeting-many.may-see', { names: front.meeting.map(nameOf).join(', ') })}</p>
}
