// On the list of the day: what is unfinished on this device, what waits for signal, and what could not be sent. Nothing goes unsaid.
import { keepFocus } from '../frame/keep-focus.ts'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { lastDayToSend } from '@apila/core/referral/waiting.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { Mark } from '@apila/ui/Mark.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Row, Rows } from '@apila/ui/Rows.tsx'
import { Tag } from '@apila/ui/Tag.tsx'
import { Toast } from '@apila/ui/Toast.tsx'
import { crossIcon, penIcon, waitingIcon, warningIcon } from '@apila/ui/icons-first.ts'
import { useAct, useDesk } from '../desk-context.ts'
import { type Draft, dropDraft } from '../drafts/drafts.ts'
import { Section } from './DayRows.tsx'
import { NotReadable } from './NotReadable.tsx'
import { placeOfDraft } from './draft-place.ts'
import { showTime } from '../content/show-time.ts'
import { type Unsent, type WaitingItem, dropWaiting } from './waiting.ts'

keepFocus()

export function KeptRows(): VNode {
  const { t, count, kept } = useDesk()
  const { drafts, queue, gone, unreadable } = kept
  const [undo, setUndo] = useState<(() => Promise<void>) | null>(null)
  return (
    <>
      {queue.length > 0 && (
        <section aria-labelledby="queue">
          <h2 id="queue">{t('today.queue-title')}</h2>
          <p data-test="queue">{t('today.queue', { count: queue.length })}</p>
          <Rows test="queue-rows">
            {queue.map((item, at) => (
              <QueueRow key={item.key} item={item} n={at + 1} />
            ))}
          </Rows>
        </section>
      )}
      {gone > 0 && (
        <Note role="status" test="drafts-gone">
          <p>{count('draft.gone', gone)}</p>
        </Note>
      )}
      {unreadable.length > 0 && <NotReadable unreadable={unreadable} />}
      {drafts.length > 0 && (
        <Section id="drafts" title={t('today.drafts')}>
          {drafts.map((draft, at) => (
            <DraftRow
              key={draft.key}
              n={at + 1}
              draft={draft}
              onDropped={(bringBack) => {
                setUndo(() => bringBack)
              }}
            />
          ))}
        </Section>
      )}
      {undo && (
        <Toast
          test="draft-dropped"
          text={t('draft.dropped')}
          undoText={t('undo')}
          onUndo={() => {
            void undo()
            setUndo(null)
          }}
          onGone={() => {
            setUndo(null)
          }}
        />
      )}
    </>
  )
}

/** `n`: its place in the list. Two of a kind are told apart by it where they are heard. */
function DraftRow({
  draft,
  n,
  onDropped,
}: {
  draft: Draft
  n: number
  onDropped: (bringBack: () => Promise<void>) => void
}): VNode {
  const desk = useDesk()
  const { t, go, list, attempt } = desk
  const place = placeOfDraft(draft, list)
  const when = t('time', { day: showDay(draft.on), at: showTime(desk, draft.at.replace('.', ':')) })
  return (
    <Row
      test="draft"
      linkTest="open-draft"
      mark={<Mark icon={penIcon} draft />}
      spoken={`${String(n)}. `}
      title={t(`draft-kind.${draft.kind}`)}
      href="#draft"
      onOpen={() => {
        if (place) go(place)
      }}
      line={place || !list.opened ? t('draft.changed', { when }) : t('draft.homeless')}
      state={
        <Tag shape={waitingIcon}>
          {draft.kind === 'observe' ? t('draft.until-lock') : t('draft.until', { day: showDay(draft.until) })}
        </Tag>
      }
      action={
        <Button
          test="drop-draft"
          quiet
          onClick={() => {
            void attempt(async () => {
              onDropped(await dropDraft(draft.key))
            })
          }}
        >
          {t('draft.drop')}
          <Which n={n} />
        </Button>
      }
    />
  )
}

/** A sealed parcel. Which one it is, only its last day tells here: the rest is inside the seal. */
function QueueRow({ item, n }: { item: WaitingItem<'queue'>; n: number }): VNode {
  const { t, list } = useDesk()
  const { busy, act } = useAct()
  const [isAsking, setAsking] = useState(false)
  const day = showDay(lastDayToSend(item.value.deposit))
  const isUrgent = item.value.isUrgent ?? false
  return (
    <li data-test="queue-row" data-status={isUrgent ? 'urgent' : undefined}>
      <Mark icon={isUrgent ? warningIcon : waitingIcon} draft />
      <div>
        <b>{t(isUrgent ? 'queue.row-urgent' : 'queue.row')}</b>
        <p class={isUrgent ? undefined : 'hint'}>{t(isUrgent ? 'queue.until-urgent' : 'queue.until', { day })}</p>
      </div>
      <Button
        test="queue-drop"
        quiet
        onClick={() => {
          setAsking(true)
        }}
      >
        {t('queue.drop')}
        <Which n={n} />
      </Button>
      {isAsking && (
        <Dialog
          test="queue-dialog"
          title={t('queue.drop-title', { day })}
          doText={t('queue.drop-do')}
          keepText={t('queue.keep')}
          busy={busy}
          onDo={() => {
            void act(() => dropWaiting(item.key)).then(() => {
              setAsking(false)
              void list.refresh()
            })
          }}
          onKeep={() => {
            setAsking(false)
          }}
        >
          <p>{t(isUrgent ? 'queue.drop-more-urgent' : 'queue.drop-more')}</p>
          <p>{t('cannot-undo')}</p>
        </Dialog>
      )}
    </li>
  )
}

/** Which row a button belongs to, for whoever hears it without its row. */
const Which = ({ n }: { n: number }): VNode => <span class="unseen"> {n}</span>

/** What will never be sent, and why, until somebody has seen it. */
export function UnsentRows(): VNode {
  const { kept } = useDesk()
  return (
    <>
      {kept.unsent.map((unsent, at) => (
        <UnsentRow key={unsent.key} unsent={unsent} n={at + 1} />
      ))}
    </>
  )
}

function UnsentRow({ unsent, n }: { unsent: Unsent & { key: string }; n: number }): VNode {
  const { t, attempt } = useDesk()
  return (
    <li data-test="unsent" data-status={unsent.why} data-state={unsent.isUrgent ? 'urgent' : undefined}>
      <Mark icon={crossIcon} />
      <div>
        <b>{t(unsent.isUrgent ? 'unsent.title-urgent' : 'unsent.title')}</b>
        <p>{unsent.isUrgent ? t('unsent.urgent') : t(`unsent.${unsent.why}`, { day: showDay(unsent.until) })}</p>
      </div>
      <Button
        test="unsent-seen"
        quiet
        onClick={() => {
          void attempt(() => dropWaiting(unsent.key))
        }}
      >
        {t('unsent.seen')}
        <Which n={n} />
      </Button>
    </li>
  )
}
