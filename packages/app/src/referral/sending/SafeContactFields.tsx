// How the client can be reached safely (docs/working-day.md): channel, when, what may be said.
import type { VNode } from 'preact'
import { SafeContact } from '@apila/core/referral/content.ts'
import { Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { Ask } from './Ask.tsx'
import type { Sending } from './sending.ts'
import type { StepProps } from './steps.ts'

const CHANNELS = ['phone', 'message', 'email', 'post'] as const

export function SafeContactFields({ sending, answer, errorAt }: StepProps): VNode {
  const { t } = useDesk()
  const { contact } = sending
  const change = (answers: Partial<Sending['contact']>) => {
    answer({ contact: { ...contact, ...answers } })
  }
  const field = (
    id: string,
    label: string,
    key: 'address' | 'when' | 'whoWeSay' | 'codeWord',
    max: number,
    hint?: string,
  ) => (
    <Write
      id={id}
      label={label}
      hint={hint}
      error={errorAt(id)}
      max={max}
      value={contact[key]}
      onInput={(value) => {
        change({ [key]: value })
      }}
    />
  )
  return (
    <section class="card">
      <Ask
        code="channel"
        errorAt={errorAt}
        name="channel"
        legend={t('contact.channel')}
        short
        chosen={contact.channel}
        options={CHANNELS.map((value) => ({ value, text: t(`channel.${value}`) }))}
        onChoose={(channel) => {
          change({ channel })
        }}
      />
      {field('contact-address', t('contact.address'), 'address', 300)}
      {field('contact-when', t('contact.when'), 'when', 300, t('contact.may-be-empty'))}
      <Ask
        code="leave"
        errorAt={errorAt}
        name="leave"
        legend={t('contact.leave')}
        short
        chosen={contact.mayLeaveMessage}
        options={SafeContact.shape.mayLeaveMessage.options.map((value) => ({ value, text: t(`answer.${value}`) }))}
        onChoose={(mayLeaveMessage) => {
          change({ mayLeaveMessage })
        }}
      />
      <Ask
        code="reads"
        errorAt={errorAt}
        name="reads"
        legend={t('contact.reads')}
        short
        chosen={contact.someoneElseReads}
        options={SafeContact.shape.someoneElseReads.options.map((value) => ({ value, text: t(`answer.${value}`) }))}
        onChoose={(someoneElseReads) => {
          change({ someoneElseReads })
        }}
      />
      {field('contact-who', t('contact.who'), 'whoWeSay', 200, t('contact.who-hint'))}
      {field('contact-code', t('contact.code'), 'codeWord', 100, t('contact.may-be-empty'))}
    </section>
  )
}
