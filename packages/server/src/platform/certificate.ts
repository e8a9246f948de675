// Makes a certificate that its own key signs (X.509, RFC 5280), since Node reads certificates and makes none. Only the writing of it is here: key
// and signature are Ed25519 of node:crypto (RFC 8410). Governed by docs/operating.md "Leash keeper".
import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto'
import { isIP } from 'node:net'
import type { RandomBytes } from './keys.ts'

type Asked = { name: string; from: Date; to: Date; randomBytes: RandomBytes }

/** ITU-T X.690: tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const length = Buffer.from(content.length.toString(16).padStart(content.length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content])
}

const SEQUENCE = 0x30
const SET = 0x31
const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const ED25519 = der(SEQUENCE, hex('06032b6570'))
const VERSION_3 = der(0xa0, hex('020102'))
const COMMON_NAME = hex('0603550403')
/** Extensions: who may sign others, what the key is for, which names it has. */
const [BASIC, USAGE, EXTENDED_USAGE, NAMES] = ['0603551d13', '0603551d0f', '0603551d25', '0603551d11'].map(hex) as [
  Buffer,
  Buffer,
  Buffer,
  Buffer,
]
const CRITICAL = hex('0101ff')
/** Signing alone (RFC 5280 4.2.1.3). */
const DIGITAL_SIGNATURE = hex('03020780')
/** Both sides show one: serverAuth and clientAuth. */
const SERVER_AND_CLIENT = hex('06082b0601050507030106082b06010505070302')

const serialOf = (bytes: Uint8Array): Buffer => {
  const serial = Buffer.from(bytes)
  // A positive number that needs no sign byte.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return der(0x02, serial)
}

// RFC 5280 4.1.2.5: two digits of the year until 2049, four after it.
const timeOf = (time: Date): Buffer => {
  const text = `${time.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
  return time.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text))
}

function alternativeName(name: string): Buffer {
  if (isIP(name) === 0) return der(0x82, Buffer.from(name, 'ascii'))
  return der(0x87, isIP(name) === 4 ? Buffer.from(name.split('.').map(Number)) : ip6Bytes(name))
}

function ip6Bytes(name: string): Buffer {
  const [head = '', tail] = name.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const [first, last] = [groups(head), groups(tail ?? '')]
  const all = [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last]
  return hex(all.map((group) => group.padStart(4, '0')).join(''))
}

const pem = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END ${label}-----\n`

/** A new key and its certificate as text. `name`: a host name, or a network address. */
export function makeCertificate(asked: Asked): { key: string; certificate: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    certificate: certificateOf(asked, publicKey, privateKey),
  }
}

function certificateOf({ name, from, to, randomBytes }: Asked, publicKey: KeyObject, privateKey: KeyObject): string {
  const subject = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(name)))))
  const extension = (id: Buffer, value: Buffer, isCritical: boolean): Buffer =>
    der(SEQUENCE, id, ...(isCritical ? [CRITICAL] : []), der(0x04, value))
  const extensions = der(
    0xa3,
    der(
      SEQUENCE,
      extension(BASIC, der(SEQUENCE), true),
      extension(USAGE, DIGITAL_SIGNATURE, true),
      extension(EXTENDED_USAGE, der(SEQUENCE, SERVER_AND_CLIENT), false),
      extension(NAMES, der(SEQUENCE, alternativeName(name)), false),
    ),
  )
  const toSign = der(
    SEQUENCE,
    VERSION_3,
    serialOf(randomBytes(16)),
    ED25519,
    subject,
    der(SEQUENCE, timeOf(from), timeOf(to)),
    subject,
    publicKey.export({ format: 'der', type: 'spki' }),
    extensions,
  )
  const signature = der(0x03, hex('00'), sign(null, toSign, privateKey))
  return pem('CERTIFICATE', der(SEQUENCE, toSign, ED25519, signature))
}
