// The client's journal: one line for each who opens, passes on or writes, sealed to her ticket.
import type { Locator, Recipient } from '@apila/core/bytes.ts'
import type { JournalLine } from '@apila/core/referral/content.ts'
import { Blobs } from '@apila/core/referral/wire.ts'
import { openJournal, sealJournal } from '@apila/sealing/referral/open.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'

/** Writes line `n`. Nothing where she has no journal. */
export async function writeJournal(
  session: Session,
  locator: Locator,
  n: number,
  to: Recipient | null,
  line: Omit<JournalLine, 'organisation'>,
): Promise<void> {
  if (!to) return
  const blob = await sealJournal(to, { organisation: session.own.organisation, ...line })
  await session.api.tell('POST', 'journal', { locator, n, blob })
}

/** Adds a line to her journal, after what is there. */
export async function addJournalLine(
  session: Session,
  story: Locator,
  to: Recipient,
  line: Omit<JournalLine, 'organisation'>,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { blobs } = await session.api.ask('POST', 'journal/list', Blobs, { locator: story })
    try {
      await writeJournal(session, story, blobs.length, to, line)
      return
    } catch (error) {
      // Another line came in between; the act itself stands, so its line must get there.
      if (!(error instanceof Refused) || error.code !== 'already-answered' || tries === 3) throw error
    }
  }
}

/** Her journal: who opened, and when. */
export async function readJournal(session: Session, story: Locator, receiptIdentity: string): Promise<JournalLine[]> {
  const { blobs } = await session.api.ask('POST', 'journal/list', Blobs, { locator: story })
  const lines: JournalLine[] = []
  for (const blob of blobs) {
    const line = await openJournal(receiptIdentity, blob).catch(() => null)
    if (line) lines.push(line)
  }
  return lines
}
