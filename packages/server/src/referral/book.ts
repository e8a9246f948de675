// Her book: lines that are appended by number, never replaced, and counted by the server. Governed by docs/protocol.md "Her book".
import { Recipient, type Name } from '@apila/core/bytes.ts'
import type { Book, LinePut, LookedAt } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { digestOfBytes, fromBase64url, toBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { addLeaf } from '../watch/day-store.ts'
import { type AlivePart, requireAlive } from './alive.ts'
import { findLastLine, findLine, insertLine, listLines } from './book-store.ts'

/** Most lines of one permission, far above what people do by hand. */
export const MOST_LINES = 5_000

/** Whether line `n` stands there already, as it was sent; another one there is `changed-meanwhile`. */
export async function isLineThere(tx: Scope, endTag: string, line: LinePut): Promise<boolean> {
  const there = await findLine(tx, endTag, line.n)
  if (!there) return false
  if (Buffer.compare(there, fromBase64url(line.blob)) !== 0) throw new Problem('changed-meanwhile')
  return true
}

/** Appends a line: the first writer of a number wins. */
export async function addLine(tx: Scope, endTag: string, line: LinePut): Promise<void> {
  const { count } = await findLastLine(tx, endTag)
  if (line.n !== count) throw new Problem('changed-meanwhile')
  if (count >= MOST_LINES) throw new Problem('too-many')
  const blob = fromBase64url(line.blob)
  await insertLine(tx, endTag, count, blob)
  await addLeaf(tx, digestOfBytes(blob))
}

/** What the next line must be sealed to, and follow. */
export async function readNextLine(scope: Scope, { end_tag, line }: AlivePart): Promise<LookedAt> {
  const { count, last } = await findLastLine(scope, end_tag)
  return { line: Recipient.parse(line), n: count, before: last && digestOfBytes(last) }
}

/** All lines, oldest first. `name`: of the story. */
export async function readBook(ctx: Ctx, name: Name): Promise<Book> {
  const { end_tag } = await requireAlive(ctx, ctx.db.read(), name, ['s'])
  return { lines: (await listLines(ctx.db.read(), end_tag)).map(toBase64url) }
}
