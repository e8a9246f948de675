// Where a worker is and was at the desk: Back goes back, and after a reload, a lock or a dead tab the desk opens at the same place.
// The address says `#` and the kind of screen; the browser's history holds a number. Which one it was is sealed to this device.
//
// A new screen: (1) add it to `Screen`, with what finds it again (an id of the list, a draft's key) and nothing that was read or opened;
// (2) add its line to `screens.tsx`; (3) reach it by `go({ name: … })`. Steps within one screen are told by `useSteps`.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import * as z from 'zod'
import { ItemId, Name } from '@apila/core/bytes.ts'
import { DeskId } from '@apila/core/organisation/roster.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import { forget, keep, readKept } from './account/device-store.ts'
import type { Session } from './account/session.ts'
import { beforeLeaving } from './drafts/leaving.ts'

const plain = <N extends string>(name: N) => z.object({ name: z.literal(name) })
const withEntry = <N extends string>(name: N) => z.object({ name: z.literal(name), id: ItemId })

/** Where a draft lies on this device: random, so that it tells nothing. */
export type DraftKey = `draft/${string}`
export const newDraftKey = (): DraftKey => `draft/${crypto.randomUUID()}`
const DraftKeyShape = z.custom<DraftKey>((key) => typeof key === 'string' && key.startsWith('draft/'))

/** Where one can be. `id`: of the desk's own note. `t`: of the conversation under a permission. */
export const Screen = z.discriminatedUnion('name', [
  plain('today'),
  z.object({ name: z.literal('send'), draftKey: DraftKeyShape }),
  z.object({ name: z.literal('mapping'), draftKey: DraftKeyShape }),
  z.object({ name: z.literal('knock'), heard: z.object({ k: Name, s: Name.nullable() }) }),
  withEntry('sent'),
  withEntry('received'),
  withEntry('renew'),
  withEntry('witness'),
  plain('urgent'),
  z.object({ name: z.literal('sheet'), t: Name }),
  plain('ask'),
  plain('letter'),
  plain('ticket'),
  plain('observe'),
  plain('contacts'),
  plain('close'),
  plain('coordination'),
  plain('keys'),
  plain('release'),
])
export type Screen = z.infer<typeof Screen>
/** What a menu can lead to. */
export type PlainScreen = Exclude<Screen, { id: unknown } | { t: unknown } | { heard: unknown } | { draftKey: unknown }>

const TODAY: Screen = { name: 'today' }

const Entry = z.object({ screen: Screen, step: z.string().nullable() })
type Entry = z.infer<typeof Entry>

/** Where one is among where one was. `at` counts from the first sign-in; `from`: what the first entry that is still known counts as. */
export const Trail = z.object({ from: z.int().min(0), entries: z.array(Entry).min(1), at: z.int().min(0) })
export type Trail = z.infer<typeof Trail>

/** How many places are remembered. The oldest go first. */
const LONGEST = 30

export const isSame = (a: Screen, b: Screen): boolean => JSON.stringify(a) === JSON.stringify(b)

export const startOf = (screen: Screen): Trail => ({ from: 0, entries: [{ screen, step: null }], at: 0 })

const find = ({ from, entries }: Trail, at: number): Entry | undefined => entries[at - from]

export const hereOf = (trail: Trail): Entry => find(trail, trail.at) ?? { screen: TODAY, step: null }

/** Goes on to an entry; what lay ahead is forgotten. The same place again is no new entry. */
export function goOn(trail: Trail, to: Entry): Trail {
  const here = hereOf(trail)
  if (isSame(here.screen, to.screen) && here.step === to.step) return trail
  const { from, entries, at } = trail
  const after = [...entries.slice(0, at - from + 1), to]
  const gone = Math.max(0, after.length - LONGEST)
  return { from: from + gone, entries: after.slice(gone), at: at + 1 }
}

/** To where Back or Forward leads. Beyond what is known stands the list of the day. */
export const goTo = (trail: Trail, at: number): Trail => (find(trail, at) ? { ...trail, at } : startOf(TODAY))

/** The entry changes without a new one: a screen has found out more of where it is. */
const changeHere = ({ from, entries, at }: Trail, to: Entry): Trail => ({
  from,
  entries: entries.with(at - from, to),
  at,
})

const keyOf = (session: Session) => `place/${session.device.id}`

// One after another: who signs in just after a lock reads what the lock kept.
let line: Promise<unknown> = Promise.resolve()
function inLine<T>(act: () => Promise<T>): Promise<T> {
  const done = line.then(act)
  line = done.catch(() => undefined)
  return done
}

/** Where this device's worker was, if it is known. */
export const readTrail = (session: Session): Promise<Trail | null> =>
  inLine(async () => {
    const blob = await readKept(keyOf(session)).catch(() => null)
    if (typeof blob !== 'string') return null
    const trail = Trail.safeParse(await openOnDevice(session.device, blob).catch(() => null))
    return trail.success && find(trail.data, trail.data.at) ? trail.data : null
  })

