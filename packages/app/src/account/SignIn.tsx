// Who works here? In the demo network one click signs a newcomer in as an openly invented worker (docs/protocol.md). A server without
// a network says that it has none: nobody is offered a name there.
import type { VNode } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { LANGUAGES } from '@apila/core/content/language.ts'
import type { Network } from '@apila/core/organisation/wire.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Note } from '@apila/ui/Note.tsx'
import type { Locked } from '../desk-context.ts'
import { type ProblemKey, type Texts, loadAll, loadProblems } from '../content/texts.ts'
import { ActionButton, Heading } from '../first-controls.tsx'
import { localDay, otherDay } from '../clock.ts'
import { later } from '../later.tsx'
import { forgetEverything } from './device-store.ts'
import { DEMO_ORGANISATIONS, type DemoWorker, workerName, workerOrganisation } from './demo-workers.ts'
import type { Session } from './session.ts'

// Keys and seals are fetched while the reader chooses: the first page does not wait for them.
const entering = () => import('./enter.ts')
const NotFounded = later(async () => {
  const [{ NotFounded: Part }] = await Promise.all([import('./NotFounded.tsx'), loadAll(LANGUAGES)])
  return Part
})

interface SignInProps {
  texts: Texts
  locked: Locked | null
  onSignedIn: (session: Session) => Promise<void>
  onForget: () => void
}

export function SignIn({ texts, locked, onSignedIn, onForget }: SignInProps): VNode {
  const { t, problem } = texts
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<ProblemKey | null>(null)
  const [network, setNetwork] = useState<Network | null>(null)
  const language = useRef(texts.language)
  language.current = texts.language
  const attempt = useCallback(async (act: () => Promise<{ ok: true } | { ok: false; problem: ProblemKey }>) => {
    setFailure(null)
    const problem = await act().then(
      (done) => (done.ok ? null : done.problem),
      () => 'offline' as const,
    )
    if (problem !== null) await loadProblems(language.current)
    setFailure(problem)
  }, [])
  const look = useCallback(
    () =>
      attempt(async () => {
        const found = await (await entering()).look()
        if (found.ok) setNetwork(found.value)
        return found
      }),
    [attempt],
  )
  useEffect(() => {
    void look()
  }, [look])
  const enter = (device: string) => {
    setBusy(device)
    void attempt(async () =>
      (await entering()).enter(device, network, { onNetwork: setNetwork, onIn: onSignedIn }),
    ).finally(() => {
      setBusy(null)
    })
  }
  if (network?.network === null)
    return (
      <NotFounded
        texts={texts}
        onMissing={() => {
          setFailure('offline')
        }}
      />
    )
  const own = locked && workerOrganisation(locked.device)
  const there = otherDay()
  return (
    <main id="main">
      <Heading>{locked ? t('locked.title') : t('signin.title')}</Heading>
      {network?.demo === true && (
        <Note tone="wait">
          <p>
            <strong data-test="demo-banner">{t('demo.banner')}</strong>
          </p>
          <p>{t('demo.more')}</p>
        </Note>
      )}
      {there !== null && (
        <Note tone="wait" role="status" test="clock-wrong">
          <p>{t('clock.wrong', { here: showDay(localDay()), there: showDay(there) })}</p>
        </Note>
      )}
      {failure !== null && (
        <p class="error" role="alert" data-test="problem">
          {problem(failure)}
        </p>
      )}
      {(failure === 'roster-other-network' || failure === 'roster-not-believed') && (
        <p>
          <ActionButton
            test="forget-device"
            quiet
            onClick={() => {
              void forgetEverything().then(() => {
                setFailure(null)
              })
            }}
          >
            {t('signin.forget')}
          </ActionButton>
          <span class="hint"> {t('signin.forget-more')}</span>
        </p>
      )}
      {network === null && failure !== null && (
        <ActionButton
          test="look-again"
          quiet
          onClick={() => {
            void look()
          }}
        >
          {t('start.again')}
        </ActionButton>
      )}
      <p role="status">{busy === null ? '' : t('signin.busy')}</p>
      {locked ? (
        <>
          {own && (
            <p class="who card" data-test="who">
              <b>{own.names[texts.language]}</b>
              <small>{workerName(locked.device)}</small>
            </p>
          )}
          <p>{t('locked.more')}</p>
          <div class="buttons">
            <ActionButton
              test="unlock"
              disabled={busy !== null}
              onClick={() => {
                enter(locked.device)
              }}
            >
              {t('locked.continue', { name: workerName(locked.device) })}
            </ActionButton>
            <ActionButton test="someone-else" quiet disabled={busy !== null} onClick={onForget}>
              {t('locked.other')}
            </ActionButton>
          </div>
        </>
      ) : (
        network?.demo === true &&
        DEMO_ORGANISATIONS.map((organisation) => (
          <section key={organisation.id} aria-labelledby={`org-${organisation.id}`}>
            <h2 id={`org-${organisation.id}`}>{organisation.names[texts.language]}</h2>
            <div class="buttons">
              {organisation.workers.map((worker) => (
                <ActionButton
                  key={worker.device}
                  test={`sign-in-${worker.device}`}
                  quiet
                  disabled={busy !== null}
                  onClick={() => {
                    enter(worker.device)
                  }}
                >
                  {t(taskText(worker), { name: worker.name })}
                </ActionButton>
              ))}
            </div>
          </section>
        ))
      )}
    </main>
  )
}

const taskText = (worker: DemoWorker) => `signin.${worker.task}` as const
