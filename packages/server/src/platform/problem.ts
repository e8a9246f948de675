// The one way in which the server says no to a request; `platform/http.ts` turns it into a problem document.
import { PROBLEM_STATUS, type ProblemCode } from '@apila/core/problem.ts'

type Told = {
  paths?: readonly string[]
  cause?: unknown
  /** When to try again. Unit: seconds. */
  retryAfter?: number
}

/** Thrown where a request cannot be done. `paths` names fields, never what stood in them. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: (typeof PROBLEM_STATUS)[ProblemCode]
  readonly paths: readonly string[] | undefined
  readonly retryAfter: number | undefined

  constructor(code: ProblemCode, { paths, cause, retryAfter }: Told = {}) {
    super(code, { cause })
    this.code = code
    this.status = PROBLEM_STATUS[code]
    this.paths = paths
    this.retryAfter = retryAfter
  }
}

/** Thrown where the connection went before its request was there. Nobody waits for an answer, and nothing of it is written down. */
export class CutOff extends Error {}

/** Thrown at start: the server cannot serve this folder. The message is one plain sentence for the operator. */
export class Refusal extends Error {
  /** 1 failed, 2 wrong use. */
  readonly exitCode: 1 | 2

  constructor(sentence: string, exitCode: 1 | 2 = 1) {
    super(sentence)
    this.exitCode = exitCode
  }
}
