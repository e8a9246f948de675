// Everything that a browser's profile holds on disk, made searchable: each file as it is, and unpacked where browsers pack.
// Not unpacked is what browsers join later from many visits (Chromium's databases of keys and values); a profile of one visit has none.
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { unpackMozLz4 } from './mozlz4.ts'
import { spellings } from './recording-proxy.ts'
import { filesBelow } from './server.ts'

/** A file, or what was packed in it. */
export interface Piece {
  name: string
  bytes: Buffer
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08])
const SQLITE = Buffer.from('SQLite format 3\0')

export async function profilePieces(userDataDir: string): Promise<Piece[]> {
  const files = await filesBelow(userDataDir)
  return files.flatMap(({ path, bytes }) => {
    const name = path.slice(userDataDir.length + 1)
    const unpacked = unpackMozLz4(bytes)
    return [
      { name, bytes },
      ...(unpacked === null ? [] : [{ name: `${name} unpacked`, bytes: unpacked }]),
      ...gzipParts(bytes).map((part) => ({ name: `${name} unzipped`, bytes: part })),
      ...(bytes.subarray(0, SQLITE.length).equals(SQLITE) ? [{ name: `${name} rows`, bytes: rowsOf(path) }] : []),
    ]
  })
}

/** Names of the pieces that hold `text`, however it is spelled. */
export function piecesWith(pieces: readonly Piece[], text: string): string[] {
  const needles = spellings(text)
  return pieces.filter(({ bytes }) => needles.some((needle) => bytes.includes(needle))).map(({ name }) => name)
}

/** Names of the pieces that hold `text` as browsers write text: in one or two bytes a letter, or as a part of an address. */
export function piecesWithWords(pieces: readonly Piece[], text: string): string[] {
  const needles = [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(encodeURIComponent(text))]
  if (/[\u0080-\u00ff]/.test(text)) needles.push(Buffer.from(text, 'latin1'))
  return pieces.filter(({ bytes }) => needles.some((needle) => bytes.includes(needle))).map(({ name }) => name)
}

/** Every address below `origin` that stands anywhere. */
export function addressesIn(pieces: readonly Piece[], origin: string): string[] {
  const found = new Set<string>()
  for (const { bytes } of pieces) {
    const text = bytes.toString('latin1')
    // Addresses are plain letters: in two bytes each, the second one is zero.
    for (const one of [text, text.replaceAll('\0', '')])
      for (const [address] of one.matchAll(new RegExp(`${origin}[\\w/.?=&%#-]*`, 'g'))) found.add(address)
  }
  return [...found].sort()
}

// Bodies that a server sent packed are kept packed.
function gzipParts(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = bytes.indexOf(GZIP); at !== -1; at = bytes.indexOf(GZIP, at + 1)) {
    try {
      parts.push(gunzipSync(bytes.subarray(at)))
    } catch {
      // Three bytes that only looked like a beginning, or something behind its end: the file is searched as it is.
    }
  }
  return parts
}

// As rows, too: long texts are cut into pages in the file.
function rowsOf(path: string): Buffer {
  const texts: string[] = []
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'").all()
    for (const { name } of tables) {
      const select = db.prepare(`SELECT * FROM "${String(name)}"`)
      // Browsers count microseconds since 1601.
      select.setReadBigInts(true)
      for (const row of select.all())
        for (const value of Object.values(row))
          texts.push(value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value))
    }
  } finally {
    db.close()
  }
  return Buffer.from(texts.join('\n'))
}
