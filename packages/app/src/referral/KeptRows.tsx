// On the list of the day: what is unfinished on this device, what waits for signal, and what could not be sent. Nothing goes unsaid.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { Mark } from '@apila/ui/Mark.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Row, Rows } from '@apila/ui/Rows.tsx'
import { Tag } from '@apila/ui/Tag.tsx'
import { Toast } from '@apila/ui/Toast.tsx'
import { crossIcon, penIcon, waitingIcon } from '@apila/ui/icons-first.ts'
import { useAct, useDesk } from '../desk-context.ts'
import { type Draft, dropDraft } from '../drafts/drafts.ts'
import { Section } from './DayRows.tsx'
import { placeOfDraft } from './draft-place.ts'
import type { Unsent } from './queue.ts'
import { showTime } from '../content/show-time.ts'
import { Queued, type WaitingItem, dropWaiting } from './waiting.ts'

export function KeptRows(): VNode {
  const { t, count, kept } = useDesk()
  const { drafts, queue, gone, aside } = kept
  const [undo, setUndo] = useState<(() => Promise<void>) | null>(null)
  return (
    <>
      {queue.length > 0 && (
        <section aria-labelledby="queue">
          <h2 id="queue">{t('today.queue-title')}</h2>
          <p data-test="queue">{t('today.queue', { count: queue.length })}</p>
          <Rows test="queue-rows">
            {queue.map((item) => (
              <QueueRow key={item.key} item={item} />
            ))}
          </Rows>
        </section>
      )}
      {gone > 0 && (
        <Note role="status" test="drafts-gone">
          <p>{count('draft.gone', gone)}</p>
        </Note>
      )}
      {aside > 0 && (
        <Note role="status" tone="wait" test="drafts-aside">
          <p>{count('draft.aside', aside)}</p>
        </Note>
      )}
      {drafts.length > 0 && (
        <Section id="drafts" title={t('today.drafts')}>
          {drafts.map((draft) => (
            <DraftRow
              key={draft.key}
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

function DraftRow({ draft, onDropped }: { draft: Draft; onDropped: (bringBack: () => Promise<void>) => void }): VNode {
  const desk = useDesk()
  const { t, go, list, attempt } = desk
  const place = placeOfDraft(draft, list)
  const when = t('time', { day: showDay(draft.on), at: showTime(desk, draft.at.replace('.', ':')) })
  return (
    <Row
      test="draft"
      linkTest="open-draft"
      mark={<Mark icon={penIcon} draft />}
      title={t(`draft-kind.${draft.kind}`)}
      href="#draft"
      onOpen={() => {
        if (place) go(place)
      }}
      line={place ? t('draft.changed', { when }) : t('draft.homeless')}
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
        </Button>
      }
    />
  )
}

/** A sealed parcel. Which one it is, only its last day tells here: the rest is inside the seal. */
function QueueRow({ item }: { item: WaitingItem }): VNode {
  const { t, list } = useDesk()
  const { busy, act } = useAct()
  const [isAsking, setAsking] = useState(false)
  const parcel = Queued.safeParse(item.value)
  const day = showDay(parcel.success ? parcel.data.deposit.until : item.until)
  return (
    <li data-test="queue-row">
      <Mark icon={waitingIcon} draft />
      <div>
        <b>{t('queue.row')}</b>
        <p class="hint">{t('queue.until', { day })}</p>
      </div>
      <Button
        test="queue-drop"
        quiet
        onClick={() => {
          setAsking(true)
        }}
      >
        {t('queue.drop')}
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
          <p>{t('queue.drop-more')}</p>
          <p>{t('cannot-undo')}</p>
        </Dialog>
      )}
    </li>
  )
}

/** What will never be sent, and why, until somebody has seen it. */
export function UnsentRows(): VNode {
  const { kept } = useDesk()
  return (
    <>
      {kept.unsent.map((unsent) => (
        <UnsentRow key={unsent.key} unsent={unsent} />
      ))}
    </>
  )
}

function UnsentRow({ unsent }: { unsent: Unsent & { key: string } }): VNode {
  const { t, attempt } = useDesk()
  return (
    <li data-test="unsent" data-status={unsent.why}>
      <Mark icon={crossIcon} />
      <div>
        <b>{t('unsent.title')}</b>
        <p>{t(`unsent.${unsent.why}`, { day: unsent.until === null ? '' : showDay(unsent.until) })}</p>
      </div>
      <Button
        test="unsent-seen"
        quiet
        onClick={() => {
          void attempt(() => dropWaiting(unsent.key))
        }}
      >
        {t('unsent.seen')}
      </Button>
    </li>
  )
}
