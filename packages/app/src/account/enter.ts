// Signing in, with what went wrong as the code of its sentence. One part, fetched while somebody looks at the names.
import type { Network } from '@apila/core/organisation/wire.ts'
import type { ProblemKey } from '../content/texts.ts'
import { failureKey } from './failure.ts'
import { type Session, findNetwork, signIn } from './session.ts'

type Told<T> = { ok: true; value: T } | { ok: false; problem: ProblemKey }

async function told<T>(act: () => Promise<T>): Promise<Told<T>> {
  try {
    return { ok: true, value: await act() }
  } catch (error) {
    return { ok: false, problem: failureKey(error) }
  }
}

/** Which network this server has, if any. */
export const look = (): Promise<Told<Network>> => told(findNetwork)

/** `known`: null where somebody pressed before the network had answered. `onIn` opens the page; what it throws is told like any other failure. */
export const enter = (
  deviceId: string,
  known: Network | null,
  onIn: (session: Session) => Promise<void>,
): Promise<Told<void>> =>
  told(async () => {
    await onIn(await signIn(deviceId, known ?? (await findNetwork())))
  })
