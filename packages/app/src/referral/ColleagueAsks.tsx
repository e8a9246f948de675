// On the list of the day, above all else: a colleague asks to listen while a client says yes, or to sign that it is urgent. Only for whoever
// may sign, and only on that day.
import type { VNode } from 'preact'
import { canWitness } from '@apila/core/referral/witness.ts'
import { Mark } from '@apila/ui/Mark.tsx'
import { Row } from '@apila/ui/Rows.tsx'
import { Tag } from '@apila/ui/Tag.tsx'
import { freshIcon } from '@apila/ui/icons-first.ts'
import { peopleIcon } from '@apila/ui/icons.ts'
import { useDesk } from '../desk-context.ts'
import { Section } from './DayRows.tsx'
import { useWitnesses } from './use-witnesses.ts'

export function ColleagueAsks(): VNode | null {
  const { t, go, nameOf, session, today } = useDesk()
  const who = { device: session.device.id, roles: session.own.roles, today }
  const asked = (useWitnesses() ?? []).filter(({ note }) => canWitness(note, who).ok)
  if (asked.length === 0) return null
  return (
    <Section id="colleague-asks" title={t('witness.list')} count={asked.length} due>
      {asked.map(({ id, note }) => (
        <Row
          key={id}
          test="colleague-asks-row"
          linkTest="open-witness"
          mark={<Mark icon={peopleIcon} />}
          title={t(`witness.row-${note.as}`, { name: note.byName || t('witness.a-colleague') })}
          href="#witness"
          onOpen={() => {
            go({ name: 'witness', id })
          }}
          line={t('today.to', { what: t(`for.${note.front.why}`), name: nameOf(note.front.to.organisation) })}
          state={
            <Tag shape={freshIcon} tone="wait">
              {t('witness.today')}
            </Tag>
          }
        />
      ))}
    </Section>
  )
}
