// Releases first contact, story and conversation. No leash of the first two leaves before its line stands in her book, on disk.
// Governed by docs/protocol.md "Release".
import type { Name } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import type { Lock, LookedAt, Open, Released, Talk, TalkName } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { toBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { requireAlive } from './alive.ts'
import { addLine, isLineThere, readNextLine } from './book.ts'
import { listItems } from './book-store.ts'
import { type LockRow, findBody, listLocks } from './permission-store.ts'
import { lineName } from './writers.ts'

/** What a line for this name must be sealed to, and follow. Releases nothing. */
export async function lookAt(ctx: Ctx, name: Name): Promise<LookedAt> {
  return readNextLine(ctx.db.read(), await requireAlive(ctx, ctx.db.read(), name, ['k', 's', 't']))
}

/** Writes the line, and releases once it is on disk. */
export async function open(ctx: Ctx, device: DeviceId, { name, line, request }: Open): Promise<Released> {
  ctx.network.roster.requireForm(request !== undefined)
  const part = await ctx.db.write(async (tx) => {
    const found = await requireAlive(ctx, tx, name, ['k', 's'])
    const written = lineName(found.end_tag, line.n, found.tag)
    if (await isLineThere(tx, found.end_tag, line)) {
      // Only for an answer that was lost: a line that somebody else wrote, or for another part, opens nothing.
      if (ctx.network.writers.find(written) !== device) throw new Problem('changed-meanwhile')
      return found
    }
    ctx.network.quotas.spend('opens', device)
    await addLine(tx, found.end_tag, line)
    return found
  })
  ctx.network.writers.note(lineName(part.end_tag, line.n, part.tag), device)
  const scope = ctx.db.read()
  const stored = await findBody(scope, part.tag)
  const locks = await readLocks(scope, part.tag, part.slot)
  const leash = await ctx.network.leashes.release(part.tag, ctx.today(), askedBy(request))
  if (!leash || !stored?.body) throw new Problem('not-found')
  return {
    body: toBase64url(stored.body),
    locks,
    leash: toBase64url(leash),
    receipt: stored.receipt && toBase64url(stored.receipt),
    until: Day.parse(part.until_day),
  }
}

/** The conversation with its leash. Each item has its line; reading needs none. */
export async function openTalk(ctx: Ctx, { t, request }: TalkName): Promise<Talk> {
  ctx.network.roster.requireForm(request !== undefined)
  const scope = ctx.db.read()
  const part = await requireAlive(ctx, scope, t, ['t'])
  const locks = { t: await readLocks(scope, part.tag, 't'), f: await readLocks(scope, part.tag, 'f') }
  const items = (await listItems(scope, part.tag)).map(toBase64url)
  const line = await readNextLine(scope, part)
  const leash = await ctx.network.leashes.release(part.tag, ctx.today(), askedBy(request))
  if (!leash) throw new Problem('not-found')
  return { leash: toBase64url(leash), locks, items, line, until: Day.parse(part.until_day) }
}

const askedBy = (request: string | undefined) => (request === undefined ? undefined : { request })

async function readLocks(scope: Scope, tag: string, slot: LockRow['slot']): Promise<Lock[]> {
  return (await listLocks(scope, tag, slot)).map(({ n, blob }) => ({ n, blob: toBase64url(blob) }))
}
