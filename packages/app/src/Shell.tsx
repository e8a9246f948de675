// A signed-in worker's page: what holds it together (places, drafts, queue, list, lock, tabs), what went wrong, and the screen in its frame.
import type { ComponentChildren, VNode } from 'preact'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Language } from '@apila/core/content/language.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { findEverOrganisation } from '@apila/core/organisation/roster-value.ts'
import { endSession } from './account/at-end.ts'
import { useIdle } from './account/idle.ts'
import { readKept } from './account/device-store.ts'
import type { Session } from './account/session.ts'
import { useTabs } from './account/use-tabs.ts'
import { todayInFinland, otherDay } from './clock.ts'
import { failureKey } from './account/failure.ts'
import { type ProblemKey, type Texts, loadKeyTexts, loadProblems } from './content/texts.ts'
import { Desk, type DeskContext, type Locked, type Screen } from './desk-context.ts'
import { hearLeaving, keepEverything } from './drafts/leaving.ts'
import { dropOverLock, holdOverLock } from './drafts/over-lock.ts'
import { Frame } from './frame/Frame.tsx'
import { later } from './later.tsx'
import { Moved, News } from './frame/News.tsx'
import { type Trail, forgetTrail, keepTeam, readTrail, startOf, usePlaces } from './places.ts'
import { TrackLine } from './organisation/TrackLine.tsx'
import { countYours, dayList } from './referral/day-list.ts'
import { Today } from './referral/Today.tsx'
import { useDeskList } from './referral/desk-list.ts'
import { useKept } from './referral/use-kept.ts'
import { useQueue } from './referral/use-queue.ts'
import { languageNow, whole } from './whole.ts'

const RelockLine = later(
  whole(async () => {
    const [{ RelockLine: Part }] = await Promise.all([
      import('./referral/RelockLine.tsx'),
      loadKeyTexts([languageNow()]),
    ])
    return Part
  }),
)
// Every screen but the list of the day.
const screens = () => import('./screens.tsx')
const ScreenOf = later(async () => (await screens()).ScreenOf)
const TeamChoice = later(whole(async () => (await import('./referral/TeamChoice.tsx')).TeamChoice))
const Touching = later(whole(async () => (await import('./account/own/Touching.tsx')).Touching))

/** Comes after the list of the day stands. */
const drafts = () => import('./drafts/drafts.ts')

const prepareForTrouble = whole(() =>
  Promise.all([screens(), import('./referral/KeptRows.tsx'), import('./frame/Help.tsx'), import('./frame/More.tsx')]),
)

/** Where this device was asked to ring: its part is fetched there alone. */
const ringOn = async (session: Session, place: number): Promise<void> => {
  if ((await readKept('ring')) !== undefined) await (await import('./ringing/device-ring.ts')).moveOn(session, place)
}

interface ShellProps {
  texts: Texts
  session: Session
  /** Where this device's worker was. */
  trail: Trail
  onEnd: (lock: Locked | null) => void
  languages: ComponentChildren
}

