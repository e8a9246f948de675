// What is said to the client of a duty: what, why and to whom, in the words of the guide.
import type { VNode } from 'preact'
import type { Provision } from '@apila/core/referral/owed-notice.ts'
import { useDesk } from '../../desk-context.ts'
import { saidToClient } from './provisions.ts'

export function SaidToClient({ provision }: { provision: Provision }): VNode {
  const { language } = useDesk()
  const { what, why, toWhom } = saidToClient(provision, language)
  return (
    <p class="quote">
      {what} {why} {toWhom}
    </p>
  )
}
