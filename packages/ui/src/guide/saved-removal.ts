// Served in the place of the saved guide's worker when a network takes saving back: browsers fetch it by themselves the next time
// they open a page of the guide, and it removes every copy and itself. It answers no request, so pages come from the network at once.
import { SAVED_COPIES } from '@apila/core/guide/saved-copy.ts'
import { removeCopies } from './saved-copy.ts'

interface Lasting extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
interface WorkerScope {
  readonly registration: ServiceWorkerRegistration
  skipWaiting: () => Promise<void>
  addEventListener: (kind: 'install' | 'activate', listener: (event: Lasting) => void) => void
}

const worker = globalThis as unknown as WorkerScope

worker.addEventListener('install', (event) => {
  event.waitUntil(worker.skipWaiting())
})

worker.addEventListener('activate', (event) => {
  const remove = async (): Promise<void> => {
    await removeCopies(SAVED_COPIES)
    await worker.registration.unregister()
  }
  event.waitUntil(remove())
})
