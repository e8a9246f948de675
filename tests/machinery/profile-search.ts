// Everything that a browser's profile holds on disk, made searchable: each file as it is, and unpacked where browsers pack.
// Not unpacked is what browsers join later from many visits (Chromium's databases of keys and values); a profile of one visit has none.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
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

/** Waits until Firefox has written into the session that it keeps while it runs; gives up quietly, and the search then tells. */
export async function untilSessionHolds(userDataDir: string, text: string): Promise<void> {
  const path = join(userDataDir, 'sessionstore-backups', 'recovery.jsonlz4')
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    const file = await readFile(path).catch(() => Buffer.alloc(0))
    if (unpackMozLz4(file)?.includes(text) === true) return
    await setTimeout(200)
  }
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

/** Every address below `origin`: whole ones from tables and sessions, and from any bytes with what happens to follow them there. */
export function addressesIn(pieces: readonly Piece[], origin: string): { whole: string[]; loose: string[] } {
  const whole = new Set<string>()
  const loose = new Set<string>()
  for (const { name, bytes } of pieces) {
    const text = bytes.toString('latin1')
    if (/ (rows|unpacked)$/.test(name))
      for (const [, address = ''] of text.matchAll(new RegExp(`(?:^|")(${origin}[^"\\\\\\n]*)(?=["\\\\]|$)`, 'gm')))
        whole.add(address)
    // Addresses are plain letters: in two bytes each, the second one is zero.
    for (const one of [text, text.replaceAll('\0', '')])
      for (const [address] of one.matchAll(new RegExp(`${origin}[\\w/.?=&%#-]*`, 'g'))) loose.add(address)
  }
  return { whole: [...whole].sort(), loose: [...loose].sort() }
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
