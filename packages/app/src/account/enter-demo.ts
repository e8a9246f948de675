// Signing in as a device of a demo network: its keys are public, and it signs the server's challenge with them (docs/protocol.md
// "Demo networks"). No other network takes this.
import { Challenge, SessionToken, sessionMessage } from '@apila/core/account/session.ts'
import { Signature } from '@apila/core/bytes.ts'
import { NetworkId } from '@apila/core/organisation/roster.ts'
import { deriveDemoDevice } from '@apila/sealing/account/demo-device.ts'
import { signLabelled } from '@apila/sealing/labels.ts'
import type { Network } from '@apila/core/organisation/wire.ts'
import { type Entrant, findNetwork } from './session.ts'

/** `known`: of which the server has just told. */
export async function demoEntrant(deviceId: string, workerName: string, known: Network): Promise<Entrant> {
  const device = await deriveDemoDevice(deviceId)
  let isFirst = true
  return {
    device,
    workerName,
    begin: async (open) => {
      const [{ network }, { challenge }] = await Promise.all([
        isFirst ? known : findNetwork(),
        open.ask('POST', 'challenge', Challenge),
      ])
      isFirst = false
      const message = sessionMessage(location.origin, NetworkId.parse(network), challenge)
      const signature = Signature.parse(await signLabelled(device, 'apila/session/v2', message))
      return (await open.ask('POST', 'session', SessionToken, { device: device.id, challenge, signature })).token
    },
  }
}
