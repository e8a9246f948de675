// Fixed identifiers: the same thing has the same UUID in every answer, on every server, after every restart.
// RFC 9562 section 5.5 (version 5): SHA-1 is a name here, it protects nothing.
import { createHash } from 'node:crypto'

/** Chosen once. Another value would give every phone and term of the directory a new identifier. */
const NAMESPACE = 'd2b6a7c0-5f3e-4a85-9b0d-6c1f6f2f9a31'

/** The identifier of a part of the directory that has none in the content. */
export function fixedId(...path: readonly string[]): string {
  const digest = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(path.join('\0'))
    .digest()
  const bytes = digest.subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
