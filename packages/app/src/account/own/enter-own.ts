// Signing in to a real network: one touch of the passkey answers the server's challenge and opens the device file. A fresh touch is asked for
// before what matters. Governed by docs/protocol.md "Signing in".
import type { FreshAct } from '@apila/core/account/passkey.ts'
import { type Assertion } from '@apila/core/account/passkey.ts'
import { Challenge, SessionToken } from '@apila/core/account/session.ts'
import { prfSalt } from '@apila/sealing/account/device-file.ts'
import type { Api } from '../api.ts'
import type { Entrant } from '../session.ts'
import { openApi } from '../session.ts'
import { type OwnKept, openOwn } from './own-device.ts'
import { NoPasskey, touchPasskey } from './passkey.ts'

const newChallenge = async (api: Api): Promise<string> => (await api.ask('POST', 'challenge', Challenge)).challenge

/** Which act the server asks a touch for at a path. */
const ACTS: Readonly<Record<string, FreshAct>> = {
  'roster/propose': 'propose',
  'roster/proposals/sign': 'propose',
  'roster/add': 'add-to-roster',
  'wraps/add': 'add-wraps',
  'wraps/recovery': 'read-recovery',
  locks: 'lock-story',
  credentials: 'add-credential',
}
export const actOf = (path: string): FreshAct => ACTS[path] ?? 'close-year'

/** `words`: where the device file is under six words. */
export async function ownEntrant(kept: OwnKept, words: string | undefined): Promise<Entrant> {
  const challenge = await newChallenge(openApi)
  const { device, assertion } = await openOwn(kept, { words, challenge })
  let first: { challenge: string; assertion: Assertion } | null = { challenge, assertion }
  const salt = await prfSalt(kept)
  const touched = async (api: Api) => {
    const asked = await newChallenge(api)
    return { challenge: asked, assertion: (await touchPasskey([kept.credential.id], salt, asked)).assertion }
  }
  return {
    device,
    workerName: kept.workerName,
    begin: async (open) => {
      const answer = first ?? (await touched(open))
      first = null
      return (await open.ask('POST', 'session', SessionToken, { device: device.id, ...answer })).token
    },
    touch: async (path, api, say) => {
      if (say && !(await say(path))) throw new NoPasskey('refused')
      await api.tell('POST', 'fresh', { act: actOf(path), ...(await touched(api)) })
    },
  }
}
