// Bytes, text and hashes in the one form that the protocol uses. Governed by docs/protocol.md "Encoding".
import { base64urlnopad } from '@scure/base'
import { Digest } from '@apila/core/bytes.ts'
import type { DerivationLabel } from '@apila/core/labels.ts'

export type Bytes = Uint8Array<ArrayBuffer>

/** Gives `length` unpredictable bytes: `crypto.getRandomValues` in the product, a seeded stream in vectors. */
export type RandomBytes = (length: number) => Uint8Array

/** The system's own random bytes. */
export const systemRandom: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length))

export const toBase64url = (bytes: Uint8Array): string => base64urlnopad.encode(bytes)

/** Throws on anything but unpadded base64url. */
export const fromBase64url = (text: string): Bytes => new Uint8Array(base64urlnopad.decode(text))

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)

/** Throws on bytes that are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

export const concat = (...parts: readonly Uint8Array[]): Bytes => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export const sha256 = async (bytes: Uint8Array): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))

/** SHA-256 of text (as UTF-8) or bytes, in its wire form. */
export const digestOf = async (value: string | Uint8Array): Promise<Digest> =>
  Digest.parse(toBase64url(await sha256(typeof value === 'string' ? utf8(value) : value)))

/** Bytes from a root by HKDF-SHA-256 (RFC 5869) with an empty salt; `label` separates uses. */
export async function derive(root: Uint8Array, label: DerivationLabel, length = 32): Promise<Bytes> {
  return deriveSalted(root, new Uint8Array(), utf8(label), length)
}

/** The same with a salt. */
export async function deriveSalted(
  root: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  length: number,
): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(root), 'HKDF', false, ['deriveBits'])
  const params = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(salt), info: new Uint8Array(info) }
  return new Uint8Array(await crypto.subtle.deriveBits(params, key, length * 8))
}
