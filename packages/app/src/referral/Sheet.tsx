// The start-meeting sheet: who does what, how contact is kept, how information moves, when it is looked at again (D-088, D-089).
// Written and read by both desks; each version stands beside the ones before; it ends with the permission.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { canonical } from '@apila/core/canonical.ts'
import { type Day, addDays, daysBetween } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { LARGEST_SHEET_BYTES, Sheet as SheetContent } from '@apila/core/referral/items.ts'
import { utf8 } from '@apila/sealing/encoding.ts'
import { SelectField } from '@apila/ui/Field.tsx'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import type { Session } from '../account/session.ts'
import { ActionButton, Heading, Link, Tick, Write } from '../controls.tsx'
import { dayText } from '../content/day-text.ts'
import { type DeskContext, useAct, useDesk } from '../desk-context.ts'
import { DraftLine } from '../drafts/DraftLine.tsx'
import { type KeptDraft, useDraft } from '../drafts/use-draft.ts'
import { type Conversation, conversationOf, readConversation, say } from './conversation.ts'
import { HandOut } from './handing/HandOut.tsx'
import { plainSheet } from './plain-text.ts'
import { writeHandedOut } from './release.ts'
import { OverWhileOpen, WhileOpen } from './WhileOpen.tsx'
import type { Held } from './today.ts'

interface SheetVersion {
  sheet: SheetContent
  from: OrganisationId
}

interface Read {
  versions: readonly SheetVersion[]
  /** How many items lie in the conversation; another may write meanwhile. */
  count: number
}

const EMPTY: SheetContent = { tasks: [{ who: '', what: '' }], contact: '', information: '', reviewOn: null }

async function readSheets(session: Session, conversation: Conversation, today: Day): Promise<Read | null> {
  const talk = await readConversation(session, conversation, today)
  if (!talk) return null
  const versions = talk.items.flatMap(({ item, from }) => (item.kind === 'sheet' ? [{ sheet: item.sheet, from }] : []))
  return { versions, count: talk.next }
}

const isTooLong = (sheet: SheetContent): boolean => utf8(canonical(plainSheet(sheet))).length > LARGEST_SHEET_BYTES

/** `until`: the last day of its permission. */
export function Sheet({ held, until }: { held: Held; until: Day }): VNode {
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
  const { t, go, session, today, attempt, fail, list } = useDesk()
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
    const item = { kind: 'sheet' as const, version: read.versions.length + 1, sheet: plainSheet(sheet) }
    await say(session, await theirs(), item, today, { expected: read.count })
    await draft.drop()
    setWritten(null)
    await load()
    void list.reread(held.note.t)
  }
  // A tick is a new version like any other, with the day on which it was made.
  const tick = (sheet: SheetContent, at: number, isDone: boolean) => {
    const tasks = sheet.tasks.map((task, index) => {
      if (index !== at) return task
      const { who, what } = task
      return isDone ? { who, what, done: today } : { who, what }
    })
    void act(() => save({ ...sheet, tasks })).then((done) => {
      if (!done) void load()
    })
  }
  const latest = read?.versions.at(-1)
  return (
    <div data-test="sheet">
      <div class="no-print">
        <Heading>{t('sheet.title')}</Heading>
        <p>{t('sheet.more')}</p>
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
              onTick={(at, isDone) => {
                tick(latest.sheet, at, isDone)
              }}
            />
          ) : (
            <p>{t('sheet.none')}</p>
          )}
          {latest && <SheetOut held={held} sheet={latest.sheet} />}
          <div class="buttons">
            <ActionButton
              test="sheet-write"
              onClick={() => {
                setWritten(latest?.sheet ?? EMPTY)
              }}
            >
              {t(latest ? 'sheet.new-version' : 'sheet.write')}
            </ActionButton>
          </div>
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

function sheetText({ t }: Pick<DeskContext, 't'>, { tasks, contact, information, reviewOn }: SheetContent): string[] {
  const line = (name: string, value: string) => (value === '' ? [] : [`${name}: ${value}`])
  return [
    ...tasks.map(
      ({ who, what, done }) => `${who}: ${what}${done ? ` (${t('sheet.done', { day: showDay(done) })})` : ''}`,
    ),
    ...line(t('sheet.contact'), contact),
    ...line(t('sheet.information'), information),
    ...line(t('sheet.review'), reviewOn ? showDay(reviewOn) : ''),
  ]
}

