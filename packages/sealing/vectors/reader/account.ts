// What a device and an organisation keep beside the roster, by the second reader: docs/protocol.md "Codes that are typed", "Enrolment", "The
// device" and "Recovery papers". Shares nothing with our code.
import {
  argon2Sync,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  timingSafeEqual,
} from 'node:crypto'
import { identityToRecipient } from 'age-encryption'
import * as reader from './reader.ts'
import { type Fields, type Json, members, textOf } from './reader.ts'

// "Codes that are typed"
const asTyped = (typed: string) =>
  typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[1i]/g, 'l')
/** The 16 bytes; null = not a code. */
export function readCode(typed: string): string | null {
  const bytes = reader.bech32(`apila1${asTyped(typed)}`, 'apila')
  return bytes?.length === 16 ? reader.wire(bytes) : null
}

// "Enrolment"
export const joinKeys = (code: Uint8Array) => ({
  id: reader.wire(reader.hkdf(code, 'apila/join/v2/id', 16)),
  mac: reader.hkdf(code, 'apila/join/v2/mac', 32),
  digits: reader.hkdf(code, 'apila/join/v2/digits', 32),
})
/** What one side said; null = not with this code, or not by this side. */
export function hear(mac: Uint8Array, side: string, blob: string): Fields | null {
  try {
    const message = members(reader.parse(reader.bytesOf(blob)), 'content mac')
    const content = textOf(message['content'])
    const own = createHmac('sha256', mac).update(`${side}\0${content}`).digest()
    const [said, isSameLength] = [reader.bytesOf(message['mac']), reader.bytesOf(message['mac']).length === own.length]
    return isSameLength && timingSafeEqual(own, said) ? reader.parse(Buffer.from(content)) : null
  } catch {
    return null
  }
}
const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
export const sixDigits = (key: Uint8Array, request: Json): string =>
  String(toNumber(createHmac('sha256', key).update(reader.canonical(request)).digest()) % 1_000_000n).padStart(6, '0')

// "Founding"
const inFours = (text: string) => text.match(/.{4}/g) ?? []
export const recordGroups = (record: Json): string[] =>
  inFours(String(toNumber(reader.sha256(reader.canonical(record))) % 10n ** 32n).padStart(32, '0'))
export const genesisGroups = (entry: string): string[] => inFours(reader.sha256(entry).toString('hex').slice(0, 40))

// "The device"
export const prfSalt = (network: string, device: string): string =>
  reader.wire(reader.sha256(`apila/prf/v2\0${network}\0${device}`))
/** The seed of the device's identity; null = not under this key. */
export function openFile(file: Fields, by: { prf?: string; words?: string }): string | null {
  const isUnderWords = file['under'] === 'words'
  const own = members(file, `v network device under iv box ${isUnderWords ? 'salt' : 'credential'}`)
  if ((by.words !== undefined) !== isUnderWords) return null
  const cost = { parallelism: 1, tagLength: 32, memory: 65_536, passes: 3 }
  const key = isUnderWords
    ? argon2Sync('argon2id', { message: by.words ?? '', nonce: reader.bytesOf(own['salt']), ...cost })
    : reader.hkdf(reader.bytesOf(by.prf), 'apila/device-key/v2', 32)
  const box = reader.bytesOf(own['box'])
  const bound = `apila/device-file/v2\0${textOf(own['network'])}\0${textOf(own['device'])}\0${textOf(own['under'])}`
  const opening = createDecipheriv('aes-256-gcm', key, reader.bytesOf(own['iv']))
  opening.setAAD(Buffer.from(bound)).setAuthTag(box.subarray(-16))
  try {
    return reader.wire(Buffer.concat([opening.update(box.subarray(0, -16)), opening.final()]))
  } catch {
    return null
  }
}

// "Recovery papers"
const SIGNS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
interface Paper {
  number: number
  pieces: Map<number, Buffer>
}
export function readPaper(typed: string): Paper | null {
  const text = asTyped(typed)
  if (!new RegExp(`^[${SIGNS}]{108}$`).test(text)) return null
  const bitsOf = (signs: string) => [...signs].map((sign) => SIGNS.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const [body, check] = [text.slice(0, 103), bitsOf(text.slice(103))]
  const digest = [...reader.sha256(`apila/paper/v2\0${body}`)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const bits = bitsOf(body)
  const number = parseInt(bits.slice(0, 3), 2)
  if (check !== digest.slice(0, 25) || number < 1 || number > 3) return null
  const bytes = Buffer.from((bits.slice(3).match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const pieces = new Map([
    [number, bytes.subarray(0, 32)],
    [(number % 3) + 1, bytes.subarray(32)],
  ])
  return { number, pieces }
}
/** The seed that two papers give, or why they give none. */
export function joinPapers(a: Paper, b: Paper): { seed: Buffer } | 'same-paper' | 'mixed' {
  if (a.number === b.number) return 'same-paper'
  for (const [piece, bytes] of a.pieces) if (b.pieces.get(piece)?.equals(bytes) === false) return 'mixed'
  const seed = Buffer.alloc(32)
  for (const bytes of new Map([...a.pieces, ...b.pieces]).values())
    for (const [at, byte] of bytes.entries()) seed[at] = (seed[at] ?? 0) ^ byte
  return { seed }
}
/** The keys of a seed, as the roster names them, and what opens the wraps. */
export async function papersKeys(seed: Uint8Array) {
  const scalar = reader.hkdf(seed, 'apila/recovery/v2/sign', 32)
  const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), scalar])
  const { x = '' } = createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' })).export({ format: 'jwk' })
  const identity = reader.identityOf(reader.hkdf(seed, 'apila/recovery/v2/open', 32))
  return { verifyKey: x, recipient: await identityToRecipient(identity), identity }
}
