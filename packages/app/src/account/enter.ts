// Signing in, with what went wrong as the code of its sentence. One part, fetched while somebody looks at the names.
import type { Network } from '@apila/core/organisation/wire.ts'
import type { ProblemKey } from '../content/texts.ts'
import { failureKey } from './failure.ts'
import { type Session, begin, findNetwork, signIn } from './session.ts'

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

interface Entering {
  onNetwork: (network: Network) => void
  /** Opens the page; what it throws is told like any other failure. */
  onIn: (session: Session) => Promise<void>
}

/** `known`: null where somebody presses before the network is known; the press waits for it. */
export const enter = (deviceId: string, known: Network | null, { onNetwork, onIn }: Entering): Promise<Told<void>> =>
  told(async () => {
    const begun = begin(deviceId)
    const network = known ?? (await findNetwork())
    onNetwork(network)
    if (network.network !== null) await onIn(await signIn(begun, network))
  })
