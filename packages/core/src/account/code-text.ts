// A code of 128 random bits that people read and type: 32 signs of the bech32 alphabet, 26 for the bits and 6 that find every slip of up to
// four signs (BIP-173). The founding code and the joining code are written so. Governed by docs/protocol.md "Codes that are typed".
import * as z from 'zod'
import { decodeBech32, encodeBech32 } from '../bech32.ts'

const PREFIX = 'apila'
const CODE_BYTES = 16

/** As it is compared and sent: lower case, no groups. */
export const CodeText = z
  .string()
  .refine((text) => bytesOfCode(text) !== null)
  .brand<'CodeText'>()
export type CodeText = z.infer<typeof CodeText>

/** The code of 16 bytes. */
export function codeText(bytes: Uint8Array): CodeText {
  if (bytes.length !== CODE_BYTES) throw new RangeError('a code has 16 bytes')
  return encodeBech32(PREFIX, bytes).slice(PREFIX.length + 1) as CodeText
}

/** For reading: eight groups of four. */
export const groupedCode = (text: CodeText): string => text.match(/.{4}/g)?.join(' ') ?? ''

/** What somebody typed: any case, any spaces and hyphens; signs that the alphabet leaves out are read as the ones they are taken for.
 *  `null` = not a code. */
export function readCode(typed: string): CodeText | null {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[1i]/g, 'l')
  return CodeText.safeParse(plain).data ?? null
}

/** The 16 bytes of a code; `null` = not one. */
export function bytesOfCode(text: string): Uint8Array | null {
  if (text.length !== 32) return null
  const decoded = decodeBech32(`${PREFIX}1${text}`)
  return decoded?.prefix === PREFIX && decoded.bytes.length === CODE_BYTES ? decoded.bytes : null
}
