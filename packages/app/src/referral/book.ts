// Her book: what she allowed, and who did what since. Read with her ticket at any desk, or by the sender where there is no ticket.
import type { Name } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { confirmingOf } from '@apila/core/referral/to-confirm.ts'
import { Book } from '@apila/core/referral/wire.ts'
import { type BookLine, isBookShorter, openBook } from '@apila/sealing/referral/book.ts'
import { type OpenedReceipt, openReceipt } from '@apila/sealing/referral/open.ts'
import type { Session } from '../account/session.ts'
import { type Remembered, release } from './release.ts'

export interface HerBook {
  receipt: OpenedReceipt
  lines: readonly BookLine[]
  /** The last day: moved where a line says so. The server names it; what the desks read stands in their conversation. */
  until: Day
  /** Whether what was only said still waits for the client's further word. */
  confirming: ReturnType<typeof confirmingOf>
  /** The server shows fewer or other lines than this desk remembers. */
  isShorter: boolean
}

/** Her copy of the permission and the lines of her book. `null` = this key does not open it. Reading it is a line too. */
export async function readBook(
  session: Session,
  s: Name,
  receiptIdentity: string,
  today: Day,
  remembered: Remembered | null = null,
): Promise<HerBook | null> {
  const { released } = await release(session, s, 'her-book-read', today)
  // Who wrote a line may have read more of the roster than this page; without it the line could not be read.
  await session.catchUp()
  const receipt = await openReceipt(released, s, receiptIdentity, session.roster)
  if (!receipt) return null
  const { lines } = await session.api.ask('POST', 'book', Book, { name: s })
  const read = await openBook(receipt.bookIdentity, lines, session.roster)
  const isRenewed = read.some((line) => line.isRead && line.act === 'renewed')
  return {
    receipt,
    lines: read,
    // With a code nothing but the code moves the day; without one the conversation says how, and who reads it says so.
    confirming: confirmingOf(receipt, isRenewed ? [{ how: receipt.back.keep.length > 0 ? 'ticket' : 'spoken' }] : []),
    until: isRenewed ? released.until : receipt.front.until,
    isShorter: remembered !== null && (await isBookShorter(lines, remembered)),
  }
}
