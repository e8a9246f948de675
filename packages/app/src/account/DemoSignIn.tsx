// In the demo network one click signs a newcomer in as an openly invented worker (docs/protocol.md "Demo networks").
import type { VNode } from 'preact'
import type { Network } from '@apila/core/organisation/wire.ts'
import { Note } from '@apila/ui/Note.tsx'
import { type Locked, lockedText } from '../desk-context.ts'
import type { Texts } from '../content/texts.ts'
import { ActionButton } from '../first-controls.tsx'
import { DEMO_ORGANISATIONS, type DemoWorker, workerName, workerOrganisation } from './demo-workers.ts'
import { demoEntrant } from './enter-demo.ts'
import type { Entrant } from './session.ts'

interface DemoSignInProps {
  texts: Texts
  locked: Locked | null
  busy: boolean
  onEnter: (who: (network: Network) => Promise<Entrant>) => void
  onForget: () => void
}

export function DemoSignIn({ texts, locked, busy, onEnter, onForget }: DemoSignInProps): VNode {
  const { t } = texts
  const enter = (device: string) => {
    onEnter((network) => demoEntrant(device, workerName(device), network))
  }
  const own = locked && workerOrganisation(locked.device)
  return (
    <>
      <Note tone="wait">
        <p>
          <strong data-test="demo-banner">{t('demo.banner')}</strong>
        </p>
        <p>{t('demo.more')}</p>
      </Note>
      {locked ? (
        <>
          {own && (
            <p class="who card" data-test="who">
              <b>{own.names[texts.language]}</b>
              <small>{workerName(locked.device)}</small>
            </p>
          )}
          <p data-test="locked-more">{t(lockedText(locked))}</p>
          <div class="buttons">
            <ActionButton
              test="unlock"
              disabled={busy}
              onClick={() => {
                enter(locked.device)
              }}
            >
              {t('locked.continue', { name: workerName(locked.device) })}
            </ActionButton>
            <ActionButton test="someone-else" quiet disabled={busy} onClick={onForget}>
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
                  disabled={busy}
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
    </>
  )
}

const taskText = (worker: DemoWorker) => `signin.${worker.task}` as const
