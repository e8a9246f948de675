// A safe way to reach the client, line by line, in a first contact and in the details.
import type { VNode } from 'preact'
import type { SafeContact } from '@apila/core/referral/content.ts'
import { type Fact, SummaryList } from '@apila/ui/SummaryList.tsx'
import { useDesk } from '../../desk-context.ts'

export function ContactLines({ contact }: { contact: SafeContact }): VNode {
  const { t } = useDesk()
  const facts: Fact[] = [
    { name: t('contact.channel'), value: t(`channel.${contact.channel}`) },
    { name: t('contact.address'), value: contact.channel === 'through-worker' ? undefined : contact.address },
    {
      name: t('contact.leave'),
      value: contact.channel === 'through-worker' ? undefined : t(`answer.${contact.mayLeaveMessage}`),
    },
    {
      name: t('contact.reads'),
      value: contact.channel === 'through-worker' ? undefined : t(`answer.${contact.someoneElseReads}`),
    },
    { name: t('contact.when'), value: contact.when },
    { name: t('contact.who'), value: contact.whoWeSay },
    { name: t('contact.code'), value: contact.codeWord },
  ]
  return <SummaryList facts={facts} />
}
