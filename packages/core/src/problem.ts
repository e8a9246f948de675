// Every way in which the API says no. Sentences for people stand in content/texts/*/problems.json, by code.
import * as z from 'zod'

export const PROBLEM_STATUS = {
  'bad-input': 400,
  'not-signed-in': 401,
  'cross-site': 403,
  'wrong-address': 403,
  'touch-again': 403,
  'passkey-copied': 403,
  'code-refused': 403,
  'not-found': 404,
  'wrong-method': 405,
  'already-answered': 409,
  'already-closed': 409,
  'already-drawn': 409,
  'already-there': 409,
  'ask-again': 409,
  'changed-meanwhile': 409,
  'has-ended': 409,
  'not-your-turn': 409,
  'roster-moved': 409,
  'write-again': 409,
  'too-large': 413,
  'wrong-kind': 415,
  'wrong-size': 422,
  'too-early': 422,
  'too-long': 422,
  'roster-refused': 422,
  'release-refused': 422,
  'too-many': 429,
  broken: 500,
  busy: 503,
  'storage-full': 507,
} as const

export type ProblemCode = keyof typeof PROBLEM_STATUS

const codes = Object.keys(PROBLEM_STATUS) as [ProblemCode, ...ProblemCode[]]

/** RFC 9457 problem document. `paths` names fields, never their values; `reference` is random and stands in the log too. */
export const ProblemDocument = z.object({
  type: z.enum(codes),
  status: z.int(),
  reference: z.string().optional(),
  paths: z.array(z.string()).optional(),
})
export type ProblemDocument = z.infer<typeof ProblemDocument>