/** `onTick`: tasks can be ticked. */
function SheetView({
  version,
  onTick,
}: {
  version: SheetVersion
  onTick?: (at: number, isDone: boolean) => void
}): VNode {
  const { t, nameOf } = useDesk()
  const { sheet } = version
  return (
    <section class="card no-print" data-test="sheet-version">
      <p class="hint">{t('sheet.by', { name: nameOf(version.from) })}</p>
      {sheet.tasks.map((task, at) => (
        <Task key={at} task={task} at={at} onTick={onTick} />
      ))}
      <SummaryList
        facts={[
          { name: t('sheet.contact'), value: sheet.contact },
          { name: t('sheet.information'), value: sheet.information },
          { name: t('sheet.review'), value: sheet.reviewOn ? showDay(sheet.reviewOn) : '' },
        ]}
      />
    </section>
  )
}

interface TaskProps {
  task: SheetContent['tasks'][number]
  at: number
  onTick: ((at: number, isDone: boolean) => void) | undefined
}

function Task({ task, at, onTick }: TaskProps): VNode {
  const { t } = useDesk()
  const { who, what, done } = task
  const words = (
    <>
      <b>{who}</b> <span class="pre">{what}</span>
      {done && <span class="hint">{t('sheet.done', { day: showDay(done) })}</span>}
    </>
  )
  if (!onTick) return <p>{words}</p>
  return (
    <Tick
      test="task-done"
      checked={done !== undefined}
      onChange={(isDone) => {
        onTick(at, isDone)
      }}
    >
      {words}
    </Tick>
  )
}

function SheetForm({
  sheet,
  busy,
  draft,
  until,
  onChange,
  onSave,
}: {
  sheet: SheetContent
  busy: boolean
  draft: KeptDraft
  until: Day
  onChange: (sheet: SheetContent) => void
  onSave: () => void
}): VNode {
  const desk = useDesk()
  const { t, today } = desk
  const offered = Array.from({ length: Math.max(0, daysBetween(today, until)) + 1 }, (_, n) => addDays(today, n))
  // A day of an earlier version that has passed stays as it was said.
  const days = [...(sheet.reviewOn && !offered.includes(sheet.reviewOn) ? [sheet.reviewOn] : []), ...offered]
  const change = (answers: Partial<SheetContent>) => {
    onChange({ ...sheet, ...answers })
  }
  const changeTask = (at: number, answers: Partial<SheetContent['tasks'][number]>) => {
    change({ tasks: sheet.tasks.map((task, index) => (index === at ? { ...task, ...answers } : task)) })
  }
  return (
    <>
      {sheet.tasks.map((task, at) => (
        <fieldset class="card" key={at}>
          <legend>{t('sheet.task', { n: at + 1 })}</legend>
          <Write
            id={`task-who-${String(at)}`}
            label={t('sheet.who')}
            max={200}
            value={task.who}
            onInput={(who) => {
              changeTask(at, { who })
            }}
          />
          <Write
            id={`task-what-${String(at)}`}
            label={t('sheet.what')}
            rows={2}
            max={2000}
            value={task.what}
            onInput={(what) => {
              changeTask(at, { what })
            }}
          />
        </fieldset>
      ))}
      <ActionButton
        test="task-add"
        quiet
        disabled={sheet.tasks.length >= 30}
        onClick={() => {
          change({ tasks: [...sheet.tasks, { who: '', what: '' }] })
        }}
      >
        {t('sheet.add')}
      </ActionButton>
      <Write
        id="sheet-contact"
        label={t('sheet.contact')}
        rows={2}
        max={2000}
        value={sheet.contact}
        onInput={(contact) => {
          change({ contact })
        }}
      />
      <Write
        id="sheet-information"
        label={t('sheet.information')}
        rows={2}
        max={2000}
        value={sheet.information}
        onInput={(information) => {
          change({ information })
        }}
      />
      <SelectField
        id="sheet-review"
        label={t('sheet.review')}
        test="sheet-review"
        selected={sheet.reviewOn ?? ''}
        options={[
          { value: '', text: t('choose') },
          ...days.map((day) => ({ value: day, text: dayText(desk, day, until) })),
        ]}
        onChoose={(chosen) => {
          change({ reviewOn: days.find((day) => day === chosen) ?? null })
        }}
      />
      <div class="buttons">
        <ActionButton test="sheet-save" disabled={busy} onClick={onSave}>
          {t('sheet.save')}
        </ActionButton>
      </div>
      <DraftLine draft={draft} />
    </>
  )
}
