// What the client may do with her ticket at any desk: read her copy of the permission, and end it (docs/protocol.md "Ending").
import type { Receipt } from '@apila/core/referral/content.ts'
import { openReceipt } from '@apila/sealing/referral/open.ts'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import type { Work } from '../account/session.ts'
import { release } from './release.ts'

/** Ends a permission. The server answers the same to everything. */
export const endPermission = (work: Work, keys: Pick<TicketKeys, 'locator' | 'withdraw'>): Promise<void> =>
  work.api.tell('POST', 'end', { locator: keys.locator, withdraw: keys.withdraw })

/** Her own copy of the permission, with her ticket. `null` = this ticket does not open it. */
export async function readReceipt(work: Work, keys: TicketKeys): Promise<Receipt | null> {
  return openReceipt(await release(work, keys.locator), keys.receiptIdentity)
}
