// All of the server's cryptography: tags under the pepper, leashes under day keys, hashes, signatures, random bytes.
// Nothing here opens a parcel. Governed by docs/protocol.md "Suite"; the one exception to "ciphers only in sealing".
import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes as systemRandom,
  sign,
  verify,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { BELL_BYTES, Bell, Digest, type ListId, Mark, Proof, type Secret, Signature } from '@apila/core/bytes.ts'
import { isEd25519Point } from '@apila/core/curve-points.ts'
import { MARK_LABEL, PROOF_LABEL } from '@apila/core/labels.ts'
import { VerifyKey } from '@apila/core/organisation/roster.ts'
import type { Day } from '@apila/core/day.ts'

export type RandomBytes = (length: number) => Uint8Array

export const randomBytes: RandomBytes = (length) => systemRandom(length)

export const toBase64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
export const fromBase64url = (text: string): Uint8Array => Buffer.from(text, 'base64url')

/** SHA-256 of UTF-8 text. */
export const digestOf = (text: string): Digest => Digest.parse(createHash('sha256').update(text).digest('base64url'))

/** What the database holds instead of a list's name. Without the pepper, so that lists survive a restored backup. */
export const listTag = (list: ListId): string => digestOf(`list\0${list}`)

/** SHA-256 of bytes, in base64url. */
export const digestOfBytes = (bytes: Uint8Array): Digest =>
  Digest.parse(createHash('sha256').update(bytes).digest('base64url'))

/** SHA-256 of bytes. */
export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

/** HMAC-SHA-256 under a key that the caller keeps in memory only. */
export const memoryTag = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url')

/** Whether an Ed25519 signature over UTF-8 text is by the holder of a key. Malformed keys and signatures are simply not signatures.
 *  Keys and first halves of low order are refused, as devices do. */
export function isSignedBy(verifyKey: VerifyKey, text: string, signature: string): boolean {
  if (!isEd25519Point(fromBase64url(verifyKey)) || !isEd25519Point(fromBase64url(signature).subarray(0, 32)))
    return false
  try {
    return verify(null, Buffer.from(text), importKey(verifyKey), fromBase64url(signature))
  } catch {
    return false
  }
}

const imported = new Map<VerifyKey, KeyObject>()

// Each key is imported once: a roster is signed by few keepers, thousands of times.
function importKey(verifyKey: VerifyKey): KeyObject {
  const known = imported.get(verifyKey)
  if (known) return known
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: verifyKey }, format: 'jwk' })
  imported.set(verifyKey, key)
  return key
}

/** What is kept of a secret: `proofOf` of sealing, computed when the secret comes. */
export const proofOf = (secret: Secret): Proof =>
  Proof.parse(createHash('sha256').update(`${PROOF_LABEL}\0`).update(fromBase64url(secret)).digest('base64url'))

/** The mark of a permission, from the proof of what ends it: `markOf` of sealing. Never taken from a client. */
export const markOf = (withdrawn: Proof): Mark =>
  Mark.parse(toBase64url(new Uint8Array(hkdfSync('sha256', fromBase64url(withdrawn), '', MARK_LABEL, 16))))

const X25519_BYTES = 32

/** A bell to nobody, for a page that is always full. A real key that is thrown away, since of random bytes only a quarter look like a key;
 *  what follows it is random to whoever lacks the desk's key, so it may be random. */
export function fillerBell(): Bell {
  const { publicKey } = generateKeyPairSync('x25519')
  const ephemeral = publicKey.export({ type: 'spki', format: 'der' }).subarray(-X25519_BYTES)
  return Bell.parse(toBase64url(Buffer.concat([ephemeral, systemRandom(BELL_BYTES - X25519_BYTES)])))
}

const KEY_BYTES = 32

export type TagPurpose = 'loc' | 'end' | 'renew' | 'post' | 'turn' | 'ending' | 'deposit' | 'known'

export type Pepper = {
  /** HMAC-SHA-256 of a purpose and a value: what the database holds instead of the value. */
  tag: (purpose: TagPurpose, value: string) => string
}

/** The leash keeper's own pepper: with it a folder of leashes moves to another process, and the server's stays where it is. */
export const LEASH_PEPPER = 'leash-pepper.key'

/** Reads the pepper, or makes it in a new folder. */
export function openPepper(folder: string, file = 'pepper.key'): Pepper {
  const pepper = createSecretKey(readOrMakeKey(folder, file))
  return { tag: (purpose, value) => createHmac('sha256', pepper).update(`${purpose}\0${value}`).digest('base64url') }
}

