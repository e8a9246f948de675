// A second reader of the protocol, written from docs/protocol.md alone: it shares no line with packages/*/src, so that a mistake in one is no
// mistake in both, and so that the document is enough. Reads; does not seal. Section names of the document stand above what they ask for.
import {
  argon2Sync,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  verify,
} from 'node:crypto'
import { Decrypter, identityToRecipient } from 'age-encryption'

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json }
export interface Fields {
  [member: string]: Json
}
/** For us, but damaged. */
export class Broken extends Error {}
const broken = (): never => {
  throw new Broken()
}

// "Encoding"
const isPlain = (text: string): boolean => !/[^\P{Cc}\n]|\p{Cs}/u.test(text)
export function canonical(value: Json): string {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : broken()
  if (typeof value === 'string') return isPlain(value) ? JSON.stringify(value) : broken()
  if (value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${canonical(name)}:${canonical(member)}`).join(',')}}`
}
function parse(bytes: Uint8Array): Fields {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value = JSON.parse(text) as Json
    if (value === null || typeof value !== 'object' || Array.isArray(value) || canonical(value) !== text)
      return broken()
    return value
  } catch {
    return broken()
  }
}
/** A member that must be text. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : broken())
export function bytesOf(text: Json | undefined): Buffer {
  const bytes = Buffer.from(textOf(text), 'base64url')
  return bytes.toString('base64url') === text ? bytes : broken()
}
const wire = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
export const sha256 = (...parts: ReadonlyArray<string | Uint8Array>): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hkdf = (root: Uint8Array, info: string, length: number, salt: Uint8Array = Buffer.alloc(0)): Buffer =>
  Buffer.from(hkdfSync('sha256', root, salt, info, length))
/** Takes `pad(n)` off. */
function unpad(padded: Uint8Array, sizes: readonly number[]): Buffer {
  const bytes = Buffer.from(padded)
  const length = bytes.length >= 4 ? bytes.readUInt32BE() : broken()
  const size = sizes.find((each) => length + 4 <= each)
  if (size !== bytes.length || bytes.subarray(4 + length).some((byte) => byte !== 0)) return broken()
  return bytes.subarray(4, 4 + length)
}
const STORY_SIZES = [16, 64, 256, 1024, 4096].map((k) => k * 1024)
/** Exactly these members, those in brackets of the document's lists perhaps. */
function members(value: Json | undefined, names: string, optional = ''): Fields {
  if (value === null || value === undefined || typeof value !== 'object' || Array.isArray(value)) return broken()
  const [must, may] = [names.split(' '), optional.split(' ')]
  const own = Object.keys(value)
  if (must.some((name) => !own.includes(name)) || own.some((name) => ![...must, ...may].includes(name))) return broken()
  return value
}

// "Suite"
/** `null`: not for this key. */
async function openAge(identity: string, file: Uint8Array): Promise<Buffer | null> {
  const header = Buffer.from(file).toString('latin1').split('\n--- ')[0] ?? ''
  const stanzas = header.split('\n').filter((line) => line.startsWith('-> '))
  if (stanzas.length !== 1 || !stanzas[0]?.startsWith('-> mlkem768x25519 ')) return broken()
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return Buffer.from(await decrypter.decrypt(file))
  } catch (error) {
    return error instanceof Error && error.message.startsWith('no identity matched') ? null : broken()
  }
}
const openText = (identity: string, text: Json | undefined): Promise<Buffer | null> => openAge(identity, bytesOf(text))

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
/** An age identity of a 32-byte seed: bech32, prefix AGE-SECRET-KEY-PQ-, in upper case. */
export function identityOf(seed: Uint8Array): string {
  const bits = [...seed].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const values = (bits.padEnd(260, '0').match(/.{5}/g) ?? []).map((five) => parseInt(five, 2))
  const prefix = 'age-secret-key-pq-'
  const codes = Array.from(prefix, (sign) => sign.charCodeAt(0))
  const all = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values, 0, 0, 0, 0, 0, 0]
  const terms = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
  let check = 1
  for (const value of all) {
    const top = check >> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (const [bit, term] of terms.entries()) if ((top >> bit) & 1) check ^= term
  }
  const tail = [0, 1, 2, 3, 4, 5].map((n) => ((check ^ 1) >> (5 * (5 - n))) & 31)
  return `${prefix}1${[...values, ...tail].map((value) => BECH32[value] ?? '').join('')}`.toUpperCase()
}
const recipientDigest = async (identity: string): Promise<string> => wire(sha256(await identityToRecipient(identity)))

