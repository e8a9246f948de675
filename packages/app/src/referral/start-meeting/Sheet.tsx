// The start-meeting sheet: who does what, how contact is kept, how information moves, when it is looked at again (D-088, D-089).
// Of two desks either writes it, and each version stands beside the ones before; of many the host alone (HostMeeting.tsx), and
// the others say what they would change. It ends with the permission.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Day } from '@apila/core/day.ts'
import { openWishes } from '@apila/core/referral/conversation.ts'
import { isMeetingOfMany } from '@apila/core/referral/fits-conversation.ts'
import { Sheet as SheetContent } from '@apila/core/referral/items.ts'
import type { SentNote } from '@apila/core/referral/notes.ts'
import type { Session } from '../../account/session.ts'
import { ActionButton, Heading, Link } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { useDraft } from '../../drafts/use-draft.ts'
import { type Conversation, conversationOf, readConversation, say } from '../conversation.ts'
import { HandOut } from '../handing/HandOut.tsx'
import { plainSheet } from '../plain-text.ts'
import { writeHandedOut } from '../release.ts'
import { HostMeeting } from './HostMeeting.tsx'
import { EMPTY_SHEET, SheetForm, isTooLong, ticked } from './SheetForm.tsx'
import { type SheetVersion, SheetView, sheetText } from './SheetView.tsx'
import { WhoMaySee } from './WhoMaySee.tsx'
import { WishForm, Wishes } from './Wishes.tsx'
import { OverWhileOpen, WhileOpen } from '../WhileOpen.tsx'
import type { Held } from '../today.ts'

interface Read {
  versions: readonly SheetVersion[]
  /** What this desk would change, since the last version. */
  wishes: ReturnType<typeof openWishes>
  /** How many items lie in the conversation; another may write meanwhile. */
  count: number
}

async function readSheets(session: Session, conversation: Conversation, today: Day): Promise<Read | null> {
  const talk = await readConversation(session, conversation, today)
  if (!talk) return null
  const versions = talk.items.flatMap(({ item, from }) =>
    item.kind === 'sheet' ? [{ version: item.version, sheet: item.sheet, from }] : [],
  )
  return { versions, wishes: openWishes(talk.items), count: talk.next }
}

/** `until`: the last day of its permission. */
export function Sheet({ held, until }: { held: Held; until: Day }): VNode {
  const { note } = held
  return note.kind === 'sent' && isMeetingOfMany(note.front) ? (
    <HostMeeting held={held as Held<SentNote>} />
  ) : (
    <SheetOfOne held={held} until={until} />
  )
}

function SheetOfOne({ held, until }: { held: Held; until: Day }): VNode {
  const { note } = held
  const [isOver, setOver] = useState(false)
  if (isOver) return <OverWhileOpen />
  return (
    <WhileOpen
      mark={note.mark}
      until={until}
      onOver={() => {
        setOver(true)
      }}
    >
      <OpenSheet held={held} until={until} />
    </WhileOpen>
  )
}