/** Signs in the server's own name. */
export type Signer = { key: VerifyKey; sign: (text: string) => Signature }

// RFC 8410: PKCS #8 wrapping of a 32-byte Ed25519 private key.
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Reads the key by which the server signs, or makes it in a new folder. */
export function openSigner(folder: string): Signer {
  const seed = readOrMakeKey(folder, 'signing.key')
  const key = createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  return {
    key: VerifyKey.parse(x),
    sign: (text) => Signature.parse(sign(null, Buffer.from(text), key).toString('base64url')),
  }
}

/** The server's word for itself to a push service (RFC 8292). */
export type PushSigner = {
  /** The public half as browsers take it: an uncompressed point of P-256. */
  key: string
  /** The head `Authorization`. `expires`: seconds of the epoch. */
  authorize: (word: { audience: string; subject: string; expires: number }) => string
}

/** Reads the key by which push services and browsers know this server, or makes it in a new folder. */
export function openPushSigner(folder: string): PushSigner {
  const stored = readOrMakeKey(folder, 'push.key', () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'der', type: 'pkcs8' }),
  )
  const key = createPrivateKey({ key: Buffer.from(stored), format: 'der', type: 'pkcs8' })
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' })
  const point = toBase64url(Buffer.concat([Buffer.of(4), fromBase64url(x), fromBase64url(y)]))
  const part = (value: object): string => toBase64url(Buffer.from(JSON.stringify(value)))
  return {
    key: point,
    authorize: ({ audience, subject, expires }) => {
      const word = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: audience, exp: expires, sub: subject })}`
      const signature = sign('sha256', Buffer.from(word), { key, dsaEncoding: 'ieee-p1363' })
      return `vapid t=${word}.${toBase64url(signature)}, k=${point}`
    },
  }
}

export type DayKeys = {
  /** AES-256-GCM under the key of a day; `name` is bound in. */
  seal: (day: Day, name: string, bytes: Uint8Array) => Uint8Array
  /** `null` when the day's key is gone or the bytes are not what was sealed. */
  open: (day: Day, name: string, sealed: Uint8Array) => Uint8Array | null
  /** Whether there is the key of any day. */
  has: () => boolean
  /** Deletes the keys of all earlier days: what they sealed is gone, wherever a copy lies. */
  forgetBefore: (day: Day) => void
}

// NIST SP 800-38D: 96-bit random nonce, 128-bit tag. A day key seals far fewer than 2^32 leashes.
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Day keys in `folder`, made when a day is first sealed for. */
export function openDayKeys(folder: string): DayKeys {
  const fileOf = (day: Day) => `day-${day}.key`
  return {
    seal: (day, name, bytes) => {
      const nonce = systemRandom(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', readOrMakeKey(folder, fileOf(day)), nonce).setAAD(Buffer.from(name))
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    open: (day, name, sealed) => {
      const file = join(folder, fileOf(day))
      if (!existsSync(file)) return null
      const decipher = createDecipheriv('aes-256-gcm', readFileSync(file), sealed.subarray(0, NONCE_BYTES))
      decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
      } catch {
        return null
      }
    },
    has: () => existsSync(folder) && readdirSync(folder).some((name) => /^day-.*\.key$/.test(name)),
    forgetBefore: (day) => {
      const past = existsSync(folder)
        ? readdirSync(folder).filter((name) => name.startsWith('day-') && name < fileOf(day))
        : []
      for (const name of past) overwriteAndRemove(join(folder, name))
      if (past.length > 0) syncFolder(folder)
    },
  }
}

// A key counts as made only when it would survive a power cut: what it sealed could otherwise never be opened.
function readOrMakeKey(folder: string, name: string, make = (): Uint8Array => systemRandom(KEY_BYTES)): Uint8Array {
  const file = join(folder, name)
  if (existsSync(file)) return readFileSync(file)
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(dirname(folder))
  const key = make()
  const unfinished = `${file}.unfinished`
  writeDurably(unfinished, 'w', key)
  renameSync(unfinished, file)
  syncFolder(folder)
  return key
}

function overwriteAndRemove(file: string): void {
  writeDurably(file, 'r+', systemRandom(KEY_BYTES))
  rmSync(file)
}

function writeDurably(file: string, flags: string, bytes: Uint8Array): void {
  const handle = openSync(file, flags, 0o600)
  try {
    writeSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
