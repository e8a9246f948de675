// The frame of a signed-in worker: menu, what went wrong, lost signal, idle lock, and the screen (in memory, never in an address).
import type { ComponentChildren, VNode } from 'preact'
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { endSession } from './account/at-end.ts'
import { useIdle } from './account/idle.ts'
import type { Session } from './account/session.ts'
import { localDay } from './clock.ts'
import { failureKey } from './account/failure.ts'
import type { ProblemKey, TextKey, Texts } from './content/texts.ts'
import { ActionButton } from './controls.tsx'
import { Desk, type DeskContext, type Locked, type Screen } from './desk-context.ts'
import { dropSitting } from './drafts/drafts.ts'
import { hearLeaving, keepEverything } from './drafts/leaving.ts'
import { type Trail, forgetTrail, startOf, usePlaces } from './places.ts'
import { useDeskList } from './referral/desk-list.ts'
import { useQueue } from './referral/use-queue.ts'
import { ScreenOf } from './screens.tsx'

interface ShellProps {
  texts: Texts
  session: Session
  /** Where this device's worker was. */
  first: Trail
  onEnd: (lock: Locked | null) => void
  languages: ComponentChildren
}

export function Shell({ texts, session, first, onEnd, languages }: ShellProps): VNode {
  const officerOnly = !session.referralDesk && session.own.roles.includes('release-officer')
  const places = usePlaces(session, officerOnly ? startOf({ name: 'release' }) : first)
  const { screen, visit, step, goStep } = places
  const [failure, setFailure] = useState<ProblemKey | null>(null)
  const [held, setHeld] = useState(false)
  const [isShown, setShown] = useState(false)
  const offline = useOffline()
  const today = localDay()
  const list = useDeskList(session, today, isShown, (error) => {
    setFailure(failureKey(error))
  })
  const go = useCallback((next: Screen) => {
    setFailure(null)
    places.go(next)
  }, [])
  // What was written is on its way to the store when the screen goes; whoever comes back reads after it.
  const leave = () => {
    void keepEverything()
    dropSitting(session).catch(() => undefined)
  }
  const lock = () => {
    leave()
    onEnd({ device: session.device.id })
  }
  const signOut = () => {
    leave()
    forgetTrail(session).catch(() => undefined)
    onEnd(null)
  }
  const ending = useIdle(held, lock)
  useEffect(() => endSession, [])
  useEffect(hearLeaving, [])
  useQueue(session, today, offline, {
    onSent: () => {
      setFailure((before) => (before === 'offline' ? null : before))
      void list.refresh()
    },
    onRefused: () => {
      setFailure('queue-refused')
    },
    onEnded: () => {
      setFailure('queue-ended')
      void list.refresh()
    },
    onFailure: (error) => {
      setFailure(failureKey(error))
    },
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
      writeHere: () => Promise.resolve(),
      step,
      goStep,
      nameOf: (organisation) => {
        const id = OrganisationId.safeParse(organisation)
        return (id.success && session.roster.organisations.get(id.data)?.names[texts.language]) || organisation
      },
    }),
    [texts, session, list, today, go, step, goStep],
  )
  return (
    <Desk.Provider value={context}>
      {/* While a screen is turned towards her it shows nothing but what she is asked. */}
      <header class="top no-print" hidden={held}>
        <div class="bar">
          <span class="site">Apila</span>
          {languages}
          <Menu screen={screen} onGo={go} onLock={lock} onOut={signOut} desk={context} />
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

type Plain = Extract<
  Screen,
  { name: 'today' | 'ticket' | 'observe' | 'contacts' | 'close' | 'coordination' | 'release' }
>

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
  const entries: readonly (readonly [Plain, TextKey, boolean])[] = [
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
