// What every step of agreeing gets: the answers, the ways to change them, and what is wrong where.
import type { Answers, Sending } from './sending.ts'
import type { SendingAct } from './change-sending.ts'
import type { Facts } from './questions.ts'

export interface StepProps {
  sending: Sending
  change: (act: SendingAct) => void
  /** Typing and ticking. */
  answer: (answers: Answers) => void
  /** One of several: the next open question gets the focus, or the step is left. `at`: the id of the question. */
  choose: (at: string, answers: Answers) => void
  /** The sentence of what is wrong at a question or field; undefined while nothing is, or nobody has pressed "continue". */
  errorAt: (at: string) => string | undefined
  facts: Facts
}
