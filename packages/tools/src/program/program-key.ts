// A release key: Ed25519, its private half in a file that only its owner may read. And signing and verifying under the program's label.
import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Signature, decodeBytes } from '@apila/core/bytes.ts'
import { isEd25519Point } from '@apila/core/curve-points.ts'
import { labelledText } from '@apila/core/labels.ts'
import { VerifyKey } from '@apila/core/organisation/roster.ts'
import { ReleaseKeyFile } from '@apila/core/program/program.ts'
import { Failure, fileFailure } from '../failure.ts'

export type ReleaseKey = { verifyKey: VerifyKey; privateKey: KeyObject }

/** The text of a new key's file, and its public half. */
export function makeKeyFile(): { text: string; verifyKey: VerifyKey } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const verifyKey = VerifyKey.parse(publicKey.export({ format: 'jwk' }).x)
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url')
  return { text: `${JSON.stringify({ v: 2, verifyKey, private: secret })}\n`, verifyKey }
}

export async function readKeyFile(path: string): Promise<ReleaseKey> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileFailure(path, error)
  })
  try {
    const { verifyKey, private: secret } = ReleaseKeyFile.parse(JSON.parse(text))
    const privateKey = createPrivateKey({ key: Buffer.from(secret, 'base64url'), format: 'der', type: 'pkcs8' })
    if (createPublicKey(privateKey).export({ format: 'jwk' }).x !== verifyKey) throw new Error('another key')
    return { verifyKey, privateKey }
  } catch {
    throw new Failure(`${path} is no release key.`)
  }
}

const message = (manifest: string): Buffer => Buffer.from(labelledText('apila/program/v2', manifest))

export const signManifest = (manifest: string, { privateKey }: ReleaseKey): Signature =>
  Signature.parse(sign(null, message(manifest), privateKey).toString('base64url'))

export function isManifestSignedBy(verifyKey: VerifyKey, manifest: string, signature: Signature): boolean {
  if (!isEd25519Point(decodeBytes(signature).subarray(0, 32))) return false
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: verifyKey }, format: 'jwk' })
  return verify(null, message(manifest), key, Buffer.from(signature, 'base64url'))
}
