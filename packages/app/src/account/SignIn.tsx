// Who works here? In the demo network one click signs a newcomer in as an openly invented worker (docs/protocol.md).
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Notice } from '@apila/ui/Notice.tsx'
import type { Locked } from '../desk-context.ts'
import type { ProblemKey, Texts } from '../content/texts.ts'
import { ActionButton, Heading } from '../controls.tsx'
import { forgetEverything } from './device-store.ts'
import { DEMO_ORGANISATIONS, type DemoWorker } from './demo-workers.ts'
import type { Session } from './session.ts'

// Keys and seals are fetched while the reader chooses: the first page does not wait for them.
const entering = () => import('./enter.ts')

interface SignInProps {
  texts: Texts
  locked: Locked | null
  onSignedIn: (session: Session) => void
  onForget: () => void
}

export function SignIn({ texts, locked, onSignedIn, onForget }: SignInProps): VNode {
  const { t, problem } = texts
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<ProblemKey | null>(null)
  useEffect(() => {
    void entering().catch(() => undefined)
  }, [])
  const enter = (device: string) => {
    setBusy(device)
    setFailure(null)
    entering()
      .then(({ enter }) => enter(device))
      .then((entered) => {
        if (entered.ok) onSignedIn(entered.session)
        else setFailure(entered.problem)
      })
      .catch(() => {
        setFailure('offline')
      })
      .finally(() => {
        setBusy(null)
      })
  }
  return (
    <main id="main">
      <Heading>{locked ? t('locked.title') : t('signin.title')}</Heading>
      <Notice>
        <p>
          <strong>{t('demo.banner')}</strong>
        </p>
        <p>{t('demo.more')}</p>
      </Notice>
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
      <p role="status">{busy === null ? '' : t('signin.busy')}</p>
      {locked ? (
        <>
          <p>{t('locked.more')}</p>
          <div class="buttons">
            <ActionButton
              test="unlock"
              disabled={busy !== null}
              onClick={() => {
                enter(locked.device)
              }}
            >
              {t('locked.continue', { name: nameOf(locked.device) })}
            </ActionButton>
            <ActionButton test="someone-else" quiet disabled={busy !== null} onClick={onForget}>
              {t('locked.other')}
            </ActionButton>
          </div>
        </>
      ) : (
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

function nameOf(device: string): string {
  return (
    DEMO_ORGANISATIONS.flatMap((organisation) => organisation.workers).find((worker) => worker.device === device)
      ?.name ?? ''
  )
}
