// Who works here? Asks which network the server has, and shows what fits: a demo network's invented workers, a real network's own device, or
// that there is none yet. Each of the three is a part of its own, so that none of them carries the others.
import type { VNode } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Network } from '@apila/core/organisation/wire.ts'
import { Note } from '@apila/ui/Note.tsx'
import type { Locked } from './desk-context.ts'
import { type ProblemKey, type Texts, loadAll, loadKeyTexts, loadProblems, loadRecoveryTexts } from './content/texts.ts'
import { ActionButton, Heading } from './first-controls.tsx'
import { todayInFinland, otherDay } from './clock.ts'
import { later } from './later.tsx'
import { loadWorkStyle } from './work-style.ts'
import { forget, forgetEverything, readKept } from './account/device-store.ts'
import type { Entrant, Session } from './account/session.ts'

// Keys and seals are fetched while the reader chooses: the first page does not wait for them.
const entering = () => import('./account/enter.ts')
const NotFounded = later(async () => {
  const [{ NotFounded: Part }] = await Promise.all([
    import('./NotFounded.tsx'),
    loadAll(LANGUAGES),
    loadKeyTexts(LANGUAGES),
    loadRecoveryTexts(LANGUAGES),
    loadWorkStyle(),
  ])
  return Part
})
const RealSignIn = later(async () => {
  const [{ RealSignIn: Part }] = await Promise.all([import('./RealSignIn.tsx'), loadKeyTexts(LANGUAGES)])
  return Part
})
const DemoSignIn = later(async () => (await import('./account/DemoSignIn.tsx')).DemoSignIn)

/** How long the door shows what a founding has left on this device. Afterwards it goes by itself, as drafts do. Unit: days. */
const FOUNDING_LEFT_DAYS = 14

/** The network in whose founding this device has had a part that is not put away: its papers, or that it was left out. Null where there is none. */
async function foundedBy(kept: unknown): Promise<string | null> {
  const { batch, signed, network } = (kept ?? {}) as { batch?: unknown; signed?: unknown; network?: unknown }
  const genesis: unknown = Array.isArray(batch) ? batch[0] : null
  if (!signed || typeof genesis !== 'string') return (network as { network?: string } | null)?.network ?? null
  const [on] = /\d{4}-\d{2}-\d{2}(?=","organisations")/.exec(genesis) ?? []
  if (on !== undefined && todayInFinland() > addDays(Day.parse(on), FOUNDING_LEFT_DAYS)) {
    await forget('founding')
    return null
  }
  return /"network":"([a-z0-9-]+)"/.exec(genesis)?.[1] ?? null
}

interface SignInProps {
  texts: Texts
  locked: Locked | null
  onSignedIn: (session: Session) => Promise<void>
  onForget: () => void
}

/** What this page was told last: a lock without signal is the lock of the same network. */
let lastTold: Network | null = null

export function SignIn({ texts, locked, onSignedIn, onForget }: SignInProps): VNode {
  const { t, problem } = texts
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemKey | null>(null)
  const [isReturning, setReturning] = useState(false)
  // A founding of this very network whose papers nobody has put away: a reload must not take them from those who need them.
  const [left, setLeft] = useState<string | null>(null)
  useEffect(() => {
    void readKept('founding')
      .then(foundedBy)
      .then(setLeft)
      .catch(() => undefined)
  }, [])
  const [network, setNetwork] = useState<Network | null>(locked ? lastTold : null)
  const language = useRef(texts.language)
  language.current = texts.language
  const attempt = useCallback(async (act: () => Promise<{ ok: true } | { ok: false; problem: ProblemKey }>) => {
    setFailure(null)
    const told = await act().then(
      (done) => (done.ok ? null : done.problem),
      () => 'offline' as const,
    )
    if (told !== null) await loadProblems(language.current)
    // In a real network a touch was right and the device is not in it.
    setFailure(told === 'not-signed-in' ? 'own-not-in' : told)
  }, [])
  const look = useCallback(
    () =>
      attempt(async () => {
        const found = await (await entering()).look()
        if (found.ok) {
          lastTold = found.value
          setNetwork(found.value)
        }
        return found
      }),
    [attempt],
  )
  useEffect(() => {
    void look()
  }, [look])
  const onMissing = () => {
    setFailure('offline')
  }
  const enter = (who: (network: Network) => Promise<Entrant>) => {
    if (network === null) return
    setBusy(true)
    void attempt(async () => (await entering()).enter(who, network, onSignedIn)).finally(() => {
      setBusy(false)
    })
  }
  if (network && (network.network === null || network.network === left))
    return (
      <NotFounded
        texts={texts}
        onFounded={() => {
          setLeft(null)
          void look()
        }}
        onMissing={onMissing}
      />
    )
  const there = otherDay()
  return (
    <main id="main">
      {!isReturning && <Heading>{locked ? t('locked.title') : t('signin.title')}</Heading>}
      {there !== null && (
        <Note tone="wait" role="status" test="clock-wrong">
          <p>{t('clock.wrong', { here: showDay(todayInFinland()), there: showDay(there) })}</p>
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
      <p role="status">{isBusy ? t('signin.busy') : ''}</p>
      {network?.demo === false && (
        <RealSignIn
          texts={texts}
          network={network}
          locked={locked}
          busy={isBusy}
          onEnter={enter}
          onMissing={onMissing}
          onReturning={setReturning}
        />
      )}
      {network?.demo === true && (
        <DemoSignIn
          texts={texts}
          network={network}
          locked={locked}
          busy={isBusy}
          onEnter={enter}
          onForget={onForget}
          onMissing={onMissing}
        />
      )}
    </main>
  )
}
