// The release desk of the two officers: each screen says where the year stands and who acts next.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { findReleasePolicy } from '@apila/core/organisation/roster-value.ts'
import { findOfficer, officerInTurn } from '@apila/core/statistics/release-desk.ts'
import { DOMAIN, TABLES } from '@apila/core/statistics/tables.ts'
import { ReleaseState, cohortToClose } from '@apila/core/statistics/wire.ts'
import type { Counters } from '@apila/disclosure/counters.ts'
import { planTables } from '@apila/disclosure/plan.ts'
import { Note } from '@apila/ui/Note.tsx'
import { Confirm } from '../Confirm.tsx'
import { ActionButton, Heading } from '../controls.tsx'
import { type DeskContext, useAct, useDesk } from '../desk-context.ts'
import { ReleaseCheck, type StepProps } from './ReleaseCheck.tsx'
import { getPolicy } from './policy.ts'
import { DRAW_STEPS, drawAndSign, parametersOf, readSums, sendAgain, sendHalves, sendTotal } from './release-work.ts'
import { codebookWords } from './statistics-content.ts'

export function ReleaseDesk(): VNode {
  const desk = useDesk()
  const { t, session, today } = desk
  const cohort = cohortToClose(today)
  const [state, setState] = useState<ReleaseState | null>(null)
  const { busy, act: run } = useAct()
  const look = async () => {
    setState(await session.api.ask('POST', 'releases/state', ReleaseState, { cohort }))
  }
  const act = (what: () => Promise<void>) => {
    void run(async () => {
      await what()
      await look()
    })
  }
  useEffect(() => {
    act(() => Promise.resolve())
  }, [])
  const policy = findReleasePolicy(session.roster, cohort)
  const officer = policy && findOfficer(policy, session.device.id)
  const mine = state !== null && officer !== undefined && officerInTurn(state.state) === officer
  return (
    <>
      <Heading>{t('release.title', { year: cohort })}</Heading>
      <Note>
        <p>{t('release.true-sums')}</p>
      </Note>
      {state && (
        <>
          <p class="status" data-test="release-state" data-state={state.state}>
            {t(`release.${state.state}`)}
          </p>
          <p data-test="release-turn">{mine ? t('release.you') : whoActs(desk, state)}</p>
          <ClosedBy state={state} />
          {mine && <Step state={state} busy={busy} act={act} />}
          {state.state === 'published' && (
            <p>
              <a class="button quiet" data-test="release-link" href={`/${desk.language}/statistics`}>
                {t('release.link')}
              </a>
            </p>
          )}
          <p>
            <ActionButton
              test="release-look"
              quiet
              disabled={busy}
              onClick={() => {
                act(() => Promise.resolve())
              }}
            >
              {t('today.look')}
            </ActionButton>
          </p>
        </>
      )}
    </>
  )
}

function whoActs({ t, session, nameOf }: DeskContext, state: ReleaseState): string {
  if (state.state === 'published') return t('release.nobody')
  const turn = officerInTurn(state.state)
  if (turn === null) return t('release.keepers')
  const { firstOfficer, secondOfficer } = getPolicy(session, state.cohort)
  const device = session.roster.devices.get(turn === 'first' ? firstOfficer : secondOfficer)
  return t('release.other', { name: nameOf(device?.organisation ?? '') })
}

function ClosedBy({ state }: { state: ReleaseState }): VNode {
  const { t, session, nameOf } = useDesk()
  const missing = [...session.roster.organisations.keys()].filter((id) => !state.closedBy.includes(id))
  return (
    <>
      {state.closedBy.length > 0 && <p>{t('release.closed-by', { names: state.closedBy.map(nameOf).join(', ') })}</p>}
      {missing.length > 0 && (state.state === 'open' || state.state === 'closing') && (
        <p>{t('release.missing', { names: missing.map(nameOf).join(', ') })}</p>
      )}
    </>
  )
}

