// Runs the ticket's slow stretching in a Worker (docs/protocol.md: never on the page's thread).
import { workerAddress } from '@apila/ui/browser/worker-address.ts'

export interface Stretcher {
  /** Fetches the worker now, so that stretching works later without signal. */
  prepare: () => void
  /** 32 bytes, or a rejection when the device cannot. */
  stretch: (digits: string, salt: Uint8Array) => Promise<Uint8Array>
}

/** Makes what stretches tickets by the worker script at `address`. Once a page: a policy cannot be made twice. */
export function makeStretcher(address: string): Stretcher {
  const scriptUrl = workerAddress(address)
  let waiting: Worker | null = null
  return {
    prepare: () => {
      if (waiting) return
      const worker = new Worker(scriptUrl)
      // One that could not be fetched answers to nothing: the next try makes another.
      worker.onerror = () => {
        if (waiting === worker) waiting = null
      }
      waiting = worker
    },
    stretch: (digits, salt) =>
      new Promise((resolve, reject) => {
        const worker = waiting ?? new Worker(scriptUrl)
        // A worker that has held digits is ended, and its memory with it.
        waiting = null
        const finish = (root: Uint8Array | null) => {
          worker.terminate()
          if (root) resolve(root)
          else reject(new Error('the ticket could not be stretched'))
        }
        worker.onmessage = (event: MessageEvent<Uint8Array | null>) => {
          finish(event.data)
        }
        worker.onerror = () => {
          finish(null)
        }
        worker.postMessage({ digits, salt })
      }),
  }
}
