// Turning the browser's notifications on and off for this device, and keeping up what its worker script needs. Off until somebody taps; off at a
// tap, here and at the server. Governed by docs/protocol.md "Something waits".
import { PushStanding, PushedOn } from '@apila/core/ringing/push.ts'
import { workerAddress } from '@apila/ui/browser/worker-address.ts'
import { keep } from '../account/device-store.ts'
import type { Session } from '../account/session.ts'
import { RING_ROW, type RingRow, forgetRing, readRing } from './ring-row.ts'

/** cannot: this browser has no such thing. */
export type RingState = 'on' | 'off' | 'cannot'
/** refused: the browser's user or its settings say no. unanswered: the push service does not answer. */
export type RingProblem = 'refused' | 'unanswered'

const canRing = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

const registration = (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker.getRegistration('/desk/')

const standing = (session: Session): Promise<PushStanding> => session.api.ask('POST', 'push/key', PushStanding)

/** How it stands with this device. What only one of the two sides remembers is on, so that a tap ends it. */
export async function ringState(session: Session): Promise<RingState> {
  if (!canRing()) return 'cannot'
  const [{ isOn }, row] = await Promise.all([standing(session), readRing()])
  return isOn || row?.device === session.device.id ? 'on' : 'off'
}

/** At a tap, since browsers ask only then. Null: it is on. */
export async function turnOn(session: Session, words: RingRow['words'], place: number): Promise<RingProblem | null> {
  if ((await Notification.requestPermission()) !== 'granted') return 'refused'
  const { key } = await standing(session)
  const script = workerAddress('/desk/ring-worker.js')
  const registered = await navigator.serviceWorker.register(script, { scope: '/desk/', updateViaCache: 'none' })
  const endpoint = await subscribe(registered, key)
  if (endpoint === null) {
    await registered.unregister()
    return 'unanswered'
  }
  const { listen } = await session.api.ask('POST', 'push', PushedOn, { endpoint })
  await keepRow(session, { device: session.device.id, network: session.roster.network, listen, from: place, words })
  return null
}

async function subscribe(registered: ServiceWorkerRegistration, key: string): Promise<string | null> {
  const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
  try {
    await navigator.serviceWorker.ready
    const before = await registered.pushManager.getSubscription()
    // Of an earlier key of the server, or of another device of this browser.
    await before?.unsubscribe()
    const made = await registered.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes })
    return made.endpoint
  } catch {
    return null
  }
}

/** Here first: where the server is not reached, its next message finds a device that ends it. */
export async function turnOff(session: Session): Promise<void> {
  const row = await readRing()
  if (row === null || row.device === session.device.id) {
    await forgetRing()
    const registered = await registration()
    const subscription = await registered?.pushManager.getSubscription()
    await subscription?.unsubscribe().catch(() => false)
    await registered?.unregister()
  }
  await session.api.tell('POST', 'push/end')
}

/** After each look of the page: what it has heard is no news for the worker script, which also gets the keys of new periods. */
export async function moveOn(session: Session, place: number): Promise<void> {
  const row = await readRing()
  if (row?.device === session.device.id) await keepRow(session, { ...row, from: place })
}

const keepRow = (session: Session, row: Omit<RingRow, 'keys' | 'rosterLength'>): Promise<unknown> =>
  keep(RING_ROW, {
    ...row,
    rosterLength: session.roster.length,
    keys: session.referralDesks.map(({ bellPrivate }) => bellPrivate),
  } satisfies RingRow)
