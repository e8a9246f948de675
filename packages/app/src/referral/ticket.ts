// The client's ticket in this page: made, read and turned into keys. The digits never leave the device.
import { type TicketKeys, newTicket, ticketKeys, ticketSalt } from '@apila/sealing/ticket.ts'
import { atEnd } from '../account/at-end.ts'
import { stretcher } from '../account/stretcher.ts'

/** Unpredictable bytes from the browser. At most 65,536 at a time. */
export const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

/** Makes ready for tickets that may be stretched without signal. */
export const prepareTicket = (): void => {
  stretcher().prepare()
  atEnd(forgetTicket)
  // What had to be kept without signal is ended as soon as there is one.
  addEventListener('online', prepareAgain)
}

const prepareAgain = () => {
  stretcher().prepare()
}

const forgetTicket = () => {
  removeEventListener('online', prepareAgain)
  stretcher().forget()
}

/** The keys that a ticket stands for in this network. Takes about a second, in a Worker. */
export async function keysOfTicket(digits: string, network: string): Promise<TicketKeys> {
  return ticketKeys(await stretcher().stretch(digits, await ticketSalt(network)))
}

export const freshTicket = (): string => newTicket(random)
