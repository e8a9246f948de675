// The frame of a signed-in worker: menu, what went wrong, lost signal, idle lock, and the screen (in memory, never in an address).
import type { ComponentChildren, VNode } from 'preact'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { endSession } from './account/at-end.ts'
import { useIdle } from './account/idle.ts'
import type { Session } from './account/session.ts'
import { localDay } from './clock.ts'
import { failureKey } from './account/failure.ts'
import { type ProblemKey, type TextKey, type Texts } from './content/texts.ts'
import { ActionButton } from './controls.tsx'
import { Desk, type DeskContext, type Locked, type Screen } from './desk-context.ts'
import { later, whole } from './later.tsx'
import { Today } from './referral/Today.tsx'
import { useDeskList } from './referral/desk-list.ts'
import { toldOf } from './referral/queue.ts'
import { useQueue } from './referral/use-queue.ts'

const sending = () => import('./referral/sending/Send.tsx')
const Send = later(whole(async () => (await sending()).Send))
const Knock = later(whole(async () => (await import('./referral/receiving/Knock.tsx')).Knock))
const Sent = later(whole(async () => (await import('./referral/following/Sent.tsx')).Sent))
const Received = later(whole(async () => (await import('./referral/receiving/Received.tsx')).Received))
const Meeting = later(whole(async () => (await import('./referral/receiving/Meeting.tsx')).Meeting))
const Sheet = later(whole(async () => (await import('./referral/Sheet.tsx')).Sheet))
const Observe = later(whole(async () => (await import('./statistics/Observe.tsx')).Observe))
const OurContacts = later(whole(async () => (await import('./services/OurContacts.tsx')).OurContacts))
const Close = later(whole(async () => (await import('./statistics/Close.tsx')).Close))
const Coordination = later(whole(async () => (await import('./organisation/Coordination.tsx')).Coordination))
const ReleaseDesk = later(whole(async () => (await import('./statistics/ReleaseDesk.tsx')).ReleaseDesk))

interface ShellProps {
  texts: Texts
  session: Session
  first: Screen
  onEnd: (lock: Locked | null) => void
  languages: ComponentChildren
}

export function Shell({ texts, session, first, onEnd, languages }: ShellProps): VNode {
  const officerOnly = !session.referralDesk && session.own.roles.includes('release-officer')
  const [screen, setScreen] = useState<Screen>(officerOnly ? { name: 'release' } : first)
  const [visit, setVisit] = useState(0)
  const [failure, setFailure] = useState<ProblemKey | null>(null)
  const [held, setHeld] = useState(false)
  const [isShown, setShown] = useState(false)
  const offline = useOffline()
  const today = localDay()
  const beforeLock = useRef<(() => Promise<Screen>) | null>(null)
  const list = useDeskList(session, today, isShown, (error) => {
    setFailure(failureKey(error))
  })
  const go = useCallback((next: Screen) => {
    setFailure(null)
    setScreen(next)
    setVisit((n) => n + 1)
  }, [])
  const lock = () => {
    const leave = beforeLock.current?.() ?? Promise.resolve<Screen>({ name: 'today' })
    void leave
      .catch((): Screen => ({ name: 'today' }))
      .then((after) => {
        onEnd({ device: session.device.id, screen: after })
      })
  }
  const ending = useIdle(held, lock)
  useEffect(() => endSession, [])
  useEffect(() => {
    // After the list, which it must not hold up. Where signal has gone already, nothing is lost by trying.
    if (list.looked && session.referralDesk)
      sending()
        .then(({ makeReady }) => makeReady())
        .catch(() => undefined)
  }, [list.looked])
  useQueue(session, offline, (outcome) => {
    const told = toldOf(outcome)
    if (told) setFailure(told)
    else if (outcome.sent > 0) setFailure((before) => (before === 'offline' ? null : before))
    if (outcome.sent + outcome.ended > 0) void list.refresh()
  })
  const context = useMemo<DeskContext>(
    () => ({
      ...texts,
      session,
      list,
      today,
      go,
      attempt: async (act) => {
        setFailure(null)
        try {
          await act()
          return true
        } catch (error) {
          setFailure(failureKey(error))
          return false
        }
      },
      fail: setFailure,
      holdScreen: setHeld,
      showContent: setShown,
      onLock: (leave) => {
        beforeLock.current = leave
      },
      nameOf: (organisation) => {
        const id = OrganisationId.safeParse(organisation)
        return (id.success && session.roster.organisations.get(id.data)?.names[texts.language]) || organisation
      },
    }),
    [texts, session, list, today, go],
  )
  return (
    <Desk.Provider value={context}>
      {/* While a screen is turned towards her it shows nothing but what she is asked. */}
      <header class="top no-print" hidden={held}>
        <div class="bar">
          <span class="site">Apila</span>
          {languages}
          <Menu
            screen={screen}
            onGo={go}
            onLock={lock}
            onOut={() => {
              onEnd(null)
            }}
            desk={context}
          />
        </div>
      </header>
      <main id="main">
        {session.roster.demo && !held && (
          <p class="hint no-print" data-test="demo-banner">
            {texts.t('demo.short')}
          </p>
        )}
        {offline && (
          <Notice role="status">
            <p data-test="offline">{texts.t('offline')}</p>
          </Notice>
        )}
        {ending && (
          <Notice role="status">
            <p>{texts.t('idle.soon')}</p>
          </Notice>
        )}
        {failure !== null && (
          <div class="errors" role="alert" data-test="problem">
            <p>{texts.problem(failure)}</p>
            <ActionButton
              test="problem-seen"
              quiet
              onClick={() => {
                setFailure(null)
              }}
            >
              {texts.t('close')}
            </ActionButton>
          </div>
        )}
        <ScreenOf
          key={visit}
          screen={screen}
          onMissing={() => {
            setFailure('offline')
          }}
        />
      </main>
    </Desk.Provider>
  )
}

