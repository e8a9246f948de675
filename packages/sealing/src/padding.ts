// Padding before sealing, so that length tells nothing. Governed by docs/protocol.md "Encoding".
import { LARGEST_CONTENT_BYTES, STORY_CLASSES } from '@apila/core/sizes.ts'
import { BrokenSeal } from './age.ts'
import type { Bytes } from './encoding.ts'

const LENGTH_BYTES = 4

/** Pads to exactly `size` bytes: 4-byte big-endian length, content, zeros. Throws `RangeError` when the content does not fit. */
export function padTo(content: Uint8Array, size: number): Bytes {
  if (content.length + LENGTH_BYTES > size) throw new RangeError(`${content.length} bytes do not fit into ${size}`)
  const out = new Uint8Array(size)
  new DataView(out.buffer).setUint32(0, content.length)
  out.set(content, LENGTH_BYTES)
  return out
}

/** Pads to the smallest size class that fits. Throws `RangeError` above LARGEST_CONTENT_BYTES. */
export function padToClass(content: Uint8Array): Bytes {
  if (content.length > LARGEST_CONTENT_BYTES) throw new RangeError('content is larger than 4 MiB - 64 KiB')
  const size = STORY_CLASSES.find((s) => content.length + LENGTH_BYTES <= s)
  return padTo(content, size ?? 0)
}

/** Takes padding off. Throws `BrokenSeal` when it is not what `padTo` makes. */
export function unpad(padded: Uint8Array): Bytes {
  if (padded.length < LENGTH_BYTES) throw new BrokenSeal()
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0)
  const end = LENGTH_BYTES + length
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) throw new BrokenSeal()
  return new Uint8Array(padded.slice(LENGTH_BYTES, end))
}