/** After signing out the next one begins at the list of the day. */
export function forgetTrail(session: Session): Promise<unknown> {
  window.history.replaceState({ place: -1 }, '', window.location.pathname)
  return inLine(() => forget(keyOf(session)))
}

const teamKeyOf = (session: Session) => `team/${session.device.id}`

/** In which of its teams this device worked last. What was begun there goes on there. */
export async function readTeam(session: Session): Promise<DeskId | null> {
  if (session.teams.length < 2) return null
  const blob = await readKept(teamKeyOf(session)).catch(() => null)
  if (typeof blob !== 'string') return null
  return DeskId.safeParse(await openOnDevice(session.device, blob).catch(() => null)).data ?? null
}

export async function keepTeam(session: Session, team: DeskId): Promise<void> {
  await keep(teamKeyOf(session), await sealToDevice(session.device, team))
}

const keepTrail = (session: Session, trail: Trail): Promise<void> =>
  inLine(async () => {
    await keep(keyOf(session), await sealToDevice(session.device, trail))
  })

/** The kind of screen that the address asks for, if it is one that needs nothing else. */
export function screenOfAddress(hash: string): Screen | null {
  const screen = Screen.safeParse({ name: hash.replace(/^#/, '') })
  return screen.success ? screen.data : null
}

const State = z.object({ place: z.int() })
const placeOf = (state: unknown): number | null => State.safeParse(state).data?.place ?? null

export interface Places {
  screen: Screen
  step: string | null
  /** Grows with each screen, also when it is the same kind again; not with steps. */
  visit: number
  go: (to: Screen) => void
  /** Goes where another tab of this device was. */
  reopen: (trail: Trail) => void
  /** Another step of the same screen. */
  goStep: (step: string) => void
}

/**
 * The places of one signed-in worker. `first`: where to begin. `mayKeep`: only one of several tabs writes where it is. Every change is kept sealed, in the background: a device that keeps nothing
 * still goes back as long as the page lives.
 */
export function usePlaces(session: Session, first: Trail, mayKeep: () => boolean): Places {
  const trail = useRef(first)
  const [shown, setShown] = useState({ ...hereOf(first), visit: 0 })
  // `isNew`: the screen begins anew, also where it is the same kind again.
  const show = useCallback((next: Trail, isNew: boolean) => {
    trail.current = next
    setShown(({ visit }) => ({ ...hereOf(next), visit: isNew ? visit + 1 : visit }))
    if (mayKeep()) keepTrail(session, next).catch(() => undefined)
  }, [])
  const goEntry = useCallback((to: Entry, isNew: boolean) => {
    const next = goOn(trail.current, to)
    if (next !== trail.current) window.history.pushState({ place: next.at }, '', `#${to.screen.name}`)
    show(next, isNew)
  }, [])
  useEffect(() => {
    const { from, entries, at } = trail.current
    const place = placeOf(window.history.state)
    // Back was pressed while the screen was locked.
    if (place !== null && place !== at && find(trail.current, place)) show(goTo(trail.current, place), true)
    else if (place !== at) {
      // A browser that was started again. One entry lies beneath the first: Back at the list of the day asks nothing and stays once.
      window.history.replaceState({ place: -1 }, '', `#${TODAY.name}`)
      for (const [n, { screen }] of entries.slice(0, at - from + 1).entries())
        window.history.pushState({ place: from + n }, '', `#${screen.name}`)
    }
    const move = (event: PopStateEvent) => {
      const to = placeOf(event.state)
      if (to !== null) {
        const before = hereOf(trail.current)
        const next = goTo(trail.current, to)
        show(next, !isSame(before.screen, hereOf(next).screen))
        return
      }
      // Somebody wrote an address of their own.
      const asked = screenOfAddress(window.location.hash) ?? TODAY
      window.history.replaceState({ place: 0 }, '', `#${asked.name}`)
      show(startOf(asked), true)
    }
    window.addEventListener('popstate', move)
    const stop = beforeLeaving(async () => {
      if (mayKeep()) await keepTrail(session, trail.current)
    })
    return () => {
      window.removeEventListener('popstate', move)
      stop()
    }
  }, [])
  const go = useCallback(
    (screen: Screen) => {
      goEntry({ screen, step: null }, true)
    },
    [goEntry],
  )
  const goStep = useCallback(
    (step: string) => {
      const here = hereOf(trail.current)
      // The first step that a screen tells is where it begins: no entry of its own.
      if (here.step === null) show(changeHere(trail.current, { ...here, step }), false)
      else goEntry({ ...here, step }, false)
    },
    [goEntry, show],
  )
  const reopen = useCallback(
    (next: Trail) => {
      window.history.pushState({ place: next.at }, '', `#${hereOf(next).screen.name}`)
      show(next, true)
    },
    [show],
  )
  return { ...shown, go, goStep, reopen }
}
