// Parcels, hints, journal, replies, sheets, notes, and ending. Governed by docs/protocol.md "Wire".
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { Mark } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import {
  Blobs,
  Deposit,
  End,
  Ended,
  HINTS_PER_PAGE,
  HintPage,
  HintsAfter,
  Named,
  NoteList,
  NoteName,
  NotePut,
  Notes,
  Numbered,
  Released,
  Relock,
  ReplyPost,
  SheetPost,
  Sheets,
} from '@apila/core/referral/wire.ts'
import { ItemId } from '@apila/core/bytes.ts'
import { clientAddress } from '../platform/client-address.ts'
import { fromBase64url, listTag, toBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { type Call, type Route, deviceRoute, openRoute } from '../platform/route.ts'
import { requireDay } from './days.ts'
import { depositParcels } from './deposit.ts'
import { endPermission } from './ending.ts'
import { writeNote } from './notes.ts'
import { addToNumbered } from './numbered.ts'
import {
  countNumbered,
  deleteNote,
  findParcel,
  hasParcel,
  listEnded,
  listHints,
  listNotes,
  listNumbered,
  listTagsByEnd,
  setLock,
  setUntil,
} from './store.ts'

/** A story of the largest size class in base64url, with everything beside it. Unit: bytes. */
const DEPOSIT_BYTES = 7_000_000
const SHEET_BYTES = 400_000
/** Size of a made-up hint where there is no real one to take it from. Unit: bytes. */
const HINT_FILLER_BYTES = 1_900

const Version = z.object({ version: z.int() })

/** Ending needs no session and is served on both hosts. */
export const endRoutes: readonly Route[] = [
  openRoute({ method: 'post', path: '/api/v1/end', summary: 'End a permission; always 204', body: End }, answerEnd),
]

export const referralRoutes: readonly Route[] = [
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v1/parcels',
      summary: 'Deposit a sealed permission',
      body: Deposit,
      maxBytes: DEPOSIT_BYTES,
    },
    async ({ ctx, body }) => {
      await depositParcels(ctx, body)
      return undefined
    },
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v1/hints/list',
      summary: 'A page of hints, always the same size',
      body: HintsAfter,
      answer: HintPage,
    },
    readHints,
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v1/parcels/open',
      summary: 'A parcel with its leash',
      body: Named,
      answer: Released,
      limit: 'open',
    },
    release,
  ),
  deviceRoute(
    'referral',
    {
      method: 'put',
      path: '/api/v1/parcels/key',
      summary: 'Replace the lock of a story after her Yes',
      body: Relock,
      answer: Version,
    },
    relock,
  ),
  deviceRoute(
    'referral',
    { method: 'post', path: '/api/v1/journal', summary: 'Write a line of her journal', body: Numbered },
    async ({ ctx, body }) => {
      await ctx.db.write((tx) => addToNumbered(ctx, tx, 'journal', body))
      return undefined
    },
  ),
  deviceRoute(
    'referral',
    { method: 'post', path: '/api/v1/journal/list', summary: 'The lines of a journal', body: Named, answer: Blobs },
    (call) => readBlobs(call, 'journal'),
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v1/replies',
      summary: "Answer a parcel, with the desk's own note in the same act",
      body: ReplyPost,
    },
    async ({ ctx, body }) => {
      await ctx.db.write(async (tx) => {
        await addToNumbered(ctx, tx, 'replies', body)
        if (body.note) await writeNote(ctx, tx, body.note)
      })
      return undefined
    },
  ),
  deviceRoute(
    'referral',
    { method: 'post', path: '/api/v1/replies/list', summary: 'The replies under a parcel', body: Named, answer: Blobs },
    (call) => readBlobs(call, 'replies'),
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v1/sheets',
      summary: 'Write a version of the start-meeting sheet',
      body: SheetPost,
      maxBytes: SHEET_BYTES,
    },
    async ({ ctx, body }) => {
      await ctx.db.write(async (tx) => {
        const parcel = await findParcel(tx, ctx.network.pepper.tag('loc', body.locator), ctx.today())
        if (!parcel?.sheet_key_receiver) throw new Problem('not-found')
        await addToNumbered(ctx, tx, 'sheets', body)
      })
      return undefined
    },
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v1/sheets/list',
      summary: 'The start-meeting sheet with its keys and leash',
      body: Named,
      answer: Sheets,
      limit: 'open',
    },
    readSheets,
  ),
  deviceRoute(
    'referral',
    { method: 'post', path: '/api/v1/notes/list', summary: "A desk's notes", body: NoteList, answer: Notes },
    async ({ ctx, body }) => {
      const rows = await listNotes(ctx.db.read(), listTag(body.list), ctx.today())
      return {
        notes: rows.map((row) => ({
          id: ItemId.parse(row.item),
          version: row.version,
          blob: toBase64url(row.blob),
          until: Day.parse(row.until_day),
        })),
      }
    },
  ),
  deviceRoute(
    'referral',
    { method: 'put', path: '/api/v1/notes', summary: 'Write a note', body: NotePut, answer: Version },
    async ({ ctx, body }) => ({
      version: await ctx.db.write((tx) => writeNote(ctx, tx, body)),
    }),
  ),
  deviceRoute(
    'referral',
    { method: 'post', path: '/api/v1/notes/delete', summary: 'Delete a note', body: NoteName },
    async ({ ctx, body }) => {
      const wasThere = await ctx.db.write((tx) => deleteNote(tx, listTag(body.list), body.id))
      if (!wasThere) throw new Problem('not-found')
      return undefined
    },
  ),
  deviceRoute(
    'referral',
    {
      method: 'get',
      path: '/api/v1/ended',
      summary: 'Marks of permissions that ended in the last 30 days',
      answer: Ended,
    },
    async ({ ctx }) => ({
      marks: (await listEnded(ctx.db.read())).map((mark) => Mark.parse(mark)),
    }),
  ),
]

