// Enrolment: a joining code from a keeper's screen, and what both sides say to each other under keys that come from it. The server carries
// their messages and can neither read the code out of them nor make one. Governed by docs/protocol.md "Enrolment".
import type * as z from 'zod'
import { bytesOfCode, codeText } from '@apila/core/account/code-text.ts'
import { JoinCode, JoinId, JoinMac, JoinMessage } from '@apila/core/account/join.ts'
import { canonical, parseCanonical } from '@apila/core/canonical.ts'
import type { JoinRequest } from '@apila/core/account/join.ts'
import { openText, sealText } from '../age.ts'
import type { Recipient } from '@apila/core/bytes.ts'
import { type Bytes, type RandomBytes, derive, fromBase64url, fromUtf8, toBase64url, utf8 } from '../encoding.ts'

/** What a joining code gives: its name at the server, and keys for messages and for the six digits. */
export type JoinKeys = { id: JoinId; mac: CryptoKey; digits: CryptoKey }
export type JoinSide = 'device' | 'keeper'

/** A new code, as it stands in the square. As 32 signs: `codeText`. */
export const newJoinCode = (where: Omit<JoinCode, 'v' | 'code'>, random: RandomBytes): JoinCode =>
  JoinCode.parse({ v: 2, code: toBase64url(random(16)), ...where })

/** The 32 signs of a code. */
export const typedCode = ({ code }: JoinCode): string => codeText(fromBase64url(code))

/** `null` = not a code. */
export const codeBytes = (typed: string): Uint8Array | null => bytesOfCode(typed)

export async function joinKeys(code: Uint8Array): Promise<JoinKeys> {
  const [id, mac, digits] = await Promise.all([
    derive(code, 'apila/join/v2/id', 16),
    derive(code, 'apila/join/v2/mac'),
    derive(code, 'apila/join/v2/digits'),
  ])
  return { id: JoinId.parse(toBase64url(id)), mac: await hmacKey(mac), digits: await hmacKey(digits) }
}

const hmacKey = (key: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])

const spoken = (side: JoinSide, content: string): Bytes => utf8(`${side}\0${content}`)

/** A message with its mac, as the server carries it. */
export async function sayJoin(keys: JoinKeys, side: JoinSide, value: unknown): Promise<string> {
  const content = canonical(value)
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', keys.mac, spoken(side, content)))
  return toBase64url(utf8(canonical({ content, mac: JoinMac.parse(toBase64url(mac)) })))
}

/** What the other side said. `null` = not by anyone who has the code, or of another shape: the server's own, somebody else's, damaged. */
export async function hearJoin<T>(
  keys: JoinKeys,
  side: JoinSide,
  blob: string,
  shape: z.ZodType<T>,
): Promise<T | null> {
  const message = readMessage(blob)
  if (!message) return null
  const { content, mac } = message
  const isTrue = await crypto.subtle.verify('HMAC', keys.mac, fromBase64url(mac), spoken(side, content))
  return isTrue ? parseCanonical(content, shape) : null
}

function readMessage(blob: string): JoinMessage | null {
  try {
    return parseCanonical(fromUtf8(fromBase64url(blob)), JoinMessage)
  } catch {
    return null
  }
}

/** Six digits that the new device shows and the person reads aloud; the keepers' screens show their own. Equal = the record is this device's. */
export async function spokenDigits(keys: JoinKeys, request: JoinRequest): Promise<string> {
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', keys.digits, utf8(canonical(request))))
  const value = mac.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return (value % 1_000_000n).toString().padStart(6, '0')
}

/** Possession: 32 bytes that only the record's recipient opens. */
export async function askPossession(
  recipient: Recipient,
  random: RandomBytes,
): Promise<{ bytes: Bytes; sealed: string }> {
  const bytes = new Uint8Array(random(32))
  return { bytes, sealed: await sealText(recipient, bytes) }
}

/** The new device's answer; `null` = it is not sealed to this device. Throws `BrokenSeal`. */
export async function answerPossession(identity: string, sealed: string): Promise<string | null> {
  const opened = await openText(identity, sealed)
  return opened?.length === 32 ? toBase64url(opened) : null
}

/** Whether these are the bytes that were sealed. */
export const isPossessed = (asked: Uint8Array, returned: string): boolean => toBase64url(asked) === returned
