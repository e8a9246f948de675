// Signing in, with what went wrong as the code of its sentence. One part, fetched while somebody looks at the names.
import type { Network } from '@apila/core/organisation/wire.ts'
import type { ProblemKey } from '../content/texts.ts'
import { failureKey } from './failure.ts'
import { type Entrant, type Session, findNetwork, openSession } from './session.ts'

export type Told<T> = { ok: true; value: T } | { ok: false; problem: ProblemKey }

export async function told<T>(act: () => Promise<T>): Promise<Told<T>> {
  try {
    return { ok: true, value: await act() }
  } catch (error) {
    return { ok: false, problem: failureKey(error) }
  }
}

/** Which network this server has, if any. */
export const look = (): Promise<Told<Network>> => told(findNetwork)

/** Signs in as whoever `who` gives, and opens the page; what either throws is told like any other failure. */
export const enter = (
  who: (network: Network) => Promise<Entrant>,
  network: Network,
  onIn: (session: Session) => Promise<void>,
): Promise<Told<void>> => told(async () => onIn(await openSession(await who(network), network)))