/** Answers to /end come only at whole multiples of this after the request, so that their time tells nothing. Unit: milliseconds. A busy
 *  machine took longer than 50 to end a real permission, and not to end nothing: the step must hold what ending takes on a slow disk. */
const END_STEP_MS = 250
/** Above the allowance of an hour each ending waits this long first; none is dropped. Unit: milliseconds. */
const END_DELAY_MS = 1000

async function answerEnd({ ctx, body, request }: Call<End>): Promise<undefined> {
  if (!ctx.network.limits.take('end', clientAddress(ctx, request))) await wait(END_DELAY_MS)
  const beganAt = performance.now()
  try {
    await endPermission(ctx, body)
  } finally {
    const taken = performance.now() - beganAt
    await wait(Math.ceil(taken / END_STEP_MS) * END_STEP_MS - taken)
  }
}

async function readHints({ ctx, body }: Call<z.output<typeof HintsAfter>>): Promise<HintPage> {
  const rows = await listHints(ctx.db.read(), body.after, HINTS_PER_PAGE + 1, ctx.today())
  const shown = rows.slice(0, HINTS_PER_PAGE)
  const size = shown[0]?.blob.length ?? HINT_FILLER_BYTES
  const filler = Array.from({ length: HINTS_PER_PAGE - shown.length }, () => ctx.randomBytes(size))
  return {
    hints: [...shown.map((row) => row.blob), ...filler].map(toBase64url),
    next: rows.length > HINTS_PER_PAGE ? (shown.at(-1)?.n ?? null) : null,
  }
}

async function release({ ctx, body }: Call<z.output<typeof Named>>): Promise<Released> {
  const tag = ctx.network.pepper.tag('loc', body.locator)
  const parcel = await findParcel(ctx.db.read(), tag, ctx.today())
  const leash = parcel && (await ctx.network.leashes.release(tag))
  if (!parcel || !leash) throw new Problem('not-found')
  return {
    body: toBase64url(parcel.body),
    key: toBase64url(parcel.key),
    leash: toBase64url(leash),
    receipt: parcel.receipt && toBase64url(parcel.receipt),
    version: parcel.key_version,
    opened: await countNumbered(ctx.db.read(), 'journal', tag),
    until: Day.parse(parcel.until_day),
  }
}

// Only a story's lock can be replaced. Both leashes move to the new day, leashes first: rows decide when a permission expires.
async function relock({ ctx, body }: Call<Relock>): Promise<{ version: number }> {
  requireDay(body.until, ctx.today(), 'until')
  const tag = ctx.network.pepper.tag('loc', body.locator)
  return ctx.db.exclusively(async () => {
    const parcel = await findParcel(ctx.db.read(), tag, ctx.today())
    if (!parcel?.receipt) throw new Problem('not-found')
    if (parcel.key_version !== body.version) throw new Problem('changed-meanwhile')
    const together = await listTagsByEnd(ctx.db.read(), parcel.end_tag)
    await ctx.network.leashes.reseal(together, body.until)
    const version = body.version + 1
    await ctx.db.write(async (tx) => {
      await setLock(tx, tag, { key: body.key === null ? null : fromBase64url(body.key), version })
      await setUntil(tx, together, body.until)
    })
    return { version }
  })
}

async function readBlobs({ ctx, body }: Call<z.output<typeof Named>>, table: 'journal' | 'replies'): Promise<Blobs> {
  const tag = ctx.network.pepper.tag('loc', body.locator)
  if (!(await hasParcel(ctx.db.read(), tag, ctx.today()))) return { blobs: [] }
  return { blobs: (await listNumbered(ctx.db.read(), table, tag)).map(toBase64url) }
}

async function readSheets({ ctx, body }: Call<z.output<typeof Named>>): Promise<Sheets> {
  const tag = ctx.network.pepper.tag('loc', body.locator)
  const parcel = await findParcel(ctx.db.read(), tag, ctx.today())
  const leash = parcel && (await ctx.network.leashes.release(tag))
  if (!parcel?.sheet_key_receiver || !parcel.sheet_key_sender || !leash) throw new Problem('not-found')
  return {
    leash: toBase64url(leash),
    keys: [toBase64url(parcel.sheet_key_receiver), toBase64url(parcel.sheet_key_sender)],
    sheets: (await listNumbered(ctx.db.read(), 'sheets', tag)).map(toBase64url),
  }
}
