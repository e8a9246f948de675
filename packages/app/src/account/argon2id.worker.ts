// Stretches a ticket away from the page's thread (docs/protocol.md "Ticket"). Built as one script of constant address.
import { stretchTicket } from '@apila/sealing/ticket.ts'

type Task = { digits: string; network: string }

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Task>) => void) | null
  postMessage: (root: Uint8Array | null) => void
}

scope.onmessage = (event) => {
  stretchTicket(event.data.digits, event.data.network).then(
    (root) => {
      scope.postMessage(root)
    },
    () => {
      scope.postMessage(null)
    },
  )
}
