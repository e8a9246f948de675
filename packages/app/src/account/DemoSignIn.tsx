// In the demo network one click signs a newcomer in as an openly invented worker (docs/protocol.md "Demo networks"). To rehearse an enrolment, a
// browser may come in as a new device, as in any network.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { LANGUAGES } from '@apila/core/content/language.ts'
import type { Network } from '@apila/core/organisation/wire.ts'
import { Note } from '@apila/ui/Note.tsx'
import { type Locked, lockedText } from '../desk-context.ts'
import { type Texts, loadKeyTexts } from '../content/texts.ts'
import { ActionButton } from '../first-controls.tsx'
import { later } from '../later.tsx'
import { DEMO_ORGANISATIONS, type DemoWorker, workerName, workerOrganisation } from './demo-workers.ts'
import { demoEntrant } from './enter-demo.ts'
import type { Entrant } from './session.ts'

const RealSignIn = later(async () => {
  const [{ RealSignIn: Part }] = await Promise.all([import('../RealSignIn.tsx'), loadKeyTexts(LANGUAGES)])
  return Part
})

interface DemoSignInProps {
  texts: Texts
  network: Network
  locked: Locked | null
  busy: boolean
  onEnter: (who: (network: Network) => Promise<Entrant>) => void
  onForget: () => void
  onMissing: () => void
}

export function DemoSignIn({ texts, network, locked, busy, onEnter, onForget, onMissing }: DemoSignInProps): VNode {
  const { t } = texts
  const enter = (device: string) => {
    onEnter((network) => demoEntrant(device, workerName(device), network))
  }
  const own = locked && workerOrganisation(locked.device)
  // Whoever is none of the invented workers came in by a joining code.
  const [isRehearsing, setRehearsing] = useState(locked !== null && own === null)
  return (
    <>
      <Note tone="wait">
        <p>
          <strong data-test="demo-banner">{t('demo.banner')}</strong>
        </p>
        <p>{t('demo.more')}</p>
      </Note>
      {isRehearsing && (
        <>
          <RealSignIn
            texts={texts}
            network={network}
            locked={locked}
            busy={busy}
            onEnter={onEnter}
            onMissing={onMissing}
            onReturning={() => undefined}
          />
          <div class="buttons">
            <ActionButton
              test="rehearse-end"
              quiet
              disabled={busy}
              onClick={() => {
                setRehearsing(false)
                if (locked) onForget()
              }}
            >
              {t('locked.other')}
            </ActionButton>
          </div>
        </>
      )}
      {isRehearsing ? null : locked ? (
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
        <>
          {DEMO_ORGANISATIONS.map((organisation) => (
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
          ))}
          <p>
            <ActionButton
              test="rehearse-join"
              quiet
              disabled={busy}
              onClick={() => {
                setRehearsing(true)
              }}
            >
              {t('signin.rehearse')}
            </ActionButton>
          </p>
        </>
      )}
    </>
  )
}

const taskText = (worker: DemoWorker) => `signin.${worker.task}` as const
