// One table of API routes: each says who may call it, what goes in and what comes out. Mounting, refusing and
// the OpenAPI document all read the same table, so that none of them can forget a route.
import type * as z from 'zod'
import type { Context, Hono } from 'hono'
import type { DeskKind } from '@apila/core/organisation/roles.ts'
import type { Device } from '@apila/core/organisation/roster.ts'
import { type Roster, findDesk } from '@apila/core/organisation/roster-value.ts'
import { setTimeout as wait } from 'node:timers/promises'
import { declaredLength, incomingOf, readBody } from './body.ts'
import { clientNetwork } from './client-address.ts'
import type { Ctx } from '../ctx.ts'
import type { LimitName } from './limits.ts'
import { packPublic, packSealed } from './pack.ts'
import { Problem } from './problem.ts'

/** Who may call. `anyone` needs no session; the others need one of a device with that desk or role. */
export type Access = 'anyone' | 'device' | 'referral' | 'statistics' | 'keeper' | 'release-officer' | 'release-desk'

/** Bodies are small but for those routes that say otherwise. Unit: bytes. */
export const BODY_BYTES = 65_536
/** Bodies of those who have not signed in. Unit: bytes. */
export const OPEN_BODY_BYTES = 4_096

export type Call<Body> = { ctx: Ctx; body: Body; request: Context }
/** A call of a signed-in device. */
export type DeviceCall<Body> = Call<Body> & { device: Device; roster: Roster; token: string }

type Spec<Body extends z.ZodType, Answer extends z.ZodType> = {
  method: 'get' | 'post' | 'put' | 'delete'
  path: `/api/v2/${string}`
  summary: string
  body?: Body
  /** Missing: 204 without a body. */
  answer?: Answer
  /** Fills the answer up with spaces to one size, so that its length tells nothing. */
  answerBytes?: number
  /** How the answer may be packed; missing: not at all. `public`: it holds no secret. `sealed`: it is made of random letters and of what
   *  anybody may count, and nobody chose a part of it that stands beside something secret and readable (docs/decisions/0018-sealed-text-letter-by-letter.md). */
  packed?: 'public' | 'sealed'
  maxBytes?: number
  limit?: Exclude<LimitName, 'end'>
  /** Its rule may answer 429: a number for a day, or for one thing in all, is reached. */
  isCounted?: true
  /** Though anyone may call, its rule may ask for a session, or make one. */
  isSessionAsked?: true
  /** Though anyone may call, what the body names may not be there. */
  isMissable?: true
  /** Serves ringers too, which have no person: nothing else does. */
  servesRingers?: true
  /** Refuses by what is known before the body is read. */
  before?: (call: { ctx: Ctx; request: Context }) => void
}

type Handled<Answer extends z.ZodType> = Promise<z.input<Answer> | undefined>

export type Route = Spec<z.ZodType, z.ZodType> & {
  access: Access
  handle: (call: Call<unknown>, session: { device: Device; roster: Roster; token: string } | null) => Promise<unknown>
}

/** A route that needs no session. */
export function openRoute<Body extends z.ZodType = z.ZodUndefined, Answer extends z.ZodType = z.ZodUndefined>(
  spec: Spec<Body, Answer>,
  handle: (call: Call<z.output<Body>>) => Handled<Answer>,
): Route {
  return { ...spec, access: 'anyone', handle: (call) => handle(call as Call<z.output<Body>>) }
}

/** A route for signed-in devices that have what `access` asks for. */
export function deviceRoute<Body extends z.ZodType = z.ZodUndefined, Answer extends z.ZodType = z.ZodUndefined>(
  access: Exclude<Access, 'anyone'>,
  spec: Spec<Body, Answer>,
  handle: (call: DeviceCall<z.output<Body>>) => Handled<Answer>,
): Route {
  return {
    ...spec,
    access,
    handle: (call, session) => {
      if (!session) throw new Problem('not-signed-in')
      return handle({ ...(call as Call<z.output<Body>>), ...session })
    },
  }
}

/** The most that a route reads. */
export const mostBytes = (route: Route): number =>
  route.maxBytes ?? (route.access === 'anyone' ? OPEN_BODY_BYTES : BODY_BYTES)

/** Mounts routes. What can be refused without the body is refused before a byte of it is kept, in the order of docs/protocol.md "Limits":
 *  method (by `answerProblems`), kind, other sites, session, allowance, size; then the body, then the rule. */
