// Her book: what she allowed and who did what, signed line by line and counted by the server. Governed by docs/protocol.md "Her book".
import type { Digest, Name } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { LineContent, type LineSaid } from '@apila/core/referral/content.ts'
import type { LinePut, LookedAt } from '@apila/core/referral/wire.ts'
import { LINE_BYTES } from '@apila/core/sizes.ts'
import type { OwnDevice } from '../account/device.ts'
import { openText, recipientOf, sealText } from '../age.ts'
import { digestOf, fromBase64url } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'
import { digestOfRecipient, isReadAs, readPart, signPart } from './signed.ts'

export interface LineWriting {
  device: OwnDevice
  organisation: OrganisationId
  roster: Roster
  today: Day
}

/** Seals the next line under `name`. `at`: what the server said of the book just before. */
export async function sealLine(writing: LineWriting, name: Name, at: LookedAt, said: LineSaid): Promise<LinePut> {
  const { device, organisation, roster, today } = writing
  const more = typeof said === 'string' ? { act: said } : said
  const content = LineContent.parse({ n: at.n, before: at.before, on: today, organisation, ...more })
  const head = {
    part: 'line' as const,
    network: roster.network,
    at: name,
    receiver: await digestOfRecipient(at.line),
    grant: null,
    roster: { length: roster.length, head: roster.head },
  }
  return { n: at.n, blob: await sealText(at.line, padTo(await signPart(device, head, content), LINE_BYTES)) }
}

/** Digest by which the next line names this one. */
export const lineDigest = (blob: string): Promise<Digest> => digestOf(fromBase64url(blob))

export type BookLine =
  | (Omit<LineContent, 'before'> & {
      isRead: true
      /** Its place; what it says of itself is told by `follows`. */
      n: number
      /** Whether it names the line before it as that stands here. */
      follows: boolean
    })
  | { isRead: false; n: number }

/** The lines of her book, oldest first. A line that is noise, forged, or sealed by nobody in the roster still counts, as unread. */
export async function openBook(bookIdentity: string, blobs: readonly string[], roster: Roster): Promise<BookLine[]> {
  const receiver = await digestOfRecipient(await recipientOf(bookIdentity))
  const lines: BookLine[] = []
  let before: Digest | null = null
  for (const [n, blob] of blobs.entries()) {
    const line = await openLine(bookIdentity, blob, roster, receiver).catch(() => null)
    if (line) {
      const { n: own, before: named, ...said } = line
      lines.push({ isRead: true, n, ...said, follows: own === n && named === before })
    } else lines.push({ isRead: false, n })
    before = await lineDigest(blob)
  }
  return lines
}

async function openLine(
  bookIdentity: string,
  blob: string,
  roster: Roster,
  receiver: Digest,
): Promise<LineContent | null> {
  const opened = await openText(bookIdentity, blob)
  if (!opened) return null
  const read = await readPart(unpad(opened, LINE_BYTES), LineContent, roster)
  // A line stands under the name that was asked for: any of the three.
  const isOurs = isReadAs(read, roster, { part: 'line', at: null, receivers: [receiver], grant: null })
  return isOurs && read.writer?.organisation === read.content.organisation ? read.content : null
}

/** Whether fewer or other lines stand here than a desk remembers: the server has left something out. */
export async function isBookShorter(
  blobs: readonly string[],
  remembered: { n: number; last: Digest | null },
): Promise<boolean> {
  if (blobs.length < remembered.n) return true
  const last = blobs[remembered.n - 1]
  return last !== undefined && remembered.last !== null && (await lineDigest(last)) !== remembered.last
}
