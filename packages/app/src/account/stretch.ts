// Runs the ticket's slow stretching in a Worker (docs/protocol.md: never on the page's thread).
// A worker that has held digits is ended, and its memory with it; without signal only when another has come, or the screen locks.
import { workerAddress } from '@apila/ui/browser/worker-address.ts'

/** What a worker says once its script has come; its other answers are 32 bytes, or null where the device cannot. */
export const READY = 'ready'
export type Said = Uint8Array | typeof READY | null

export interface Stretcher {
  /** Fetches a worker now, and one after each ticket, so that tickets are stretched without signal, however many. */
  prepare: () => void
  /** 32 bytes, or a rejection when the device cannot. */
  stretch: (digits: string, salt: Uint8Array) => Promise<Uint8Array>
  /** Ends at once what has held digits, until `prepare` is called again. */
  forget: () => void
}

/** Makes what stretches tickets by the worker script at `address`. Once a page. */
export function makeStretcher(address: Parameters<typeof workerAddress>[0]): Stretcher {
  const scriptUrl = workerAddress(address)
  let ahead = false
  let next: { worker: Worker; hasCome: boolean } | null = null
  /** Has held digits, and is kept because no other can be fetched. */
  let used: Worker | null = null
  const endUsed = () => {
    used?.terminate()
    used = null
  }
  const prepare = () => {
    ahead = true
    if (next) return
    const made = { worker: new Worker(scriptUrl), hasCome: false }
    made.worker.onmessage = () => {
      made.hasCome = true
      endUsed()
    }
    // One that could not be fetched answers to nothing: the next try makes another.
    made.worker.onerror = () => {
      if (next === made) next = null
    }
    next = made
  }
  const take = (): Worker => {
    const worker = used ?? next?.worker ?? new Worker(scriptUrl)
    if (worker === used) used = null
    else next = null
    return worker
  }
  return {
    prepare,
    stretch: (digits, salt) =>
      new Promise((resolve, reject) => {
        const worker = take()
        const finish = (root: Uint8Array | null) => {
          endUsed()
          if (root && ahead && !next?.hasCome) {
            used = worker
            prepare()
          } else worker.terminate()
          if (root) resolve(root)
          else reject(new Error('the ticket could not be stretched'))
        }
        worker.onmessage = ({ data }: MessageEvent<Said>) => {
          if (data !== READY) finish(data)
        }
        worker.onerror = () => {
          finish(null)
        }
        worker.postMessage({ digits, salt })
      }),
    forget: () => {
      ahead = false
      endUsed()
    },
  }
}
