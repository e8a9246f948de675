// Permissions, her book, conversations, notes, and ending. Governed by docs/protocol.md "Wire".
import { ReceiverLines, Receivers } from '@apila/core/referral/receiver-lines.ts'
import {
  Appended,
  Book,
  Deposit,
  End,
  LockAppend,
  LockConfirm,
  Look,
  LOOK_BYTES,
  LookedAt,
  Looked,
  Named,
  Names,
  NoteList,
  NoteName,
  NotePut,
  Notes,
  NoteVersion,
  Open,
  Released,
  Renew,
  SpentQuotas,
  Talk,
  TalkName,
  TalkPost,
} from '@apila/core/referral/wire.ts'
import { clientNetwork } from '../platform/client-address.ts'
import { type Route, deviceRoute, openRoute } from '../platform/route.ts'
import { readBook } from './book.ts'
import { depositPermission } from './deposit.ts'
import { appendLock, confirmLock } from './locks.ts'
import { look } from './look.ts'
import { keepNames } from './names.ts'
import { dropNote, readNotes, writeNote } from './notes.ts'
import { readReceivers, writeOwnLines } from './receivers.ts'
import { lookAt, open, openTalk } from './release.ts'
import { renewPermission } from './renew.ts'
import { postItem } from './talk.ts'

/** A story of the largest size class in base64url, with everything beside it. Unit: bytes. */
const DEPOSIT_BYTES = 6_000_000

/** Above the allowance of an hour each ending waits this long first; none is dropped. Unit: milliseconds. */
const END_DELAY_MS = 1000

/** Ending needs no session and is served on both hosts. */
export const endRoutes: readonly Route[] = [
  openRoute(
    { method: 'post', path: '/api/v2/end', summary: 'End a permission; 204 whether there was one or not', body: End },
    async ({ ctx, body, request }) => {
      const network = clientNetwork(ctx, request)
      const late = ctx.network.limits.take('end', network) === 'free' ? 0 : END_DELAY_MS
      await ctx.network.endings.join(body.withdraw, network, late)
      return undefined
    },
  ),
]

export const referralRoutes: readonly Route[] = [
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/receivers',
      summary: 'What each organisation tells a client before it is chosen',
      answer: Receivers,
    },
    readReceivers,
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/receivers/own',
      summary: "What the keeper's organisation tells; takes the place of what it told before",
      body: ReceiverLines,
    },
    writeOwnLines,
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/names',
      summary: 'Keep the names of a permission before it is sent',
      body: Names,
      isCounted: true,
    },
    async ({ ctx, body, device }) => {
      await keepNames(ctx, device.id, body)
      return undefined
    },
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/permissions',
      summary: 'Deposit a sealed permission',
      body: Deposit,
      maxBytes: DEPOSIT_BYTES,
      isCounted: true,
    },
    async ({ ctx, body, device }) => {
      await depositPermission(ctx, device.id, body)
      return undefined
    },
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/look',
      summary: 'Bells and marks after a place, always one size',
      body: Look,
      answer: Looked,
      answerBytes: LOOK_BYTES,
      packed: 'sealed',
      servesRingers: true,
    },
    ({ ctx, body }) => look(ctx, body),
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/look-at',
      summary: 'What a line for a name is sealed to, and follows',
      body: Named,
      answer: LookedAt,
      limit: 'open',
    },
    ({ ctx, body }) => lookAt(ctx, body.name),
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/open',
      summary: 'Write a line of her book, and get first contact or story with its leash',
      body: Open,
      answer: Released,
      packed: 'sealed',
      limit: 'open',
      isCounted: true,
    },
    ({ ctx, body, device }) => open(ctx, device.id, body),
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/locks',
      summary: 'Append a lock',
      body: LockAppend,
      answer: Appended,
      isCounted: true,
    },
    appendLock,
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/locks/confirm',
      summary: 'Drop locks that are older than one which another device wrote and this one has opened',
      body: LockConfirm,
    },
    async ({ ctx, body, device }) => {
      await confirmLock(ctx, device.id, body)
      return undefined
    },
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/talk',
      summary: 'Write an item into a conversation',
      body: TalkPost,
      isCounted: true,
    },
    async ({ ctx, body, device }) => {
      await postItem(ctx, device.id, body)
      return undefined
    },
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/renew',
      summary: 'Move the last day at the word of the client',
      body: Renew,
      limit: 'open',
      isCounted: true,
    },
    async ({ ctx, body, device }) => {
      await renewPermission(ctx, device.id, body)
      return undefined
    },
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/talk/open',
      summary: 'A conversation with its leash',
      body: TalkName,
      answer: Talk,
      packed: 'sealed',
      limit: 'open',
    },
    ({ ctx, body }) => openTalk(ctx, body),
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/book',
      summary: 'The lines of her book',
      body: Named,
      answer: Book,
      packed: 'sealed',
    },
    ({ ctx, body }) => readBook(ctx, body.name),
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/notes',
      summary: "A desk's notes, with their older versions",
      body: NoteList,
      answer: Notes,
      packed: 'sealed',
    },
    ({ ctx, body }) => readNotes(ctx, body),
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/notes/put',
      summary: 'Write a note',
      body: NotePut,
      answer: NoteVersion,
      isCounted: true,
    },
    async ({ ctx, body, device }) => {
      ctx.network.quotas.spend('notes', device.id)
      ctx.network.quotas.spend('versions', device.id, body.id)
      return { version: await ctx.db.write((tx) => writeNote(ctx, tx, body)) }
    },
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/notes/drop',
      summary: 'Put a note away; its versions stay for 30 days',
      body: NoteName,
    },
    async ({ ctx, body }) => {
      await ctx.db.write((tx) => dropNote(ctx, tx, body))
      return undefined
    },
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/quotas',
      summary: "What devices of the keeper's organisation have nearly spent today",
      answer: SpentQuotas,
    },
    ({ ctx, device, roster }) => {
      const own = [...roster.devices.values()].filter(({ organisation }) => organisation === device.organisation)
      return Promise.resolve({ spent: ctx.network.quotas.listNearlySpent(own.map(({ id }) => id)) })
    },
  ),
]