export function mountRoutes(app: Hono, ctx: Ctx, routes: readonly Route[]): void {
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path, async (c) => {
      if (route.method === 'post' || route.method === 'put') requireKind(c, JSON_KIND)
      requireSameSite(c)
      const session = route.access === 'anyone' ? null : requireSession(ctx, c, route.access, route.servesRingers)
      route.before?.({ ctx, request: c })
      // After a removal a device opens all that its desk has, in one go.
      const isApart = route.limit === 'open' && session !== null && ctx.network.quotas.isRelocking(session.device.id)
      if (route.limit && !isApart) await takeAllowance(ctx, route.limit, session?.device.id ?? clientNetwork(ctx, c))
      const body = await readCall(ctx, c, route)
      const answer = await route.handle({ ctx, body, request: c }, session)
      if (!route.answer) return c.body(null, 204)
      const text = JSON.stringify(answer).padEnd(route.answerBytes ?? 0)
      return sendPacked(c, route.packed, text)
    })
  }
}

async function sendPacked(c: Context, packed: Route['packed'], text: string): Promise<Response> {
  const accepted = packed && c.req.header('accept-encoding')
  const { bytes, coding } = packed === 'public' ? await packPublic(text, accepted) : await packSealed(text, accepted)
  if (coding !== 'identity') c.header('Content-Encoding', coding)
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/json' })
}

const JSON_KIND = /^application\/json(?:\s*;\s*charset=utf-8)?$/i

/** Refuses any other content type: what a form on another site can send without being asked for. */
export function requireKind(c: Context, kind: RegExp): void {
  if (!kind.test(c.req.header('content-type') ?? '')) throw new Problem('wrong-kind')
}

/** Refuses what another site's page sends with a visitor's browser; browsers say where a request comes from. */
export function requireSameSite(c: Context): void {
  if (c.req.header('sec-fetch-site') === 'cross-site') throw new Problem('cross-site')
}

/** What a crowd waits, since nobody is refused for what others did. Unit: milliseconds. */
const LATE_MS = 1_000

/** How long an allowance counts. Unit: seconds. */
const HOUR_S = 3_600

async function takeAllowance(ctx: Ctx, name: LimitName, who: string): Promise<void> {
  const allowance = ctx.network.limits.take(name, who)
  const left = HOUR_S - (Math.floor(ctx.now().getTime() / 1000) % HOUR_S)
  if (allowance === 'spent') throw new Problem('too-many', { retryAfter: left })
  if (allowance === 'late') await wait(LATE_MS)
}

// A body that a route does not ask for is read and forgotten, so that the connection can go on.
async function readCall(ctx: Ctx, c: Context, route: Route): Promise<unknown> {
  const incoming = incomingOf(c)
  if (!incoming || (!route.body && declaredLength(incoming) === 0)) return undefined
  const text = await readBody(incoming, ctx.bodies, { most: mostBytes(route), isOpen: route.access === 'anyone' })
  return route.body ? parseBody(route.body, parseJson(text)) : undefined
}

/** Who calls, or `Problem`: 401 without a living session, 404 for a device that this route is not for. */
export function requireSession(
  ctx: Ctx,
  c: Context,
  access: Access,
  servesRingers = false,
): { device: Device; roster: Roster; token: string } {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(c.req.header('authorization') ?? '')?.[1]
  const id = token && ctx.network.sessions.find(token)
  const roster = ctx.network.roster.current()
  const device = id && roster?.devices.get(id)
  if (!token || !device || !roster || ctx.network.proposals.isHeld(device)) throw new Problem('not-signed-in')
  const isRinger = device.roles.includes('ringer')
  if ((isRinger && !servesRingers) || !mayCall(roster, device, access)) throw new Problem('not-found')
  return { device, roster, token }
}

function mayCall(roster: Roster, device: Device, access: Access): boolean {
  switch (access) {
    case 'anyone':
    case 'device':
      return true
    case 'referral':
    case 'statistics':
      return hasDesk(roster, device, access)
    case 'keeper':
    case 'release-officer':
      return device.roles.includes(access)
    case 'release-desk':
      return device.roles.includes('keeper') || device.roles.includes('release-officer')
  }
}

const hasDesk = (roster: Roster, { organisation, desks }: Device, kind: DeskKind): boolean =>
  desks.some((desk) => findDesk(roster, { organisation, desk })?.kind === kind)

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch (cause) {
    throw new Problem('bad-input', { cause })
  }
}

function parseBody<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  throw new Problem(isOnlySize(issues) ? 'wrong-size' : 'bad-input', { paths: issues.map(pathOf) })
}

const pathOf = (issue: z.core.$ZodIssue): string => issue.path.join('.')

// Whether nothing is wrong but the length of what has one length, or one of several.
function isOnlySize(issues: readonly z.core.$ZodIssue[]): boolean {
  const sized = new Set(issues.filter(isLength).map(pathOf))
  return issues.every((issue) => {
    if (issue.code === 'invalid_union') return issue.errors.length > 0 && issue.errors.every(isOnlySize)
    return sized.has(pathOf(issue))
  })
}

const isLength = (issue: z.core.$ZodIssue): boolean =>
  (issue.code === 'too_big' || issue.code === 'too_small') && issue.origin === 'string' && issue.exact === true
