// The reader of Firefox's packed files, on bytes made by hand after the format's description.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unpackMozLz4 } from './mozlz4.ts'

const packed = (length: number, ...block: (string | number[])[]): Buffer => {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(length)
  return Buffer.concat([Buffer.from('mozLz40\0'), size, ...block.map((part) => Buffer.from(part as string))])
}

test('letters as they are, a repetition that overlaps itself, and lengths of more than one byte', () => {
  const long = 'x'.repeat(300)
  const [plain, repeated, longer] = [
    packed(5, [0x50], 'hello'),
    // "ab", then 6 bytes from 2 back, then "!".
    packed(9, [0x22], 'ab', [2, 0], [0x10], '!'),
    packed(300, [0xf0, 255, 30], long),
  ]
  assert.equal(unpackMozLz4(plain)?.toString(), 'hello')
  assert.equal(unpackMozLz4(repeated)?.toString(), 'abababab!')
  assert.equal(unpackMozLz4(longer)?.toString(), long)
})

test('another file is not unpacked, and one that is cut short gives what is there', () => {
  assert.equal(unpackMozLz4(Buffer.from('{"json":true}')), null)
  assert.equal(
    unpackMozLz4(packed(5, [0x50], 'hel'))
      ?.toString()
      .replaceAll('\0', ''),
    'hel',
  )
})
