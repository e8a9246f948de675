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
  return padTo(content, classOf(content.length) ?? 0)
}

/** Takes padding off. Throws `BrokenSeal` when it is not what `padTo` makes of `size`. */
export function unpad(padded: Uint8Array, size: number): Bytes {
  if (padded.length !== size || size < LENGTH_BYTES) throw new BrokenSeal()
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0)
  const end = LENGTH_BYTES + length
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) throw new BrokenSeal()
  return new Uint8Array(padded.slice(LENGTH_BYTES, end))
}

/** Takes padding of one of the size classes off: that of the smallest class which fits, and no other. */
export function unpadClass(padded: Uint8Array): Bytes {
  const content = unpad(padded, padded.length)
  if (content.length > LARGEST_CONTENT_BYTES || classOf(content.length) !== padded.length) throw new BrokenSeal()
  return content
}

const classOf = (length: number): number | undefined => STORY_CLASSES.find((size) => length + LENGTH_BYTES <= size)
