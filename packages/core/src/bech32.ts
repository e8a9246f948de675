// Reads and writes bech32 (BIP-173), the spelling of age recipients, without the 90 signs' limit that age does not keep either.
// An encoding and no cryptography, so core may know it: then server and device refuse the same text by the same lines.

const SIGNS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const CHECK_SIGNS = 6
// What the five bits that leave at the top add; a table, since a roster holds thousands of recipients of 1,959 signs.
const TERMS = Array.from({ length: 32 }, (_, top) =>
  GENERATOR.reduce((sum, term, bit) => ((top >> bit) & 1 ? sum ^ term : sum), 0),
)
const VALUES = Int8Array.from({ length: 128 }, (_, code) => SIGNS.indexOf(String.fromCharCode(code)))

/** `null` = not bech32: wrong check, upper case, spare bits. Upper case is a second spelling, which nothing here needs. */
export function decodeBech32(text: string): { prefix: string; bytes: Uint8Array } | null {
  const split = text.lastIndexOf('1')
  if (split < 1) return null
  const prefix = text.slice(0, split)
  if (!/^[\x21-\x40\x5b-\x7e]*$/.test(prefix)) return null
  const values = valuesOf(text.slice(split + 1))
  if (!values || values.length < CHECK_SIGNS || remainder(prefix, values) !== 1) return null
  const bytes = regroup(values.subarray(0, -CHECK_SIGNS))
  return bytes && { prefix, bytes }
}

/** Bytes spelled with a prefix. The reverse of `decodeBech32`. */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const values = inFives(bytes)
  const check = remainder(prefix, Uint8Array.from([...values, 0, 0, 0, 0, 0, 0])) ^ 1
  const checkSigns = [5, 4, 3, 2, 1, 0].map((place) => (check >>> (5 * place)) & 31)
  return `${prefix}1${[...values, ...checkSigns].map((value) => SIGNS[value]).join('')}`
}

function inFives(bytes: Uint8Array): number[] {
  const out: number[] = []
  let [bits, held] = [0, 0]
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff
    held += 8
    for (; held >= 5; held -= 5) out.push((bits >> (held - 5)) & 31)
  }
  if (held > 0) out.push((bits << (5 - held)) & 31)
  return out
}

function valuesOf(signs: string): Uint8Array | null {
  const values = new Uint8Array(signs.length)
  for (let at = 0; at < signs.length; at += 1) {
    const value = VALUES[signs.charCodeAt(at)] ?? -1
    if (value < 0) return null
    values[at] = value
  }
  return values
}

function remainder(prefix: string, values: Uint8Array): number {
  const codes = Array.from(prefix, (sign) => sign.charCodeAt(0))
  const start = addSigns(1, [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)])
  return addSigns(start, values)
}

function addSigns(start: number, values: ArrayLike<number>): number {
  let check = start
  for (let at = 0; at < values.length; at += 1)
    check = ((check & 0x1ffffff) << 5) ^ (values[at] ?? 0) ^ (TERMS[check >> 25] ?? 0)
  return check
}

// Groups of five bits become bytes; what is left over must be zeros and no whole group.
function regroup(values: Uint8Array): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((values.length * 5) / 8))
  let [bits, held, at] = [0, 0, 0]
  for (let place = 0; place < values.length; place += 1) {
    bits = ((bits << 5) | (values[place] ?? 0)) & 0xfff
    held += 5
    if (held < 8) continue
    held -= 8
    bytes[at] = bits >> held
    at += 1
  }
  const isWhole = held < 5 && (bits & ((1 << held) - 1)) === 0
  return isWhole ? bytes : null
}