function Step(props: StepProps): VNode | null {
  switch (props.state.state) {
    case 'closing':
      return <Halves {...props} />
    case 'halved':
      return <Total {...props} />
    case 'totalled':
      return <Draw {...props} />
    case 'drawn':
      return <ReleaseCheck {...props} />
    case 'returned':
      return <Returned {...props} />
    case 'open':
    case 'published':
      return null
  }
}

function Halves({ state, busy, act }: StepProps): VNode {
  const { t, session } = useDesk()
  return (
    <section>
      <p>{t('release.halves-more')}</p>
      <Confirm
        title={t('release.halves-ask', { year: state.cohort })}
        more={t('release.halves-more')}
        doText={t('release.halves')}
        keepText={t('release.wait')}
        test="release-halves"
        disabled={busy}
        onDo={() => {
          act(() => sendHalves(session, state))
        }}
      >
        {t('release.halves')}
      </Confirm>
    </section>
  )
}

function Total({ state, busy, act }: StepProps): VNode {
  const { t, session } = useDesk()
  return (
    <section>
      <p>{t('release.total-more')}</p>
      <ActionButton
        test="release-total"
        disabled={busy}
        onClick={() => {
          act(async () => {
            await sendTotal(session, state, await readSums(session, state))
          })
        }}
      >
        {t('release.total')}
      </ActionButton>
    </section>
  )
}

function Draw({ state, busy, act }: StepProps): VNode {
  const { t, session, attempt } = useDesk()
  const [sums, setSums] = useState<Counters | null>(null)
  const [step, setStep] = useState(0)
  useEffect(() => {
    void attempt(async () => {
      setSums(await readSums(session, state))
    })
  }, [])
  return (
    <section>
      {sums && <p data-test="release-persons">{t('release.persons', { count: sums.entries })}</p>}
      <Margins cohort={state.cohort} />
      <p>{t('release.draw-more')}</p>
      <Confirm
        test="release-draw"
        disabled={busy || !sums}
        title={t('release.draw-ask', { year: state.cohort })}
        more={t('release.draw-more')}
        doText={t('release.draw')}
        keepText={t('release.wait')}
        onDo={() => {
          if (sums) act(() => drawAndSign(session, state, sums, setStep))
        }}
      >
        {t('release.draw')}
      </Confirm>
      <p>
        <label>
          {t('release.progress')} <progress max={DRAW_STEPS} value={step} data-test="release-progress" />
        </label>
      </p>
    </section>
  )
}

/** What the numbers will be worth, known before anything is measured. */
function Margins({ cohort }: { cohort: number }): VNode {
  const { t, session, language } = useDesk()
  const planned = planTables(DOMAIN, parametersOf(getPolicy(session, cohort)), TABLES)
  const titleOf = (id: string) =>
    codebookWords.publications.find((table) => table.id === id)?.titles[language] ?? t('release.number')
  return (
    <table>
      <caption>{t('release.margins')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('release.table')}</th>
          <th scope="col" class="number">
            {t('release.margin')}
          </th>
        </tr>
      </thead>
      <tbody>
        {planned.map((table) => (
          <tr key={table.id}>
            <th scope="row">{titleOf(table.id)}</th>
            <td class="number">± {Math.ceil(table.margin)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What the second officer sent back: the reason, and the same numbers in tables again. */
function Returned({ state, busy, act }: StepProps): VNode {
  const { t, session } = useDesk()
  return (
    <section>
      {state.returnedFor !== null && (
        <Note tone="wait" test="release-reason">
          <p>{t(`release.returned-${state.returnedFor}`)}</p>
        </Note>
      )}
      <p>{t('release.returned-more')}</p>
      <Confirm
        test="release-again"
        disabled={busy}
        title={t('release.again-ask', { year: state.cohort })}
        more={t('release.returned-more')}
        doText={t('release.again')}
        keepText={t('release.wait')}
        onDo={() => {
          act(() => sendAgain(session, state))
        }}
      >
        {t('release.again')}
      </Confirm>
    </section>
  )
}
