// Home: what waits for us first, then what is agreed for today, what waits for others, and what is unfinished. No names: a reference, an
// agreed word, a kind of help, a day. Governed by docs/working-day.md "On the desk's list".
import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { recentRecoveries } from '@apila/core/organisation/roster-value.ts'
import { unopenedPeriods } from '@apila/core/organisation/unopened-periods.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { hasRight } from '@apila/core/organisation/roles.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Kept } from '@apila/ui/Kept.tsx'
import { askIcon, checkIcon } from '@apila/ui/icons-first.ts'
import { ActionButton, Heading, Link } from '../first-controls.tsx'
import { useDesk } from '../desk-context.ts'
import { later } from '../later.tsx'
import { newDraftKey } from '../places.ts'
import { whole } from '../whole.ts'
import { CaseRow, KnockRow, Section } from './DayRows.tsx'
import { countYours, dayList, markOf } from './day-list.ts'
import { deskMarks } from './knock-row.ts'
import { showClock } from '../content/show-time.ts'

const KeptRows = later(whole(async () => (await import('./KeptRows.tsx')).KeptRows))
const UnsentRows = later(whole(async () => (await import('./KeptRows.tsx')).UnsentRows))
const ByTelephone = later(whole(async () => (await import('./ByTelephone.tsx')).ByTelephone))
const ColleagueAsks = later(whole(async () => (await import('./ColleagueAsks.tsx')).ColleagueAsks))
const Notices = later(whole(async () => (await import('./Notices.tsx')).Notices))
const CoordinationDue = later(whole(async () => (await import('../organisation/CoordinationDue.tsx')).CoordinationDue))
const PapersDue = later(whole(async () => (await import('../organisation/recovery/PapersDue.tsx')).PapersDue))
const BroughtBack = later(whole(async () => (await import('../organisation/recovery/BroughtBack.tsx')).BroughtBack))
const ContactsDue = later(whole(async () => (await import('../services/ContactsDue.tsx')).ContactsDue))

/** A part that is not urgent and does not come is no failure. */
const calm = () => undefined

export function Today(): VNode {
  const desk = useDesk()
  const { t, list, go, session, today, kept } = desk
  const day = dayList(list, today)
  const marks = deskMarks(list)
  const rows = (entries: typeof day.yours) =>
    entries.map((entry) => <CaseRow key={entry.held.id} entry={entry} mark={marks.get(markOf(entry))} />)
  // Of an organisation that came back: what was sent before is not in the list until its keys are opened.
  const unopened = unopenedPeriods(session.roster, session.own, session.held, today)
  const waits = countYours(day) + kept.unsent.length
  // Once there, it stays: what was deleted last can still be brought back.
  const hasKept = useRef(false)
  hasKept.current ||= kept.drafts.length + kept.queue.length + kept.gone + kept.unreadable.length > 0
  return (
    <>
      <div class="whole">
        <div class="head">
          <div>
            <p class="eyebrow">{t('today.date', { day: showDay(today) })}</p>
            <Heading>{t('today.title')}</Heading>
          </div>
        </div>
        <div class="buttons">
          <ActionButton
            test="start-send"
            onClick={() => {
              go({ name: 'send', draftKey: newDraftKey() })
            }}
          >
            {t('today.send')}
          </ActionButton>
          <Button
            test="start-ask"
            quiet
            shape={askIcon}
            onClick={() => {
              go({ name: 'ask' })
            }}
          >
            {t('today.ask')}
          </Button>
        </div>
        <p>
          <Link
            test="start-map"
            onClick={() => {
              go({ name: 'mapping', draftKey: newDraftKey() })
            }}
          >
            {t('today.map')}
          </Link>
        </p>
        {hasRight(session.own.roles, 'send-urgent') && session.referralDesk && (
          <p>
            <Link
              test="start-urgent"
              onClick={() => {
                go({ name: 'urgent' })
              }}
            >
              {t('today.start-urgent')}
            </Link>
          </p>
        )}
      </div>
      <div>
        {list.looked && session.referralDesk && <ColleagueAsks onMissing={calm} />}
        <OpeningLine />
        <Section id="yours" title={t('today.yours')} count={waits} due>
          {waits > 0 && [
            kept.unsent.length > 0 && <UnsentRows key="unsent" onMissing={calm} />,
            ...day.knocks.map((heard, n, { length }) => (
              <KnockRow
                key={heard.k}
                heard={heard}
                at={n + 1}
                all={length}
                mark={heard.read && marks.get(heard.read.mark)}
              />
            )),
            ...rows(day.yours),
          ]}
          {waits === 0 && (
            <li class="empty" data-test="no-knocks">
              {t(
                !list.looked || (list.busy && !list.heard)
                  ? 'today.looking'
                  : unopened
                    ? 'today.yours-unopened'
                    : list.opened && list.heard
                      ? 'today.yours-none'
                      : 'today.yours-unknown',
              )}
            </li>
          )}
        </Section>
        {list.looked && (unopened !== null || recentRecoveries(session.roster, today).length > 0) && (
          <BroughtBack onMissing={calm} />
        )}
        {list.looked && <ContactsDue onMissing={calm} />}
        {list.looked && session.own.roles.includes('keeper') && <CoordinationDue onMissing={calm} />}
        {list.looked && !session.roster.demo && session.own.roles.includes('keeper') && <PapersDue onMissing={calm} />}
        {day.agreed.length > 0 && (
          <Section id="agreed" title={t('today.agreed')}>
            {rows(day.agreed)}
          </Section>
        )}
        {(day.others.length > 0 || kept.queue.length > 0) && (
          <Section id="others" title={t('today.others')} count={day.others.length + kept.queue.length}>
            {rows(day.others)}
          </Section>
        )}
        {list.looked && session.referralDesk && <Notices onMissing={calm} />}
        {hasKept.current && <KeptRows onMissing={calm} />}
        {day.over.length > 0 && (
          <Section id="over" title={t('today.over')}>
            {rows(day.over)}
          </Section>
        )}
      </div>
      <aside aria-label={t('today.aside')}>
        {(list.looked || list.sent.length > 0) && session.referralDesk && <ByTelephone onMissing={calm} />}
        <LookedAt>
          {list.lookedAt && !list.busy ? t('today.looked-at', { at: showClock(desk, list.lookedAt) }) : ''}
        </LookedAt>
        <ActionButton test="look-now" quiet disabled={list.busy} onClick={() => void list.refresh()}>
          {list.busy ? t('today.looking') : t('today.look')}
        </ActionButton>
      </aside>
    </>
  )
}

/** While the notes of a busy team are opened: that the list is not whole yet, and how far it is. */
function OpeningLine(): VNode | null {
  const { t, list } = useDesk()
  const [opening, setOpening] = useState(list.opening.now())
  useEffect(
    () =>
      list.opening.hear(() => {
        setOpening(list.opening.now())
      }),
    [list.opening],
  )
  return opening && !list.opened ? (
    <p class="hint" data-test="opening" data-done={opening.done}>
      {t('today.opening', { done: opening.done, of: opening.of })}
    </p>
  ) : null
}

function LookedAt({ children }: { children: ComponentChildren }): VNode {
  return (
    <div role="status">
      {children !== '' && (
        <Kept shape={checkIcon} test="looked-at">
          {children}
        </Kept>
      )}
    </div>
  )
}