function ScreenOf({ screen, onMissing }: { screen: Screen; onMissing: () => void }): VNode {
  switch (screen.name) {
    case 'today':
      return <Today />
    case 'send':
      return <Send draftKey={screen.draftKey} onMissing={onMissing} />
    case 'knock':
      return <Knock heard={screen.heard} onMissing={onMissing} />
    case 'sent':
      return <Sent entry={screen.entry} onMissing={onMissing} />
    case 'received':
      return <Received entry={screen.entry} onMissing={onMissing} />
    case 'ticket':
      return <Meeting onMissing={onMissing} />
    case 'sheet':
      return <Sheet place={screen} onMissing={onMissing} />
    case 'observe':
      return <Observe onMissing={onMissing} />
    case 'contacts':
      return <OurContacts onMissing={onMissing} />
    case 'close':
      return <Close onMissing={onMissing} />
    case 'coordination':
      return <Coordination onMissing={onMissing} />
    case 'release':
      return <ReleaseDesk onMissing={onMissing} />
  }
}

interface MenuProps {
  screen: Screen
  desk: DeskContext
  onGo: (screen: Screen) => void
  onLock: () => void
  onOut: () => void
}

function Menu({ screen, desk, onGo, onLock, onOut }: MenuProps): VNode {
  const { session, t } = desk
  const worker = session.referralDesk !== null
  const keeper = session.own.roles.includes('keeper')
  const entries: readonly (readonly [Screen, TextKey, boolean])[] = [
    [{ name: 'today' }, 'menu.today', worker],
    [{ name: 'ticket' }, 'menu.ticket', worker],
    [{ name: 'observe' }, 'menu.observe', session.statisticsDesk !== null],
    [{ name: 'contacts' }, 'menu.contacts', worker],
    [{ name: 'close' }, 'menu.close', keeper],
    [{ name: 'coordination' }, 'menu.coordination', keeper],
    [{ name: 'release' }, 'menu.release', session.own.roles.includes('release-officer')],
  ]
  return (
    <nav aria-label={t('menu')}>
      <ul class="row">
        {entries
          .filter(([, , shown]) => shown)
          .map(([to, text]) => (
            <li key={to.name}>
              <button
                type="button"
                class="link"
                data-test={`menu-${to.name}`}
                aria-current={to.name === screen.name ? 'page' : undefined}
                onClick={() => {
                  onGo(to)
                }}
              >
                {t(text)}
              </button>
            </li>
          ))}
        <li>
          <button type="button" class="link" data-test="menu-lock" onClick={onLock}>
            {t('menu.lock')}
          </button>
        </li>
        <li>
          <button type="button" class="link" data-test="menu-out" onClick={onOut}>
            {t('menu.out')}
          </button>
        </li>
      </ul>
    </nav>
  )
}

function useOffline(): boolean {
  const [offline, setOffline] = useState(!navigator.onLine)
  useEffect(() => {
    const look = () => {
      setOffline(!navigator.onLine)
    }
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return offline
}
