// The client's ticket: 24 digits that are one of the keys. Governed by docs/protocol.md "Ticket".
import { argon2id } from 'hash-wasm'
import { Mark, Name, Proof, Secret } from '@apila/core/bytes.ts'
import { MARK_LABEL, PROOF_LABEL } from '@apila/core/labels.ts'
import { TICKET_SALT_BYTES, ticketSaltText } from '@apila/core/referral/ticket-salt.ts'
import { identityFromSeed } from './age.ts'
import { type RandomBytes, concat, derive, fromBase64url, sha256, toBase64url, utf8 } from './encoding.ts'

/** What a ticket stands for. `name` names the story, `withdraw` ends, `renew` moves the last day, the identities open story and receipt. */
export type TicketKeys = {
  name: Name
  withdraw: Secret
  renew: Secret
  openIdentity: string
  receiptIdentity: string
}

export const TICKET_DIGITS = 24
const RANDOM_DIGITS = 10n ** 23n
// Largest multiple of 10^23 below 2^80: values above it would make some tickets likelier than others.
const FAIR_LIMIT = ((1n << 80n) / RANDOM_DIGITS) * RANDOM_DIGITS

/** 24 digits: 23 random ones (76.4 bits) and an ISO 7064 MOD 11,10 check digit, which catches every single wrong digit. */
export function newTicket(random: RandomBytes): string {
  for (;;) {
    const value = random(10).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
    if (value >= FAIR_LIMIT) continue
    const digits = (value % RANDOM_DIGITS).toString().padStart(23, '0')
    return digits + String(checkDigit(digits))
  }
}

/** Reads what a person typed: digits of any script, with spaces, dashes and marks ignored. `slip` = the check digit does not fit. */
export function readTicket(
  text: string,
): { ok: true; digits: string } | { ok: false; problem: 'wrong-length' | 'slip' } {
  const digits = [...text]
    .map(digitValue)
    .filter((value) => value !== null)
    .join('')
  if (digits.length !== TICKET_DIGITS) return { ok: false, problem: 'wrong-length' }
  // Not `at`: the telephones that read this are old.
  if (checkDigit(digits.slice(0, -1)) !== Number(digits.slice(-1))) return { ok: false, problem: 'slip' }
  return { ok: true, digits }
}

/** The digits as shown: six groups of four. */
export const ticketGroups = (digits: string): string[] => digits.match(/.{4}/g) ?? []

/** Makes guessing slow: Argon2id, 64 MiB, 3 passes. Takes about 0.7 s, so it runs in a Worker, never on a page's thread.
 *  `network` separates networks; RFC 9106 asks for a random salt, which needs an account name that we do not want (recorded deviation). */
export async function stretchTicket(digits: string, network: string): Promise<Uint8Array> {
  return stretchSalted(digits, await ticketSalt(network))
}

/** The network's salt, which is no secret. */
export async function ticketSalt(network: string): Promise<Uint8Array> {
  return (await sha256(utf8(ticketSaltText(network)))).subarray(0, TICKET_SALT_BYTES)
}

/** The same where the salt is known. */
export function stretchSalted(digits: string, salt: Uint8Array): Promise<Uint8Array> {
  return argon2id({
    password: digits,
    salt,
    parallelism: 1,
    iterations: 3,
    memorySize: 65_536,
    hashLength: 32,
    outputType: 'binary',
  })
}

/** What ends a permission: the part of a ticket's keys that the neutral page needs. Plain text, with no cipher and no reader of shapes behind
 *  it, since that page is small. */
export const withdrawOf = async (root: Uint8Array): Promise<string> =>
  toBase64url(await derive(root, 'apila/ticket/v2/withdraw'))

/** Everything that a stretched ticket stands for. `root`: 32 bytes of `stretchTicket`. */
export async function ticketKeys(root: Uint8Array): Promise<TicketKeys> {
  const [name, withdraw, renew, opening, receipt] = await Promise.all([
    derive(root, 'apila/ticket/v2/locator', 16),
    withdrawOf(root),
    derive(root, 'apila/ticket/v2/renew'),
    derive(root, 'apila/ticket/v2/open'),
    derive(root, 'apila/ticket/v2/receipt'),
  ])
  return {
    name: Name.parse(toBase64url(name)),
    withdraw: Secret.parse(withdraw),
    renew: Secret.parse(toBase64url(renew)),
    openIdentity: identityFromSeed(opening),
    receiptIdentity: identityFromSeed(receipt),
  }
}

/** The same keys where there is no ticket: from 32 random bytes that the sender's note keeps in parts. */
export const randomKeys = (random: RandomBytes): Promise<TicketKeys> => ticketKeys(random(32))

/** What the server keeps of a secret. Whoever has only this can neither end, renew nor write. */
export const proofOf = async (secret: Secret): Promise<Proof> =>
  Proof.parse(toBase64url(await sha256(concat(utf8(`${PROOF_LABEL}\0`), fromBase64url(secret)))))

/** What the ended list shows of a permission, from the proof of its `withdraw`. The server computes the same, so that nobody chooses a mark. */
export const markOf = async (withdrawn: Proof): Promise<Mark> =>
  Mark.parse(toBase64url(await derive(fromBase64url(withdrawn), MARK_LABEL, 16)))

// ISO/IEC 7064 MOD 11,10.
function checkDigit(digits: string): number {
  let p = 10
  for (const digit of digits) {
    const s = (p + Number(digit)) % 10 || 10
    p = (s * 2) % 11
  }
  return (11 - p) % 10
}

// Unicode keeps decimal digits in runs of ten, zero first, so the distance from the start of the run is the value.
function digitValue(character: string): number | null {
  const isDigit = (codePoint: number) => /\p{Nd}/u.test(String.fromCodePoint(codePoint))
  const codePoint = character.codePointAt(0) ?? 0
  if (!isDigit(codePoint)) return null
  let start = codePoint
  while (start > 0 && isDigit(start - 1)) start -= 1
  return (codePoint - start) % 10
}
