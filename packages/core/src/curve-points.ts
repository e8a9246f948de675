// Which 32 bytes may be a public key on curve 25519, or the first half of a signature. A comparison of numbers and no cryptography. Chromium 153
// takes Ed25519 keys and first halves of low order, under which one signature fits many texts, and keys in a second spelling, which would be
// another key to us; Node 24 refuses them. So that all refuse the same, they are refused here.

const P = (1n << 255n) - 19n

// Points whose order divides 8, by the coordinate that is encoded (RFC 7748 section 6.1 names the danger for X25519; the values are
// those of libsodium's and of cr.yp.to/ecdh.html "validate").
const ORDER_8_U = 325606250916557431795983626356110631294008115727848805560023387167927233504n
const ORDER_8_U_OTHER = 39382357235489614581723060781553021112529911719440698176882885853963445705823n
const ORDER_8_Y = 2707385501144840649318225287225658788936804267575313519463743609750303402022n

const LOW_ORDER_U: readonly bigint[] = [0n, 1n, P - 1n, ORDER_8_U, ORDER_8_U_OTHER]
const LOW_ORDER_Y: readonly bigint[] = [0n, 1n, P - 1n, ORDER_8_Y, P - ORDER_8_Y]

/** Whether 32 bytes are an X25519 public key in its one spelling and not of low order. */
export function isX25519Key(bytes: Uint8Array): boolean {
  const u = littleEndian(bytes)
  return bytes.length === 32 && u < P && !LOW_ORDER_U.includes(u)
}

/** Whether 32 bytes may be an Ed25519 public key, or the first half of a signature: one spelling, not of low order. */
export function isEd25519Point(bytes: Uint8Array): boolean {
  // The highest bit is the sign of x.
  const y = littleEndian(bytes) & ((1n << 255n) - 1n)
  return bytes.length === 32 && y < P && !LOW_ORDER_Y.includes(y)
}

const littleEndian = (bytes: Uint8Array): bigint => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
