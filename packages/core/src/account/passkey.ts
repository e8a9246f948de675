// Signing in with a passkey: what a device's credential is, and what of an assertion goes to the server. The PRF result never does.
// Governed by docs/protocol.md "Signing in".
import * as z from 'zod'
import { Digest, Signature, bytesUpTo } from '../bytes.ts'
import { canonical } from '../canonical.ts'
import { DeviceId } from '../organisation/roster.ts'

/** As the authenticator named it. */
export const CredentialId = bytesUpTo(1023).brand<'CredentialId'>()
export type CredentialId = z.infer<typeof CredentialId>

/** COSE algorithm numbers: ES256, EdDSA, RS256. */
export const ALGORITHMS = [-7, -8, -257] as const

export const Credential = z.strictObject({
  id: CredentialId,
  /** SubjectPublicKeyInfo in DER, as `getPublicKey()` gives it. */
  publicKey: bytesUpTo(1200),
  algorithm: z.literal([...ALGORITHMS]),
  /** Where it was made: the desk's own address, or that of the local program. */
  origin: z.string().max(200),
})
export type Credential = z.infer<typeof Credential>

/** A credential with its device's word that it is its own. `signature`: under `apila/credential/v2`. POST credentials: a further one, from a
 *  session with a fresh assertion. */
export const SignedCredential = z.strictObject({ device: DeviceId, credential: Credential, signature: Signature })
export type SignedCredential = z.infer<typeof SignedCredential>

/** What the device signs of a credential. */
export const credentialText = (network: string, device: string, credential: Credential): string =>
  canonical({ v: 2, network, device, credential })

/** What an authenticator answered to a challenge, without any extension's result. */
export const Assertion = z.strictObject({
  credential: CredentialId,
  authenticatorData: bytesUpTo(2000),
  clientDataJSON: bytesUpTo(2000),
  signature: bytesUpTo(600),
})
export type Assertion = z.infer<typeof Assertion>

/** POST session with a passkey. */
export const PasskeySignIn = z.strictObject({ device: DeviceId, challenge: Digest, assertion: Assertion })
export type PasskeySignIn = z.infer<typeof PasskeySignIn>

/** POST session/passkeys: which credentials a browser is to ask for, by the device that it says it is. The answer has the same form for
 *  devices that are not there. */
export const PasskeysOf = z.strictObject({ device: DeviceId, origin: z.string().max(200) })
export const Passkeys = z.object({ credentials: z.array(CredentialId) })

/** What nobody does with a session alone. */
export const FreshAct = z.enum([
  'propose',
  'add-to-roster',
  'add-wraps',
  'read-recovery',
  'lock-story',
  'close-year',
  'add-credential',
])
export type FreshAct = z.infer<typeof FreshAct>

/** How long a fresh assertion serves its act. Unit: seconds. */
export const FRESH_SECONDS = 120

/** POST fresh: this session may do `act` once within two minutes. A device of a demo network signs `freshMessage` in the place of an assertion. */
export const Fresh = z.union([
  z.strictObject({ act: FreshAct, challenge: Digest, assertion: Assertion }),
  z.strictObject({ act: FreshAct, challenge: Digest, signature: Signature }),
])
export type Fresh = z.infer<typeof Fresh>

/** What a demo device signs under `apila/session/v2` for a fresh act. */
export const freshMessage = (origin: string, network: string, challenge: string, act: FreshAct): string =>
  `${origin}\0${network}\0${challenge}\0${act}`
