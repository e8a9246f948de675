// The start-meeting sheet: who does what, how contact is kept, how information moves, when it is looked at again (D-088, D-089).
// Written and read by both desks; each version stands beside the ones before; it ends with the permission.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { canonical } from '@apila/core/canonical.ts'
import { Day } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { LARGEST_SHEET_BYTES, Sheet as SheetContent } from '@apila/core/referral/items.ts'
import { utf8 } from '@apila/sealing/encoding.ts'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import type { Session } from '../account/session.ts'
import { ActionButton, Heading, Link, Write } from '../controls.tsx'
import { type Screen, useDesk } from '../desk-context.ts'
import { type Conversation, readConversation, say } from './conversation.ts'
import { plainText } from './plain-text.ts'
import { dropWaiting, keepWaiting, readWaiting } from './waiting.ts'

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

/** The sheet as it may be sealed. */
const plainSheet = (sheet: SheetContent): SheetContent => ({
  tasks: sheet.tasks.map(({ who, what }) => ({ who: plainText(who), what: plainText(what) })),
  contact: plainText(sheet.contact),
  information: plainText(sheet.information),
  reviewOn: sheet.reviewOn,
})

const isTooLong = (sheet: SheetContent): boolean => utf8(canonical(plainSheet(sheet))).length > LARGEST_SHEET_BYTES

type Place = Extract<Screen, { name: 'sheet' }>

export function Sheet({ place }: { place: Place }): VNode {
  const { conversation, back, draftKey } = place
  const { t, go, session, today, attempt, fail, onLock } = useDesk()
  const [read, setRead] = useState<Read | null>(null)
  const [draft, setDraft] = useState<SheetContent | null>(null)
  const now = useRef(draft)
  now.current = draft
  const load = () =>
    attempt(async () => {
      const opened = await readSheets(session, conversation, today)
      if (opened) setRead(opened)
      else fail('broken-seal')
    })
  useEffect(() => {
    void load()
    if (draftKey !== undefined) {
      void attempt(async () => {
        const kept = SheetContent.safeParse(await readWaiting(session, draftKey))
        if (!kept.success) {
          fail('kept-unreadable')
          return
        }
        setDraft(kept.data)
        await dropWaiting(draftKey)
      })
    }
  }, [conversation.t])
  useEffect(() => {
    onLock(async () => {
      const written = now.current
      if (!written) return { name: 'today' }
      const kept = await keepWaiting(session, 'sheet', written, today)
      return { ...place, back: { name: 'today' }, draftKey: kept }
    })
    return () => {
      onLock(null)
    }
  }, [session])
  const save = async (sheet: SheetContent) => {
    if (!read) return
    if (isTooLong(sheet)) {
      fail('sheet-too-long')
      return
    }
    const item = { kind: 'sheet' as const, version: read.versions.length + 1, sheet: plainSheet(sheet) }
    await say(session, conversation, item, today, { expected: read.count })
    setDraft(null)
    await load()
  }
  const latest = read?.versions.at(-1)
  return (
    <div data-test="sheet">
      <Heading>{t('sheet.title')}</Heading>
      <p>{t('sheet.more')}</p>
      {!read && <p role="status">{t('opening')}</p>}
      {read && draft && (
        <SheetForm
          sheet={draft}
          onChange={setDraft}
          onSave={() => {
            void attempt(() => save(draft)).then((done) => {
              // Somebody else wrote first: what is written here stays, and is put on top of theirs at the next try.
              if (!done)
                void readSheets(session, conversation, today).then(
                  (again) => {
                    if (again) setRead(again)
                  },
                  () => undefined,
                )
            })
          }}
        />
      )}
      {read && !draft && (
        <>
          {latest ? <SheetView version={latest} /> : <p>{t('sheet.none')}</p>}
          <div class="buttons">
            <ActionButton
              test="sheet-write"
              onClick={() => {
                setDraft(latest?.sheet ?? EMPTY)
              }}
            >
              {t(latest ? 'sheet.new-version' : 'sheet.write')}
            </ActionButton>
          </div>
          {read.versions.length > 1 && (
            <details>
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
      <p>
        <Link
          test="sheet-back"
          onClick={() => {
            go(back)
          }}
        >
          {t('back')}
        </Link>
      </p>
    </div>
  )
}

function SheetView({ version }: { version: SheetVersion }): VNode {
  const { t, nameOf } = useDesk()
  const { sheet } = version
  return (
    <section class="card" data-test="sheet-version">
      <p class="hint">{t('sheet.by', { name: nameOf(version.from) })}</p>
      <SummaryList
        facts={[
          ...sheet.tasks.map((task) => ({ name: task.who, value: <span class="pre">{task.what}</span> })),
          { name: t('sheet.contact'), value: sheet.contact },
          { name: t('sheet.information'), value: sheet.information },
          { name: t('sheet.review'), value: sheet.reviewOn ? showDay(sheet.reviewOn) : '' },
        ]}
      />
    </section>
  )
}

function SheetForm({
  sheet,
  onChange,
  onSave,
}: {
  sheet: SheetContent
  onChange: (sheet: SheetContent) => void
  onSave: () => void
}): VNode {
  const { t } = useDesk()
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
      <Write
        id="sheet-review"
        type="date"
        label={t('sheet.review')}
        value={sheet.reviewOn ?? ''}
        onInput={(text) => {
          const day = Day.safeParse(text)
          change({ reviewOn: day.success ? day.data : null })
        }}
      />
      <div class="buttons">
        <ActionButton test="sheet-save" onClick={onSave}>
          {t('sheet.save')}
        </ActionButton>
      </div>
    </>
  )
}
