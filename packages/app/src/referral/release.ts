// Asks the server for a sealed part with its leash. A line for her book goes first, in the same act: nothing is released without one
// (docs/protocol.md "Release").
import type * as z from 'zod'
import type { Digest, Name, Recipient } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import type { HandedOut, LineSaid } from '@apila/core/referral/content.ts'
import { type LinePut, LookedAt, Released, Talk } from '@apila/core/referral/wire.ts'
import { lineDigest, sealLine } from '@apila/sealing/referral/book.ts'
import { askLeash, keeperOf, openAnswer } from '@apila/sealing/referral/leash.ts'
import { Refused } from '../account/api.ts'
import { sealedAnew } from '../account/sealed-anew.ts'
import type { Session } from '../account/session.ts'

/** Asks for a part with its leash. Where another organisation keeps the leashes the request is sealed to it, and the server learns none. */
async function askReleased<T extends { leash: string }>(
  session: Session,
  path: 'open' | 'talk/open',
  shape: z.ZodType<T>,
  body: { name: Name; line: LinePut } | { t: Name },
  today: Day,
): Promise<T> {
  const keeper = keeperOf(session.roster)
  if (keeper === null) return session.api.ask('POST', path, shape, body)
  const { device, roster } = session
  const [name, line] = 'line' in body ? [body.name, body.line] : [body.t, null]
  const written = line && { n: line.n, digest: await lineDigest(line.blob) }
  const asking = await askLeash(keeper, { device, roster, today }, name, written)
  const answered = await session.api.ask('POST', path, shape, { ...body, request: asking.request })
  return { ...answered, leash: await openAnswer(asking, answered.leash) }
}

/** How often a line is written anew when a colleague's came first. */
const TRIES = 3

/** What a desk remembers of her book after its own line. */
export interface Remembered {
  n: number
  last: Digest | null
}

export interface ReleasedPart {
  released: Released
  /** What lines of her book are sealed to. */
  line: Recipient
  /** Lines that were there before this one. */
  before: number
  lines: Remembered
}

/** Writes a line and takes what it releases. */
export function release(session: Session, name: Name, act: LineSaid, today: Day): Promise<ReleasedPart> {
  // Who keeps the leashes may have changed since this page read the roster.
  const once = () =>
    withLine(session, name, act, today, async (line, at) => {
      const released = await askReleased(session, 'open', Released, { name, line }, today)
      return { released, line: at.line, before: line.n, lines: await rememberedAfter(line) }
    })
  return sealedAnew(session, once)
}

/** The conversation with its leash. */
export const openTalkOf = (session: Session, t: Name, today: Day): Promise<Talk> =>
  sealedAnew(session, () => askReleased(session, 'talk/open', Talk, { t }, today))

/** Writes that something was handed out, under the name of the first contact or of the story. What that releases is dropped. */
export async function writeHandedOut(session: Session, name: Name, handedOut: HandedOut, today: Day): Promise<void> {
  await release(session, name, { act: 'handed-out', handedOut }, today)
}

/** Does something that carries a line for her book; does it again where another line came in between. */
export async function withLine<T>(
  session: Session,
  name: Name,
  act: LineSaid,
  today: Day,
  use: (line: LinePut, at: LookedAt) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const at = await session.api.ask('POST', 'look-at', LookedAt, { name })
    try {
      return await use(await makeLine(session, name, at, act, today), at)
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'changed-meanwhile' || tries === TRIES) throw error
    }
  }
}

export const makeLine = (session: Session, name: Name, at: LookedAt, act: LineSaid, today: Day): Promise<LinePut> =>
  sealLine(
    { device: session.device, organisation: session.own.organisation, roster: session.roster, today },
    name,
    at,
    act,
  )

export const rememberedAfter = async (line: LinePut): Promise<Remembered> => ({
  n: line.n + 1,
  last: await lineDigest(line.blob),
})
