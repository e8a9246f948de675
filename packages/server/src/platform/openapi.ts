// The OpenAPI 3.1 document of the API, made from the same table that mounts the routes.
import * as z from 'zod'
import { PROBLEM_STATUS, type ProblemCode, ProblemDocument } from '@apila/core/problem.ts'
import type { Access, Route } from './route.ts'

const ACCESS: Readonly<Record<Access, string>> = {
  anyone: 'No session needed.',
  device: 'Needs a session of any enrolled device.',
  referral: 'Needs a session of a device with a referral desk.',
  statistics: 'Needs a session of a device with a statistics desk.',
  keeper: "Needs a session of a keeper's device.",
  'release-officer': "Needs a session of a release officer's device.",
  'release-desk': "Needs a session of a keeper's or a release officer's device.",
}

/** Describes routes. Whatever a caller may not see is answered as what is not there: 404. */
export function describeRoutes(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: describe(route) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Apila',
      version: '2',
      description: "API of the worker's app. Bodies hold sealed text that the server cannot open.",
    },
    paths,
    components: {
      schemas: { Problem: jsonSchema(ProblemDocument, 'output') },
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function describe(route: Route): object {
  const answered = route.answer
    ? { 200: { description: 'Done', content: { 'application/json': { schema: jsonSchema(route.answer, 'output') } } } }
    : { 204: { description: 'Done' } }
  const problem = {
    description: 'Refused',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  return {
    summary: route.summary,
    description: ACCESS[route.access],
    security: route.access === 'anyone' ? [] : [{ session: [] }],
    ...(route.method !== 'get' && { requestBody: describeBody(route) }),
    responses: { ...answered, ...Object.fromEntries(statusesOf(route).map((status) => [status, problem])) },
  }
}

// Without its content type nothing is taken, so that no form on another site can call; what a route does not ask for is forgotten.
const describeBody = ({ body }: Route): object => ({
  required: true,
  content: { 'application/json': { schema: body ? jsonSchema(body, 'input') : {} } },
})

// What every route may answer: a bad request line or head, another site, a wrong method, a bug, too many at once.
const ANY: readonly ProblemCode[] = ['bad-input', 'cross-site', 'wrong-method', 'broken', 'busy']
/** A request that took longer than the server waits, which Node answers before any route. */
const LATE_STATUS = 408
const WRITING: readonly ProblemCode[] = ['too-large', 'wrong-kind', 'storage-full']
// A rule may say no with any of these; which, the sentence of the route says.
const RULES: readonly ProblemCode[] = ['changed-meanwhile', 'wrong-size']

/** Every status but 200 and 204 that a route may answer. */
export function statusesOf(route: Route): number[] {
  const codes = [...ANY]
  if (route.access !== 'anyone' || route.before || route.isSessionAsked) codes.push('not-signed-in')
  if (route.access !== 'anyone' || route.before || route.limit || route.isMissable) codes.push('not-found')
  if (route.limit || route.isCounted) codes.push('too-many')
  if (route.method !== 'get') codes.push(...WRITING, ...RULES)
  return [...new Set([...codes.map((code) => PROBLEM_STATUS[code]), LATE_STATUS])].toSorted((a, b) => a - b)
}

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): object =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' })