export function Shell({ texts, session: first, trail, onEnd, languages }: ShellProps): VNode {
  const [session, setSession] = useState(first)
  const officerOnly = !session.referralDesk && session.own.roles.includes('release-officer')
  const [failure, setFailure] = useFailure(texts.language)
  const [held, setHeld] = useState(false)
  const [isShown, setShown] = useState(false)
  const offline = useOffline()
  const today = todayInFinland()
  const lock = () => {
    const beside = holdOverLock(session.device) ? 'letter' : screen.name === 'observe' ? 'observe' : null
    leave()
    onEnd({ device: session.device.id, beside })
  }
  const tabs = useTabs(session.device.id, () => keepEverything(), lock)
  const places = usePlaces(session, officerOnly ? startOf({ name: 'release' }) : trail, tabs.isHere)
  const { screen, visit, step, goStep } = places
  const list = useDeskList(session, today, isShown, (error) => {
    const key = failureKey(error)
    // Where the line "no signal" stands, a look that found none has nothing to add, and nobody has anything to try again.
    if (key !== 'offline' || navigator.onLine) setFailure(key)
  })
  const kept = useKept(session, list.looked ? list.busy : null, {
    onCleared: () => {
      setFailure('device-cleared')
      // What stands on the screen is kept once more.
      void keepEverything(true)
    },
    onFailure: (error) => {
      setFailure(failureKey(error))
    },
  })
  const go = useCallback((next: Screen) => {
    setFailure(null)
    places.go(next)
  }, [])
  // What was written is on its way to the store when the screen goes; whoever comes back reads after it.
  const leave = () => {
    void keepEverything()
    if (tabs.isHere())
      void drafts()
        .then(({ dropSitting }) => dropSitting(session))
        .catch(() => undefined)
  }
  const signOut = () => {
    leave()
    forgetTrail(session).catch(() => undefined)
    onEnd(null)
  }
  const ending = useIdle(held, lock)
  // With the session itself, also where the page is hidden and nothing is painted any more.
  useLayoutEffect(() => endSession, [])
  useLayoutEffect(hearLeaving, [])
  useEffect(() => {
    if (screen.name !== 'letter') dropOverLock()
  }, [screen.name])
  useEffect(() => {
    // After the list, which it must not hold up. Where signal has gone already, nothing is lost by trying.
    if (list.looked && session.referralDesk)
      screens()
        .then(({ makeReady }) => makeReady(session))
        .catch(() => undefined)
  }, [list.looked])
  useQueue(session, offline || !list.looked || tabs.writing !== 'here', {
    onSent: () => {
      if (failure === 'offline') setFailure(null)
      void list.refresh()
    },
    onOver: () => {
      void list.refresh()
    },
    onFailure: (error) => {
      const key = failureKey(error)
      setFailure(key === 'offline' || key.startsWith('device-') ? key : 'queue-waits')
    },
  })
  const context = useMemo<DeskContext>(
    () => ({
      ...texts,
      session,
      list,
      kept,
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
      writeHere: tabs.takeOver,
      step,
      goStep,
      workIn: (team) => {
        void keepEverything().then(() => {
          setSession(session.inTeam(team))
          go({ name: 'today' })
        })
        keepTeam(session, team).catch(() => undefined)
      },
      nameOf: (organisation) => {
        const id = OrganisationId.safeParse(organisation)
        return (id.success && findEverOrganisation(session.roster, id.data)?.names[texts.language]) || organisation
      },
    }),
    [texts, session, list, kept, today, go, step, goStep],
  )
  const waits = countYours(dayList(list, today)) + kept.unsent.length
  // What tells of trouble must be there when there is no signal to fetch it by.
  useEffect(() => {
    if (list.looked) prepareForTrouble().catch(() => undefined)
  }, [list.looked, texts.language])
  useEffect(() => {
    if (list.lookedAt !== null) ringOn(session, list.place()).catch(() => undefined)
  }, [list.lookedAt])
  const title = `${waits > 0 ? `(${String(waits)}) ` : ''}${screen.name === 'today' ? `${texts.t('today.title')} – ` : ''}Apila`
  useEffect(() => {
    document.title = title
  }, [title])
  const goOnHere = () =>
    tabs.takeOver().then(async () => {
      const trail = await readTrail(session)
      if (trail) places.reopen(trail)
    })
  return (
    <Desk.Provider value={context}>
      {session.roster.demo && !held && (
        <div class="demo no-print" role="region" aria-label={texts.t('demo.banner')} data-test="demo-banner">
          {texts.t('demo.short')}
        </div>
      )}
      <TrackLine texts={texts} purchaser={session.roster.purchaser} />
      {!session.roster.demo && (
        <Touching
          onMissing={() => {
            setFailure('offline')
          }}
        />
      )}
      <Frame
        screen={screen.name}
        waits={waits}
        hidden={held}
        languages={languages}
        onLock={() => {
          tabs.lockAll()
          lock()
        }}
        onOut={signOut}
      >
        <main id="main" class={screen.name === 'today' ? 'two' : undefined} tabIndex={-1}>
          <News
            offline={offline}
            ending={ending}
            otherDay={otherDay()}
            failure={failure}
            onSeen={() => {
              setFailure(null)
            }}
            screen={screen.name}
            isOtherTab={tabs.writing === 'other'}
            onTake={() => void goOnHere()}
          />
          {list.looked && session.referralDesk && tabs.writing === 'here' && <RelockLine onMissing={() => undefined} />}
          {session.teams.length > 1 && screen.name === 'today' && <TeamChoice onMissing={() => undefined} />}
          {/* The letter writes nothing on this device: it may go on in any tab. */}
          {tabs.writing === 'moved' && screen.name !== 'letter' ? (
            <Moved onTake={() => void goOnHere()} />
          ) : screen.name === 'today' ? (
            <Today key={visit} />
          ) : (
            <ScreenOf
              key={visit}
              screen={screen}
              onMissing={() => {
                setFailure('offline')
              }}
            />
          )}
        </main>
      </Frame>
    </Desk.Provider>
  )
}

/** What went wrong, shown once its sentence is here. */
function useFailure(language: Language): [ProblemKey | null, (failure: ProblemKey | null) => void] {
  const [failure, setFailure] = useState<ProblemKey | null>(null)
  const last = useRef(0)
  const tell = useCallback(
    (next: ProblemKey | null) => {
      const turn = (last.current += 1)
      if (next === null) setFailure(null)
      else
        void loadProblems(language).then(() => {
          if (turn === last.current) setFailure(next)
        })
    },
    [language],
  )
  return [failure, tell]
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