// "Labels"
const P = (1n << 255n) - 19n
const LOW_ORDER_Y = [0n, 1n, P - 1n, 2707385501144840649318225287225658788936804267575313519463743609750303402022n]
/** One spelling, and not of low order: asked of keys and of the first half of signatures. */
function isPoint(bytes: Uint8Array): boolean {
  const y = [...bytes].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) & ((1n << 255n) - 1n)
  return y < P && !LOW_ORDER_Y.includes(y) && y !== P - (LOW_ORDER_Y[3] ?? 0n)
}
export function isSigned(
  key: Json | undefined,
  signature: Json | undefined,
  label: string,
  message: Uint8Array,
): boolean {
  const [x, signed] = [bytesOf(key), bytesOf(signature)]
  if (signed.length !== 64 || !isPoint(x) || !isPoint(signed.subarray(0, 32))) return false
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: wire(x) }, format: 'jwk' })
  return verify(null, Buffer.concat([Buffer.from(`${label}\0`), message]), publicKey, signed)
}
export const proofOf = (secret: Uint8Array): Buffer => sha256('apila/proof/v2\0', secret)
export const markOf = (proof: Uint8Array): string => wire(hkdf(proof, 'apila/mark/v2', 16))

// "Ticket"
export function stretch(digits: string, network: string): Buffer {
  const nonce = sha256(`apila/ticket/v2\0${network}`).subarray(0, 16)
  const cost = { parallelism: 1, tagLength: 32, memory: 65_536, passes: 3 }
  return argon2Sync('argon2id', { message: digits, nonce, ...cost })
}
export const ticketKeys = (root: Uint8Array) => {
  const part = (name: string, length = 32) => hkdf(root, `apila/ticket/v2/${name}`, length)
  return {
    name: wire(part('locator', 16)),
    withdraw: wire(part('withdraw')),
    renew: wire(part('renew')),
    openIdentity: identityOf(part('open')),
    receiptIdentity: identityOf(part('receipt')),
  }
}
export function isTicket(digits: string): boolean {
  let p = 10
  for (const digit of digits.slice(0, 23)) p = (((p + Number(digit)) % 10 || 10) * 2) % 11
  return /^\d{24}$/.test(digits) && (11 - p) % 10 === Number(digits[23])
}

// "Bells"
const pkcs8 = (scalar: Uint8Array) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), scalar]),
    format: 'der',
    type: 'pkcs8',
  })
export const deskKeys = (seed: Uint8Array) => {
  const bellPrivate = pkcs8(hkdf(seed, 'apila/desk/v2/bell', 32))
  const bell = createPublicKey(bellPrivate).export({ format: 'jwk' }).x ?? ''
  return { identity: identityOf(seed), list: wire(hkdf(seed, 'apila/desk/v2/list', 16)), bellPrivate, bell }
}
export function hearBell(desk: ReturnType<typeof deskKeys>, network: string, bell: string): Fields | null {
  const bytes = bytesOf(bell)
  const R = bytes.subarray(0, 32)
  const number = [...R].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  if (bytes.length !== 104 || number >= P) return null
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: wire(R) }, format: 'jwk' })
    const Z = diffieHellman({ privateKey: desk.bellPrivate, publicKey })
    if (Z.every((byte) => byte === 0)) return null
    const keys = hkdf(Z, `apila/bell/v2\0${network}`, 40, R)
    if (!keys.subarray(0, 8).equals(bytes.subarray(32, 40))) return null
    const box = createDecipheriv('aes-256-gcm', keys.subarray(8), Buffer.alloc(12))
    box.setAAD(Buffer.from(network)).setAuthTag(bytes.subarray(88))
    const inside = Buffer.concat([box.update(bytes.subarray(40, 88)), box.final()])
    const other = inside.subarray(17, 33).every((byte) => byte === 0) ? null : wire(inside.subarray(17, 33))
    const kind = inside[0] === 1 ? 'permission' : inside[0] === 2 && other !== null ? 'item' : null
    if (kind === null || inside.subarray(33).some((byte) => byte !== 0)) return null
    return { kind, name: wire(inside.subarray(1, 17)), other }
  } catch {
    return null
  }
}

