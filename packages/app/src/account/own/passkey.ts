// The browser's passkey: made once for a device, touched at each sign-in. What it derives (PRF) opens the device file and is never sent.
// Governed by docs/protocol.md "Signing in".
import { type Assertion, type Credential, CredentialId } from '@apila/core/account/passkey.ts'
import { fromBase64url, systemRandom, toBase64url } from '@apila/sealing/encoding.ts'

/** missing: this browser has none. refused: nobody touched it, it was somebody else, or the passkey is gone. empty: it was touched and derived
 *  nothing, though it did when the device was made. */
export type PasskeyProblem = 'missing' | 'refused' | 'empty'

export class NoPasskey extends Error {
  override name = 'NoPasskey'
  readonly problem: PasskeyProblem
  constructor(problem: PasskeyProblem, cause?: unknown) {
    super(problem, { cause })
    this.problem = problem
  }
}

export const hasPasskeys = (): boolean => 'PublicKeyCredential' in window && 'credentials' in navigator

interface PrfResults {
  prf?: { enabled?: boolean; results?: { first?: BufferSource } }
}

const bytesOf = (source: BufferSource): Uint8Array =>
  source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array((source as ArrayBufferView).buffer as ArrayBuffer)

function derivedOf(credential: PublicKeyCredential): Uint8Array | null {
  const first = (credential.getClientExtensionResults() as PrfResults).prf?.results?.first
  return first ? bytesOf(first) : null
}

async function ask(act: () => Promise<globalThis.Credential | null>): Promise<PublicKeyCredential> {
  if (!hasPasskeys()) throw new NoPasskey('missing')
  try {
    const given = await act()
    if (given instanceof PublicKeyCredential) return given
  } catch (cause) {
    throw new NoPasskey('refused', cause)
  }
  throw new NoPasskey('refused')
}

/** ES256, EdDSA, RS256: COSE numbers. */
const ALGORITHMS = [-7, -8, -257]

/** Makes the passkey of a device. `derived`: null where it derives nothing. */
export async function makePasskey(
  name: string,
  salt: Uint8Array,
): Promise<{ credential: Credential; derived: Uint8Array | null }> {
  const made = await ask(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Apila', id: location.hostname },
        user: { id: new Uint8Array(systemRandom(16)), name, displayName: name },
        challenge: new Uint8Array(systemRandom(32)),
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
        extensions: { prf: { eval: { first: new Uint8Array(salt) } } },
      },
    }),
  )
  const response = made.response as AuthenticatorAttestationResponse
  const key = response.getPublicKey()
  const algorithm = response.getPublicKeyAlgorithm()
  if (!key) throw new NoPasskey('refused')
  const credential: Credential = {
    id: CredentialId.parse(toBase64url(new Uint8Array(made.rawId))),
    publicKey: toBase64url(new Uint8Array(key)),
    algorithm: algorithm as Credential['algorithm'],
    origin: location.origin,
  }
  const isPromised = (made.getClientExtensionResults() as PrfResults).prf?.enabled === true
  // Most tell only at the first touch what they derive.
  const derived = derivedOf(made) ?? (isPromised ? (await touchPasskey([credential.id], salt)).derived : null)
  return { credential, derived }
}

/** Asks for a touch. `challenge`: the server's; none where nothing is sent. */
export async function touchPasskey(
  ids: readonly string[],
  salt: Uint8Array,
  challenge?: string,
): Promise<{ assertion: Assertion; derived: Uint8Array | null }> {
  const touched = await ask(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: challenge === undefined ? new Uint8Array(systemRandom(32)) : fromBase64url(challenge),
        rpId: location.hostname,
        userVerification: 'required',
        allowCredentials: ids.map((id) => ({ type: 'public-key', id: fromBase64url(id) })),
        extensions: { prf: { eval: { first: new Uint8Array(salt) } } },
      },
    }),
  )
  const response = touched.response as AuthenticatorAssertionResponse
  const text = (bytes: ArrayBuffer): string => toBase64url(new Uint8Array(bytes))
  const assertion: Assertion = {
    credential: CredentialId.parse(text(touched.rawId)),
    authenticatorData: text(response.authenticatorData),
    clientDataJSON: text(response.clientDataJSON),
    signature: text(response.signature),
  }
  return { assertion, derived: derivedOf(touched) }
}
