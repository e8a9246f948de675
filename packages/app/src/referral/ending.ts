// What the client may do with her ticket at any desk: read her copy of the permission, and end it (docs/protocol.md "Ending").
import type { Receipt } from '@apila/core/referral/content.ts'
import { openReceipt } from '@apila/sealing/referral/open.ts'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import type { Session } from '../account/session.ts'
import { release } from './release.ts'

/** Ends a permission. The server answers the same to everything. */
export const endPermission = (session: Session, keys: Pick<TicketKeys, 'locator' | 'withdraw'>): Promise<void> =>
  session.api.tell('POST', 'end', { locator: keys.locator, withdraw: keys.withdraw })

/** Her own copy of the permission, with her ticket. `null` = this ticket does not open it. */
export async function readReceipt(session: Session, keys: TicketKeys): Promise<Receipt | null> {
  return openReceipt(await release(session, keys.locator), keys.receiptIdentity)
}
