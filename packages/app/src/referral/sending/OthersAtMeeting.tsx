// Who else comes to the start meeting: any other organisation with a desk, each with what it is for. The client is asked about each by itself.
import type { VNode } from 'preact'
import { Purpose } from '@apila/core/referral/permission.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { Select } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { random } from '../ticket.ts'
import { receivingDesk } from './receiving-desk.ts'
import { MOST_OTHERS } from './sending.ts'
import type { StepProps } from './steps.ts'

export function OthersAtMeeting({ sending, answer, errorAt }: StepProps): VNode | null {
  const { t, session, nameOf } = useDesk()
  const { more, to, met } = sending
  const others = [...session.roster.organisations.keys()].filter(
    (id) => id !== session.own.organisation && id !== to && !met.includes(id) && receivingDesk(session.roster, id),
  )
  if (others.length === 0) return null
  const isFull = more.length >= MOST_OTHERS
  return (
    <>
      <Chips
        name="more"
        id="q-more"
        legend={t('more.question')}
        hint={t('more.hint')}
        several
        options={others.map((value) => ({ value, text: nameOf(value) }))}
        chosen={more.map((one) => one.to)}
        onChoose={(id, isChosen) => {
          const left = more.filter((one) => one.to !== id)
          answer({
            more: isChosen && !isFull ? [...left, { to: id, why: null }] : left,
            // So that the desk knows which of its permissions belong together.
            meets: sending.meets ?? toBase64url(random(8)),
          })
        }}
      />
      {isFull && (
        <Note>
          <p>{t('more.full')}</p>
        </Note>
      )}
      {more.map((one) => (
        <Select
          key={one.to}
          id={`more-why-${one.to}`}
          label={t('more.why', { name: nameOf(one.to) })}
          error={errorAt(`more-why-${one.to}`)}
          empty={t('choose')}
          chosen={one.why ?? ''}
          options={Purpose.options.map((value) => ({ value, text: t(`why.${value}`) }))}
          onChoose={(why) => {
            answer({ more: more.map((other) => (other.to === one.to ? { ...other, why } : other)) })
          }}
        />
      ))}
    </>
  )
}
