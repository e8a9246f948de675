// An authenticator for tests: makes passkeys and assertions as WebAuthn Level 3 writes them, and wrong ones where a test asks for it.
import { type KeyObject, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { Assertion, Credential, CredentialId } from '@apila/core/account/passkey.ts'

export type Passkey = {
  id: CredentialId
  /** SubjectPublicKeyInfo in base64url. */
  publicKey: string
  origin: string
  privateKey: KeyObject
  /** What it says next. 0: it does not count. */
  count: number
}

const PRESENT = 0x01
const VERIFIED = 0x04

export type KeyKind = 'es256' | 'eddsa' | 'rs256'

function newPair(kind: KeyKind): { publicKey: KeyObject; privateKey: KeyObject } {
  if (kind === 'eddsa') return generateKeyPairSync('ed25519')
  if (kind === 'rs256') return generateKeyPairSync('rsa', { modulusLength: 2048 })
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

export function newPasskey(
  origin: string,
  { kind = 'es256', count = 0 }: { kind?: KeyKind; count?: number } = {},
): Passkey {
  const { publicKey, privateKey } = newPair(kind)
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  return { id: CredentialId.parse(randomBytes(16).toString('base64url')), publicKey: spki, origin, privateKey, count }
}

type Wrong = {
  client?: object
  host?: string
  flags?: number
  count?: number
  extra?: Uint8Array
  signer?: KeyObject
}

/** What the authenticator says to a challenge; `wrong` replaces parts of it. */
export function assertBy(passkey: Passkey, challenge: string, wrong: Wrong = {}): Assertion {
  const clientData = Buffer.from(
    JSON.stringify({ type: 'webauthn.get', challenge, origin: passkey.origin, crossOrigin: false, ...wrong.client }),
  )
  if (passkey.count > 0 && wrong.count === undefined) passkey.count += 1
  const count = Buffer.alloc(4)
  count.writeUInt32BE(wrong.count ?? passkey.count)
  const host = createHash('sha256')
    .update(wrong.host ?? new URL(passkey.origin).hostname)
    .digest()
  const flags = Buffer.from([wrong.flags ?? PRESENT | VERIFIED])
  const data = Buffer.concat([host, flags, count, wrong.extra ?? Buffer.alloc(0)])
  const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()])
  const key = wrong.signer ?? passkey.privateKey
  const signature = sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', signed, key)
  return Assertion.parse({
    credential: passkey.id,
    clientDataJSON: clientData.toString('base64url'),
    authenticatorData: data.toString('base64url'),
    signature: signature.toString('base64url'),
  })
}

const ALGORITHM: Readonly<Record<KeyKind, number>> = { es256: -7, eddsa: -8, rs256: -257 }

/** The credential as a device would send it, before it signs it. */
export const credentialOf = ({ id, publicKey, origin }: Passkey, kind: KeyKind = 'es256'): Credential =>
  Credential.parse({ id, publicKey, algorithm: ALGORITHM[kind], origin })
