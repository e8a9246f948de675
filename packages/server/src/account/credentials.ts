// Passkeys: whose they are, and whether one was touched now. Governed by docs/protocol.md "Signing in".
import {
  type Assertion,
  type CredentialId,
  type SignedCredential,
  credentialText,
} from '@apila/core/account/passkey.ts'
import { labelledText } from '@apila/core/labels.ts'
import type { Device, DeviceId } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { fromBase64url, isSignedBy } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { addCredential, findCredential, listCredentials, setCopied, setSignCount } from './credential-store.ts'
import { isPasskey, verifyAssertion } from './passkey.ts'

/** Most passkeys of one device: its browser, the local program, and what takes their place. */
const MOST_CREDENTIALS = 5

/** The desk's own address, or a local program's, which serves a machine its own copy of the desk. */
function isOwnOrigin(ctx: Ctx, origin: string): boolean {
  const { origin: own, protocol, hostname } = URL.parse(origin) ?? { origin: '', protocol: '', hostname: '' }
  if (own !== origin) return false
  return origin === new URL(ctx.config.publicUrl).origin || (protocol === 'http:' && hostname === 'localhost')
}

/** Takes a passkey that its device has signed for; the very same again is no fault. `roster`: in which the device stands. */
export async function takeCredential(ctx: Ctx, tx: Scope, roster: Roster, signed: SignedCredential): Promise<void> {
  const { device: id, credential, signature } = signed
  const device = roster.devices.get(id)
  const text = labelledText('apila/credential/v2', credentialText(roster.network, id, credential))
  const publicKey = fromBase64url(credential.publicKey)
  if (!device || !isSignedBy(device.verifyKey, text, signature))
    throw new Problem('bad-input', { paths: ['signature'] })
  if (!isPasskey(publicKey, credential.algorithm)) throw new Problem('bad-input', { paths: ['publicKey'] })
  if (!isOwnOrigin(ctx, credential.origin)) throw new Problem('wrong-address')
  const there = await findCredential(tx, credential.id)
  if (there) {
    const isSame = there.device === id && Buffer.compare(there.public_key, publicKey) === 0
    if (isSame && there.origin === credential.origin) return
    // Nobody puts a key of their own under the name of somebody else's.
    throw new Problem('already-there')
  }
  if ((await listCredentials(tx, id)).length >= MOST_CREDENTIALS) throw new Problem('too-many')
  await addCredential(tx, {
    ...{ credential: credential.id, device: id, public_key: publicKey, origin: credential.origin },
    ...{ sign_count: 0, copied_day: null },
  })
}

/** Which passkeys a browser at this address is to ask for. */
export async function listPasskeys(ctx: Ctx, device: DeviceId, origin: string): Promise<CredentialId[]> {
  const rows = await listCredentials(ctx.db.read(), device)
  return rows.filter((row) => row.origin === origin).map((row) => row.credential as CredentialId)
}

/** Refuses what is not a touch of one of the device's passkeys, now. Its count is durable when this resolves. */
export async function requireTouched(
  ctx: Ctx,
  device: Device,
  { challenge, assertion }: { challenge: string; assertion: Assertion },
): Promise<void> {
  const verdict = await ctx.db.write(async (tx) => {
    const row = await findCredential(tx, assertion.credential)
    if (row?.device !== device.id) return null
    const { origin, public_key: publicKey, sign_count: signCount } = row
    const judged = verifyAssertion(assertion, { challenge, origin, publicKey, signCount })
    if (judged.ok && judged.signCount !== signCount) await setSignCount(tx, assertion.credential, judged.signCount)
    if (!judged.ok && judged.problem === 'copied') await setCopied(tx, assertion.credential, ctx.today())
    return judged
  })
  if (verdict?.ok) return
  if (verdict?.problem !== 'copied') throw new Problem('not-signed-in')
  // One of two holds the copy, and nobody knows which.
  ctx.network.sessions.endAll(device.id)
  ctx.log({ code: 'passkey-copied' })
  throw new Problem('passkey-copied')
}
