// Reads what Firefox packs with LZ4 (sessions, bookmarks): a magic word, the length, one LZ4 block.
// Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
const MAGIC = Buffer.from('mozLz40\0')

/** The unpacked bytes; `null` when the file is no such file. A file that is cut short gives what can still be read of it. */
export function unpackMozLz4(file: Buffer): Buffer | null {
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) return null
  const out = Buffer.alloc(file.readUInt32LE(MAGIC.length))
  let from = MAGIC.length + 4
  let to = 0
  const longer = (length: number): number => {
    if (length < 15) return length
    let more = length
    for (let byte = 255; byte === 255 && from < file.length;) {
      byte = file[from++] ?? 0
      more += byte
    }
    return more
  }
  while (from < file.length) {
    const token = file[from++] ?? 0
    const literals = longer(token >> 4)
    to += file.copy(out, to, from, from + literals)
    from += literals
    // The last sequence is literals alone.
    if (from >= file.length) break
    const start = to - file.readUInt16LE(from)
    from += 2
    const matched = longer(token & 15) + 4
    // Byte by byte: a match may repeat what it has just written.
    for (let i = 0; i < matched && to < out.length; i += 1) out[to++] = out[start + i] ?? 0
  }
  return out
}
