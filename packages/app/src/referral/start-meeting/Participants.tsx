// The organisations of a start meeting of many: where each stands, its time, which version it has, and the way to its conversation.
import type { VNode } from 'preact'
import { Row, Rows } from '@apila/ui/Rows.tsx'
import { Mark } from '@apila/ui/Mark.tsx'
import { Tag } from '@apila/ui/Tag.tsx'
import { checkIcon, clockIcon, endedIcon, messageIcon } from '@apila/ui/icons-first.ts'
import { useDesk } from '../../desk-context.ts'
import { StatusLine } from '../talk/StatusLine.tsx'
import type { Participant } from './host-meeting.ts'
import type { SheetVersion } from './SheetView.tsx'

interface ParticipantsProps {
  participants: readonly Participant[]
  newest: SheetVersion | null
}

export function Participants({ participants, newest }: ParticipantsProps): VNode {
  const { t } = useDesk()
  return (
    <section aria-labelledby="participants" class="no-print">
      <h2 id="participants">{t('meeting-many.who')}</h2>
      <Rows test="participants">
        {participants.map((one) => (
          <ParticipantRow key={one.t} participant={one} newest={newest} />
        ))}
      </Rows>
    </section>
  )
}

function ParticipantRow({ participant, newest }: { participant: Participant; newest: SheetVersion | null }): VNode {
  const { t, nameOf, go } = useDesk()
  const { entry, organisation, place, has, versions } = participant
  const { note, id } = entry.held
  return (
    <Row
      test={`participant-${organisation}`}
      linkTest={`open-participant-${organisation}`}
      status={place}
      mark={<Mark icon={place === 'taken-out' || place === 'over' ? endedIcon : messageIcon} />}
      title={nameOf(organisation)}
      href="#sent"
      onOpen={() => {
        go({ name: 'sent', id })
      }}
      line={t(`for.${note.front.why}`)}
      state={
        <>
          <StatusLine entry={entry} />
          {place === 'takes-part' ? (
            newest && (
              <Tag
                shape={has === 'newest' ? checkIcon : clockIcon}
                tone={has === 'newest' ? 'ok' : 'wait'}
                test="has-version"
              >
                {t(`meeting-many.has-${has}`, { n: versions.at(-1)?.version ?? 0 })}
              </Tag>
            )
          ) : (
            <span class="hint" data-test="place">
              {t(`meeting-many.${place}`)}
            </span>
          )}
        </>
      }
    />
  )
}
