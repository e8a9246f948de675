// What every answer carries: headers by part of the site, problem documents. No cookie is ever set here.
// Governed by docs/threat-model.md "What we promise".
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { ProblemDocument } from '@apila/core/problem.ts'
import { discardBody, incomingOf } from './body.ts'
import type { Ctx } from '../ctx.ts'
import { isStorageFull } from './db.ts'
import { toBase64url } from './keys.ts'
import { CutOff, Problem } from './problem.ts'

/** A part of a host with one content policy. */
export type Part = 'desk' | 'public' | 'neutral' | 'api'

const NO_FRAMES = "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
const ONE_WORKER = "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; trusted-types worker"

// Each part starts one worker by a constant address through one named policy: Argon2id at the desk and on the neutral page, and on
// the guide the script that answers from a saved copy. Nobody else may.
const CONTENT_POLICY: Readonly<Record<Part, string>> = {
  desk: `default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; ${ONE_WORKER}; ${NO_FRAMES}`,
  public: `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; form-action 'self'; trusted-types worker; ${NO_FRAMES}`,
  neutral: `default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; form-action 'self'; ${ONE_WORKER}; ${NO_FRAMES}`,
  api: "default-src 'none'; frame-ancestors 'none'",
}

const NOTHING_ALLOWED = [
  'accelerometer',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]

// Only the desk reads tickets with a camera and passkeys.
const permissionsOf = (part: Part): string => {
  const desk = part === 'desk' ? '(self)' : '()'
  return [...NOTHING_ALLOWED.map((name) => `${name}=()`), `camera=${desk}`, `publickey-credentials-get=${desk}`].join(
    ', ',
  )
}

/** Hashed files of the app: never a page and never a worker, whose address is constant (house/build-app.ts). */
const PARTS_OF_DESK = '/desk/assets/'

/** Sets the headers of a part on every answer, refusals included; those that only a page can have, on pages. */
export function setHeaders(partOf: (path: string) => Part): MiddlewareHandler {
  return async (c, next) => {
    const part = partOf(c.req.path)
    await next()
    const type = c.res.headers.get('Content-Type') ?? ''
    // A style and a part of the app obey their page's policy, never their own. A script elsewhere may be a worker's, which obeys its own.
    const isPart = type.startsWith('text/css') || c.req.path.startsWith(PARTS_OF_DESK)
    c.header('Content-Security-Policy', CONTENT_POLICY[isPart ? 'api' : part])
    c.header('Referrer-Policy', 'no-referrer')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    // Browsers ask these of pages alone, and on a telephone's first visit every head weighs.
    if (type.startsWith('text/html')) {
      c.header('Cross-Origin-Opener-Policy', 'same-origin')
      c.header('Permissions-Policy', permissionsOf(part))
    }
    if (part === 'desk' && !isPart) c.header('Integrity-Policy', 'blocked-destinations=(script)')
    if (part === 'neutral' || part === 'api') c.header('Cache-Control', 'no-store')
  }
}

type Refusing = Pick<Ctx, 'log' | 'randomBytes' | 'tallies'>

/** Turns what was thrown into a problem document; only bugs and a full disk are logged, by reference number. */
export function answerProblems(app: Hono, ctx: Refusing, renderNotFound: (path: string) => string): void {
  app.onError(async (error, c) => {
    const problem = error instanceof CutOff ? null : toProblem(error)
    if (problem && problem.status < 500) ctx.tallies.add(problem.code)
    const isRead = await readRest(c)
    const answer = problem ? refuse(ctx, c, problem) : c.body(null, 400)
    if (!isRead) answer.headers.set('Connection', 'close')
    return answer
  })
  app.notFound(async (c) => {
    const allowed = methodsAt(app, c.req.path)
    if (allowed.length > 0 && !allowed.includes(c.req.method)) {
      c.header('Allow', allowed.join(', '))
      throw new Problem('wrong-method')
    }
    if (!(await readRest(c))) c.header('Connection', 'close')
    if (c.req.path.startsWith('/api/')) return refuse(ctx, c, new Problem('not-found'))
    return c.html(renderNotFound(c.req.path), 404)
  })
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE']

// Middleware is mounted for all methods, so that only a route counts.
function methodsAt(app: Hono, path: string): string[] {
  const there = METHODS.filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  )
  return there.includes('GET') ? ['GET', 'HEAD', ...there.slice(1)] : there
}

// False where the sender has not finished after a while: the connection cannot serve another request.
async function readRest(c: Context): Promise<boolean> {
  const incoming = incomingOf(c)
  return incoming === undefined || discardBody(incoming)
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(isStorageFull(error) ? 'storage-full' : 'broken', { cause: error })
}

function refuse(ctx: Refusing, c: Context, problem: Problem): Response {
  const document: ProblemDocument = { type: problem.code, status: problem.status }
  if (problem.paths) document.paths = [...problem.paths]
  // Busy is no fault of ours or theirs; the others are told by number.
  if (problem.status >= 500 && problem.code !== 'busy') {
    document.reference = toBase64url(ctx.randomBytes(9))
    // The reason is the kind of error and where it arose in our code: an error's own text could quote a value.
    ctx.log({
      code: problem.code,
      route: `${c.req.method} ${routePath(c)}`,
      reference: document.reference,
      reason: placeOf(problem.cause),
    })
  }
  if (problem.retryAfter !== undefined) c.header('Retry-After', String(problem.retryAfter))
  return c.json(document, problem.status, { 'Content-Type': 'application/problem+json' })
}

function placeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause
  const line = cause.stack?.split('\n').find((text) => text.trimStart().startsWith('at '))
  const { errcode } = cause as Error & { errcode?: number }
  return [cause.name, errcode, line?.trim().replace(/^at (.*?) \(?.*[/\\](.*?)\)?$/, '$1 $2')].filter(Boolean).join(' ')
}
