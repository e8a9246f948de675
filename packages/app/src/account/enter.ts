// Signing in, with what went wrong as the code of its sentence. One part, fetched while somebody looks at the names.
import type { ProblemKey } from '../content/texts.ts'
import { failureKey } from './failure.ts'
import { type Session, signIn } from './session.ts'

type Entered = { ok: true; session: Session } | { ok: false; problem: ProblemKey }

export async function enter(deviceId: string): Promise<Entered> {
  try {
    return { ok: true, session: await signIn(deviceId) }
  } catch (error) {
    return { ok: false, problem: failureKey(error) }
  }
}