function OpenSheet({ held, until }: { held: Held; until: Day }): VNode {
  const { t, go, session, today, attempt, fail, list, nameOf } = useDesk()
  const { busy, act } = useAct()
  const conversation = useRef<Promise<Conversation>>(null)
  const theirs = () => (conversation.current ??= conversationOf(held.note))
  const [read, setRead] = useState<Read | null>(null)
  const [written, setWritten] = useState<SheetContent | null>(null)
  const draft = useDraft({
    kind: 'sheet',
    of: held.note.t,
    schema: SheetContent,
    value: written,
    onFound: setWritten,
  })
  const [failed, setFailed] = useState(false)
  const load = async () => {
    const done = await attempt(async () => {
      const opened = await readSheets(session, await theirs(), today)
      if (opened) setRead(opened)
      else fail('broken-seal')
    })
    setFailed(!done)
  }
  useEffect(() => {
    void load()
  }, [held.note.t])
  const save = async (sheet: SheetContent) => {
    if (!read) return
    if (isTooLong(sheet)) {
      fail('sheet-too-long')
      return
    }
    const version = (read.versions.at(-1)?.version ?? 0) + 1
    const item = { kind: 'sheet' as const, version, sheet: plainSheet(sheet) }
    await say(session, await theirs(), item, today, { expected: read.count })
    await draft.drop()
    setWritten(null)
    await load()
    void list.reread(held.note.t)
  }
  const tick = (sheet: SheetContent, at: number, isDone: boolean) => {
    void act(() => save(ticked(sheet, at, isDone ? today : null))).then((done) => {
      if (!done) void load()
    })
  }
  const latest = read?.versions.at(-1)
  const { front } = held.note
  // At a meeting of many the host writes: this desk received its permission.
  const isMany = isMeetingOfMany(front)
  return (
    <div data-test="sheet">
      <div class="no-print">
        <Heading>{t('sheet.title')}</Heading>
        <p>{t(isMany ? 'meeting-many.guest' : 'sheet.more', { name: nameOf(front.from.organisation) })}</p>
        {isMany && <WhoMaySee front={front} />}
      </div>
      {!read && <p role="status">{failed ? t('sheet.not-opened') : t('opening')}</p>}
      {!read && failed && (
        <ActionButton test="sheet-again" quiet onClick={() => void load()}>
          {t('sheet.again')}
        </ActionButton>
      )}
      {read && written && (
        <SheetForm
          sheet={written}
          busy={busy}
          draft={draft}
          until={until}
          onChange={setWritten}
          onSave={() => {
            void act(() => save(written)).then((done) => {
              // Somebody else wrote first: what is written here stays, and is put on top of theirs at the next try.
              if (!done)
                void theirs()
                  .then((one) => readSheets(session, one, today))
                  .then(
                    (again) => {
                      if (again) setRead(again)
                    },
                    () => undefined,
                  )
            })
          }}
        />
      )}
      {read && !written && (
        <>
          {latest ? (
            <SheetView
              version={latest}
              onTick={
                isMany
                  ? undefined
                  : (at, isDone) => {
                      tick(latest.sheet, at, isDone)
                    }
              }
            />
          ) : (
            <p>{t('sheet.none')}</p>
          )}
          {latest && <SheetOut held={held} sheet={latest.sheet} />}
          {isMany && (
            <>
              <Wishes wishes={read.wishes} name={nameOf(front.to.organisation)} />
              <WishForm held={held} version={latest?.version ?? 0} onSaid={load} />
            </>
          )}
          {!isMany && (
            <div class="buttons">
              <ActionButton
                test="sheet-write"
                onClick={() => {
                  setWritten(latest?.sheet ?? EMPTY_SHEET)
                }}
              >
                {t(latest ? 'sheet.new-version' : 'sheet.write')}
              </ActionButton>
            </div>
          )}
          {read.versions.length > 1 && (
            <details class="no-print">
              <summary>{t('sheet.earlier', { count: read.versions.length - 1 })}</summary>
              {read.versions
                .slice(0, -1)
                .reverse()
                .map((version, at) => (
                  <SheetView key={at} version={version} />
                ))}
            </details>
          )}
        </>
      )}
      <p class="no-print">
        <Link
          test="sheet-back"
          onClick={() => {
            go({ name: held.note.kind, id: held.id })
          }}
        >
          {t('back')}
        </Link>
      </p>
    </div>
  )
}

/** For the client where they want it: no name of the organisation that wrote it. Its line is written under a name that this desk has. */
function SheetOut({ held: { note }, sheet }: { held: Held; sheet: SheetContent }): VNode {
  const desk = useDesk()
  const { t } = desk
  const name = note.s ?? note.k
  return (
    <>
      <p class="hint no-print">{t(name === null ? 'handing.no-name' : 'sheet.print-more')}</p>
      {name !== null && (
        <HandOut
          onLine={(handedOut) => writeHandedOut(desk.session, name, handedOut, desk.today)}
          lang={desk.language}
          parts={[{ item: 'sheet', title: t('sheet.title'), text: sheetText(desk, sheet) }]}
        />
      )}
    </>
  )
}
