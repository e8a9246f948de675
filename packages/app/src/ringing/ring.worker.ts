// The device's worker script for web push: an empty message that went to all comes, the script looks by itself whether a bell is for this desk, and
// says so under a neutral title. Built as one script of constant address; it answers for no page. Governed by docs/protocol.md "Something waits".
import * as z from 'zod'
import { Looked } from '@apila/core/referral/wire.ts'
import { hearBell } from '@apila/sealing/bell.ts'
import { type RingRow, forgetRing, readRing } from './ring-row.ts'

// The content policy forbids code from text.
z.config({ jitless: true })

interface Lasting extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
interface Tapped extends Lasting {
  readonly notification: { close: () => void }
}
interface Client {
  readonly url: string
  focus: () => Promise<unknown>
}
interface WorkerScope {
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    matchAll: (wanted: { type: 'window'; includeUncontrolled: boolean }) => Promise<readonly Client[]>
    openWindow: (address: string) => Promise<unknown>
  }
  skipWaiting: () => Promise<void>
  addEventListener: ((kind: 'install' | 'push', listener: (event: Lasting) => void) => void) &
    ((kind: 'notificationclick', listener: (event: Tapped) => void) => void)
}

const worker = globalThis as unknown as WorkerScope
const DESK = '/desk/'
/** How long the server may take. Unit: ms. A browser gives a script some half a minute. */
const PATIENCE_MS = 20_000

worker.addEventListener('install', (event) => {
  event.waitUntil(worker.skipWaiting())
})

worker.addEventListener('push', (event) => {
  event.waitUntil(ring())
})

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openDesk())
})

async function ring(): Promise<void> {
  const row = await readRing().catch(() => null)
  // The device was emptied: nobody asks any more, and nothing is known of any words.
  if (!row) return stop()
  const heard = await look(row).catch(() => 'unknown' as const)
  // Browsers ask for a notice at each message; an earlier one makes room.
  await worker.registration.showNotification(row.words.title, { body: row.words[heard], tag: 'apila' })
  if (heard === 'over') await stop()
}

/** over: the server knows this device's wish no more. unknown: the desk may have a key that is not here yet. */
async function look(row: RingRow): Promise<keyof Omit<RingRow['words'], 'title'>> {
  for (let after = { bells: row.from, ended: 0 }; ;) {
    const answer = await fetch('/api/v2/push/look', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...after, listen: row.listen }),
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (answer.status === 404) return 'over'
    const looked = Looked.parse(await answer.json())
    for (const bell of looked.bells)
      for (const key of row.keys) if (await hearBell(key, row.network, bell)) return 'waits'
    if (!looked.more) return looked.rosterLength > row.rosterLength ? 'unknown' : 'nothing'
    after = looked.next
  }
}

async function stop(): Promise<void> {
  await forgetRing().catch(() => undefined)
  const subscription = await worker.registration.pushManager.getSubscription()
  await subscription?.unsubscribe()
  await worker.registration.unregister()
}

async function openDesk(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const desk = pages.find(({ url }) => new URL(url).pathname.startsWith(DESK))
  await (desk ? desk.focus() : worker.clients.openWindow(DESK))
}