// "Roster": what a reader of permissions needs of a log that may stand. Its rules are not judged here.
export interface Log {
  network: string
  length: number
  heads: string[]
  devices: Array<{ device: Fields; since: number; until: number }>
  desks: Map<string, { kind: Json; since: number; volunteers: boolean }>
  epochs: Map<string, Array<{ recipient: string; bell: Json }>>
}
export function readLog(
  entries: ReadonlyArray<{ entry: string; signatures: Array<{ device: string; signature: string }> }>,
): Log {
  const log: Log = { network: '', length: 0, heads: [], devices: [], desks: new Map(), epochs: new Map() }
  for (const { entry, signatures } of entries) {
    const read = parse(Buffer.from(entry))
    if (read['v'] !== 2 || read['n'] !== log.length || read['previous'] !== (log.heads.at(-1) ?? null)) broken()
    log.heads.push(wire(sha256(entry)))
    log.length += 1
    const [organisation, desk] = [read['organisation'], read['kind'] === 'desk' ? read['id'] : read['desk']]
    const place = typeof organisation === 'string' && typeof desk === 'string' ? `${organisation}/${desk}` : ''
    const add = (device: Json | undefined) =>
      log.devices.push({ device: device as Fields, since: log.length, until: Infinity })
    const now = (id: Json | undefined) => log.devices.findLast((each) => each.device['id'] === id)
    if (read['kind'] === 'genesis') {
      log.network = textOf(read['network'])
      for (const device of read['devices'] as Json[]) add(device)
    }
    for (const { device, signature } of signatures) {
      const signer = log.devices.find((each) => each.device['id'] === device && each.until > log.length)
      if (!signer || !isSigned(signer.device['verifyKey'], signature, 'apila/roster/v2', Buffer.from(entry))) broken()
    }
    if (read['kind'] === 'device') add(read['device'])
    if (read['kind'] === 'desk')
      log.desks.set(place, {
        kind: read['deskKind'] ?? null,
        since: log.length,
        volunteers: read['volunteers'] === true,
      })
    if (read['kind'] === 'epoch')
      log.epochs.set(place, [
        ...(log.epochs.get(place) ?? []),
        { recipient: textOf(read['recipient']), bell: read['bell'] ?? null },
      ])
    if (read['kind'] === 'device-change' || read['kind'] === 'device-remove') {
      const before = now(read['id'])
      if (!before) return broken()
      before.until = log.length
      const { roles, desks, supervisor } = read
      if (read['kind'] === 'device-change')
        add({ ...before.device, roles: roles ?? null, desks: desks ?? null, supervisor: supervisor ?? null })
    }
  }
  return log
}
export const deviceAt = (log: Log, id: Json | undefined, length: number): Fields | undefined =>
  log.devices.find((each) => each.device['id'] === id && each.since <= length && length < each.until)?.device

// "Head"
export interface Part {
  head: Fields
  content: Fields
  writer: Fields | undefined
  isSigned: boolean
}
/** `names`: the members; several lists where there is a choice. */
export function readPart(bytes: Uint8Array, log: Log, names: string | readonly string[], optional = ''): Part {
  const inner = members(parse(bytes), 'head content signature')
  const head = members(inner['head'], 'v suite part device network at receiver grant roster')
  const lists = typeof names === 'string' ? [names] : names
  const own = Object.keys((inner['content'] ?? {}) as object)
  const fitting = lists.find((list) => list.split(' ').every((name) => own.includes(name))) ?? lists[0] ?? ''
  const content = members(inner['content'], fitting, optional)
  const length = Number(members(head['roster'], 'length head')['length'])
  if (head['v'] !== 2) broken()
  const writer = length > log.length ? undefined : deviceAt(log, head['device'], length)
  const message = Buffer.concat([sha256(canonical(head)), sha256(canonical(content))])
  const signed = writer !== undefined && isSigned(writer['verifyKey'], inner['signature'], 'apila/part/v2', message)
  return { head, content, writer, isSigned: signed }
}
export const grantOf = (front: Json, back: Json): string =>
  wire(sha256(sha256(canonical(front)), typeof back === 'string' ? bytesOf(back) : sha256(canonical(back))))

/** The members that "Seal" and "Her book" name, by part. */
export const CONTENTS = {
  knock: ['front back codes talk mark line', 'front back asked talk mark line'],
  story: 'front back story talk mark line',
  receipt: 'front back refused bookIdentity',
  line: 'n before on organisation act',
  yes: 'grant on',
}
export const FRONT = 'v id kind mode from to extent why talk meeting notBefore until grows'
export const BACK = 'age what how keep reason said signatures'
export { broken, hkdf, members, openAge, openText, parse, recipientDigest, STORY_SIZES, unpad, wire }
