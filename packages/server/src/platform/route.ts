// One table of API routes: each says who may call it, what goes in and what comes out. Mounting, refusing and
// the OpenAPI document all read the same table, so that none of them can forget a route.
import type * as z from 'zod'
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Device, Roster } from '@apila/core/organisation/roster.ts'
import { clientAddress } from './client-address.ts'
import type { Ctx } from '../ctx.ts'
import type { LimitName } from './limits.ts'
import { Problem } from './problem.ts'

/** Who may call. `anyone` needs no session; the others need one of a device with that desk or role. */
export type Access = 'anyone' | 'device' | 'referral' | 'statistics' | 'keeper' | 'release-officer' | 'release-desk'

/** Bodies are small but for those routes that say otherwise. Unit: bytes. */
export const BODY_BYTES = 65_536

export type Call<Body> = { ctx: Ctx; body: Body; request: Context }
/** A call of a signed-in device. */
export type DeviceCall<Body> = Call<Body> & { device: Device; roster: Roster; token: string }

type Spec<Body extends z.ZodType, Answer extends z.ZodType> = {
  method: 'get' | 'post' | 'put' | 'delete'
  path: `/api/v1/${string}`
  summary: string
  body?: Body
  /** Missing: 204 without a body. */
  answer?: Answer
  maxBytes?: number
  limit?: Exclude<LimitName, 'end'>
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

/** How much of a body that is too large is read and thrown away. Unit: bytes. Beyond it the connection is cut. */
const DISCARDED_BYTES = 32_000_000

// Answering in the middle of an upload cuts the connection, and the sender sees no answer but a lost one.
async function refuseSize(c: Context): Promise<never> {
  const reader = c.req.raw.body?.getReader()
  for (let read = 0; reader && read < DISCARDED_BYTES;) {
    const { done, value } = await reader.read()
    if (done) break
    read += value.length
  }
  throw new Problem('too-large')
}

/** Mounts routes in the order: size, session, allowance, body, rule. */
export function mountRoutes(app: Hono, ctx: Ctx, routes: readonly Route[]): void {
  for (const route of routes) {
    app.on(
      route.method.toUpperCase(),
      route.path,
      bodyLimit({ maxSize: route.maxBytes ?? BODY_BYTES, onError: refuseSize }),
      async (c) => {
        const session = route.access === 'anyone' ? null : requireSession(ctx, c, route.access)
        if (route.limit && !ctx.network.limits.take(route.limit, clientAddress(ctx, c))) throw new Problem('too-many')
        const body = route.body ? parseBody(route.body, await readJson(c)) : undefined
        const answer = await route.handle({ ctx, body, request: c }, session)
        return route.answer ? c.json(answer as object) : c.body(null, 204)
      },
    )
  }
}

/** Who calls, or `Problem`: 401 without a living session, 404 for a device that this route is not for. */
export function requireSession(
  ctx: Ctx,
  c: Context,
  access: Access,
): { device: Device; roster: Roster; token: string } {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(c.req.header('authorization') ?? '')?.[1]
  const id = token && ctx.network.sessions.find(token)
  const roster = ctx.network.roster.current()?.roster
  const device = id && roster?.devices.get(id)
  if (!token || !device || !roster) throw new Problem('not-signed-in')
  if (!mayCall(device, access)) throw new Problem('not-found')
  return { device, roster, token }
}

function mayCall(device: Device, access: Access): boolean {
  switch (access) {
    case 'anyone':
    case 'device':
      return true
    case 'referral':
    case 'statistics':
      return device.desks.includes(access)
    case 'keeper':
    case 'release-officer':
      return device.roles.includes(access)
    case 'release-desk':
      return device.roles.includes('keeper') || device.roles.includes('release-officer')
  }
}

async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text()
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('bad-input', { cause })
  }
}

function parseBody<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (!parsed.success)
    throw new Problem('bad-input', { paths: parsed.error.issues.map((issue) => issue.path.join('.')) })
  return parsed.data
}
