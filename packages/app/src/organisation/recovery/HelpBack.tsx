// Another organisation has lost all its devices: what its neighbour's administrator is asked, what the signature does, the code, the groups read
// aloud, and the last signature, or none. Governed by docs/keepers-guide.md "Helping another organisation back".
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { RETURN_SECONDS } from '@apila/core/account/coming-back.ts'
import type { Proposed } from '@apila/core/account/roster-batch.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { recordGroups } from '@apila/sealing/organisation/spoken.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Choices } from '@apila/ui/Choice.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Confirm } from '../../Confirm.tsx'
import { Groups } from '../../account/own/Groups.tsx'
import { showClock } from '../../content/show-time.ts'
import { Heading, Pick, Tick } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { type Shown, closeReturn, offerReturn, refuseReturn, signAsNeighbour, signedBatch } from './help-work.ts'
import { type HeardReturn, hearReturn } from './return-work.ts'

/** How often the new devices are heard. Unit: ms. */
const HEAR_MS = 1_500
const PAUSE_MS = 1_000
const pause = (): Promise<void> => new Promise((resolve) => window.setTimeout(resolve, PAUSE_MS))

type Said = 'done' | 'refused' | 'not-opened' | 'not-right' | 'moved' | 'other-first'

export function HelpBack({ onEnd }: { onEnd: () => void }): VNode {
  const { t, session, nameOf, language, holdScreen } = useDesk()
  const { busy, act } = useAct()
  const [chosen, setChosen] = useState<OrganisationId | null>(null)
  const [presses, setPresses] = useState(0)
  const [shown, setShown] = useState<(Shown & { until: Date }) | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const others = [...session.roster.organisations.keys()].filter((id) => id !== session.own.organisation)
  const name = chosen === null ? '' : nameOf(chosen)
  useEffect(() => {
    holdScreen(shown !== null && said === null)
    return () => {
      holdScreen(false)
    }
  }, [shown, said])
  const isOver = said === 'done' || said === 'refused' || said === 'other-first'
  return (
    <>
      <Heading>{t('help.title')}</Heading>
      {!shown && (
        <>
          <p class="lead">{t('help.asked')}</p>
          <ul>
            <li>{t('help.see')}</li>
            <li>{t('help.does')}</li>
            <li>{t('help.shown')}</li>
            <li>{t('help.refuse-free')}</li>
          </ul>
          <Choices
            legend={t('help.which')}
            id="help-which"
            {...(presses > 0 && chosen === null && { error: t('help.need-which') })}
          >
            <Pick
              name="help"
              chosen={chosen}
              onChoose={setChosen}
              options={others.map((value) => ({ value, text: nameOf(value) }))}
            />
          </Choices>
          <div class="buttons">
            <Button
              test="help-show"
              busy={busy}
              onClick={() => {
                setPresses(presses + 1)
                if (chosen !== null)
                  void act(async () => {
                    setShown({
                      ...(await offerReturn(session, chosen)),
                      until: new Date(Date.now() + RETURN_SECONDS * 1_000),
                    })
                  })
              }}
            >
              {t('help.show')}
            </Button>
          </div>
        </>
      )}
      {shown && !isOver && <p>{t('help.code-more', { at: showClock({ language }, shown.until) })}</p>}
      {shown && !isOver && <Groups groups={shown.typed.match(/.{4}/g) ?? []} test="help-code" />}
      <div role={said === 'done' || said === 'refused' ? 'status' : 'alert'}>
        {said !== null && (
          <p
            class={said === 'done' || said === 'refused' ? undefined : 'error'}
            data-test="help-said"
            data-status={said}
          >
            {t(said === 'other-first' ? 'back.other-first' : `help.${said}`, { name })}
          </p>
        )}
      </div>
      {shown && chosen !== null && !isOver && (
        <People shown={shown} organisation={chosen} name={name} onSaid={setSaid} />
      )}
      <div class="buttons">
        <Button
          test="help-end"
          quiet
          onClick={() => {
            // What is left open ends by itself in an hour.
            if (shown && !isOver) void closeReturn(session, shown).catch(() => undefined)
            onEnd()
          }}
        >
          {t('back')}
        </Button>
      </div>
    </>
  )
}

interface PeopleProps {
  shown: Shown
  organisation: OrganisationId
  name: string
  onSaid: (said: Said | null) => void
}

function People({ shown, organisation, name, onSaid }: PeopleProps): VNode {
  const { t, session, today, attempt } = useDesk()
  const { busy, act } = useAct()
  const [heard, setHeard] = useState<HeardReturn | null>(null)
  const [whole, setWhole] = useState<Proposed | null>(null)
  const [compared, setCompared] = useState<ReadonlySet<string>>(new Set())
  const [groups, setGroups] = useState<Readonly<Record<string, string[]>>>({})
  const isListening = useRef(true)
  useEffect(() => {
    let timer = 0
    const look = async () => {
      await attempt(async () => {
        const all = await hearReturn(shown.keys)
        setHeard(all)
        setWhole(await signedBatch(all))
        const each = all.records.map(async ({ record }) => [record.proof, await recordGroups(record)] as const)
        setGroups(Object.fromEntries(await Promise.all(each)))
      })
      if (isListening.current) timer = window.setTimeout(() => void look(), HEAR_MS)
    }
    void look()
    return () => {
      isListening.current = false
      window.clearTimeout(timer)
    }
  }, [])
  const records = heard?.records ?? []
  const isTooMany = records.length > 2 || (records.length === 2 && records[0]?.hasPapers === records[1]?.hasPapers)
  const areCompared = records.length === 2 && records.every(({ record }) => compared.has(record.proof))
  const sign = () => {
    if (!whole) return
    onSaid(null)
    void act(async () => {
      onSaid(await signAsNeighbour(session, shown, { organisation, records, whole }, today, pause))
    })
  }
  return (
    <>
      <p role="status" data-test="help-count">
        {t('help.waits', { count: records.length })}
      </p>
      {records.length > 0 && <p>{t('help.compare')}</p>}
      {isTooMany && (
        <p class="error" role="alert">
          {t('back.too-many')}
        </p>
      )}
      <ul class="plain">
        {records.map(({ record, hasPapers }) => (
          <li key={record.id} class="card" data-test="help-device">
            <h2>{record.id}</h2>
            {hasPapers && <p class="hint">{t('help.with-papers')}</p>}
            <Groups groups={groups[record.proof] ?? []} test={`groups-${record.id}`} />
            <Tick
              test={`same-${record.id}`}
              checked={compared.has(record.proof)}
              onChange={(isSame) => {
                const next = new Set(compared)
                if (isSame) next.add(record.proof)
                else next.delete(record.proof)
                setCompared(next)
              }}
            >
              {t('help.same')}
            </Tick>
          </li>
        ))}
      </ul>
      <Note>
        <p>{t('founding.wrong-groups')}</p>
      </Note>
      {areCompared && !whole && !isTooMany && <p role="status">{t('help.waits-signed')}</p>}
      <div class="buttons">
        {areCompared && whole && !isTooMany && (
          <Confirm
            test="help-sign"
            disabled={busy}
            title={t('help.sign-ask', { name })}
            more={t('help.sign-more')}
            doText={t('help.sign-do')}
            keepText={t('help.sign-keep')}
            onDo={sign}
          >
            {t('help.sign')}
          </Confirm>
        )}
        <Button
          test="help-refuse"
          quiet
          busy={busy}
          onClick={() => {
            void act(async () => {
              await refuseReturn(session, shown)
              onSaid('refused')
            })
          }}
        >
          {t('help.refuse')}
        </Button>
      </div>
    </>
  )
}
