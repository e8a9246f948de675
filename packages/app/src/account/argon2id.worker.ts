// Stretches a ticket away from the page's thread (docs/protocol.md "Ticket"). Built as one script of constant address.
import { stretchSalted } from '@apila/sealing/ticket.ts'
import { READY, type Said } from './stretch.ts'

type Task = { digits: string; salt: Uint8Array }

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Task>) => void) | null
  postMessage: (said: Said) => void
}

scope.onmessage = (event) => {
  stretchSalted(event.data.digits, event.data.salt).then(
    (root) => {
      scope.postMessage(root)
    },
    () => {
      scope.postMessage(null)
    },
  )
}

scope.postMessage(READY)
