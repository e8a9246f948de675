// Every permission that lives at this device's team, with what its client wants before the organisation leaves. What is noted here lies sealed
// on this device and nowhere else; "not asked" is where each begins.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { shownMarks } from '@apila/core/referral/case-mark.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { BeforeLeaving } from '@apila/core/export/member-export.ts'
import { Link, Pick } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import { DraftLine } from '../drafts/DraftLine.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { markOf } from '../referral/day-list.ts'
import type { ReceivedEntry, SentEntry } from '../referral/today.ts'
import { Noted, liveOf, notAskedOf } from './live.ts'

export function LivePermissions(): VNode {
  const { t, list, session, go } = useDesk()
  const [noted, setNoted] = useState<Noted>({})
  const live = liveOf(list)
  const draft = useDraft({
    kind: 'leave',
    schema: Noted,
    value: Object.keys(noted).length === 0 ? null : noted,
    onFound: setNoted,
  })
  const marks = shownMarks([...list.sent, ...list.received].map(markOf))
  const open = notAskedOf(live, noted)
  return (
    <section aria-labelledby="export-live">
      <h2 id="export-live">{t('export.live')}</h2>
      {session.referralDesk === null && <p data-test="export-no-desk">{t('export.no-desk')}</p>}
      {session.referralDesk !== null && list.opened && list.heard && live.length === 0 && list.knocks.length === 0 && (
        <p data-test="export-none-live">{t('export.none-live')}</p>
      )}
      {list.knocks.length > 0 && (
        <p>
          {t('export.knocks', { count: list.knocks.length })}{' '}
          <Link
            test="export-knocks"
            onClick={() => {
              go({ name: 'today' })
            }}
          >
            {t('export.to-today')}
          </Link>
        </p>
      )}
      {list.opened && live.length > 0 && (
        <>
          <p>{t('export.live-more')}</p>
          <p>{t('export.after')}</p>
          <p role="status" data-test="export-open">
            {open === 0 ? t('export.all-asked') : t('export.not-asked', { count: open })}
          </p>
          <ul class="cards" data-test="export-list">
            {live.map((entry) => (
              <LivePermission
                key={entry.held.id}
                entry={entry}
                mark={marks.get(markOf(entry))?.code}
                chosen={noted[entry.held.id] ?? 'not-asked'}
                onChoose={(wish) => {
                  setNoted({ ...noted, [entry.held.id]: wish })
                }}
              />
            ))}
          </ul>
          <DraftLine draft={draft} />
        </>
      )}
    </section>
  )
}

interface LivePermissionProps {
  entry: SentEntry | ReceivedEntry
  /** Its reference. */
  mark: string | undefined
  chosen: BeforeLeaving
  onChoose: (wish: BeforeLeaving) => void
}

function LivePermission({ entry, mark, chosen, onChoose }: LivePermissionProps): VNode {
  const { t, go, nameOf } = useDesk()
  const { note, id } = entry.held
  const isAdvice = note.front.kind === 'consult'
  const what = t(`for.${note.front.why}`)
  const title =
    note.kind === 'sent'
      ? isAdvice
        ? t('today.question', { name: nameOf(note.front.to.organisation) })
        : (note.ending?.word ?? t('today.no-word'))
      : what
  const line =
    note.kind === 'sent'
      ? t('today.to', { what, name: nameOf(note.front.to.organisation) })
      : t('today.from', { name: nameOf(note.from.organisation) })
  const day = showDay(entry.until)
  return (
    <li class="card" data-test="export-permission">
      <fieldset>
        <legend>
          {mark !== undefined && `${mark} `}
          {title}
        </legend>
        <p>{line}</p>
        {isAdvice ? (
          <p>{t('export.question', { day })}</p>
        ) : (
          <Pick
            name={`before-${id}`}
            chosen={chosen}
            onChoose={onChoose}
            options={BeforeLeaving.options.map((value) => ({ value, text: t(`export.choice.${value}`, { day }) }))}
          />
        )}
      </fieldset>
      {!isAdvice && (chosen === 'end' || chosen === 'print') && <p>{t(`export.do.${chosen}`)}</p>}
      <p>
        <Link
          test="export-open-permission"
          onClick={() => {
            go({ name: note.kind, id })
          }}
        >
          {t('export.open')}
        </Link>
      </p>
    </li>
  )
}
