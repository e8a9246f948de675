// Serves the recordings that content/clients/sounds.json names, from content/recordings. One that is not there stops the start, so that
// nobody meets a player that stays silent. In parts where a browser asks so: iPhones play nothing else.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'

const TYPES: Readonly<Record<string, string>> = { opus: 'audio/ogg', mp3: 'audio/mpeg' }
/** One part from a first byte on, which is all that players ask for. RFC 9110, 14.1.2. */
const PART = /^bytes=(\d+)-(\d*)$/

/** `folder`: where the files lie. `names`: file names, in any order. Half a minute is about 90 KB, so they are kept in memory. */
export function mountRecordings(app: Hono, folder: string, names: readonly string[]): void {
  for (const name of new Set(names)) {
    const file = join(folder, name)
    if (!existsSync(file))
      throw new Error(`content/clients/sounds.json names ${name}, which is not in content/recordings`)
    const bytes = new Uint8Array(readFileSync(file))
    const headers = { 'Content-Type': TYPES[name.split('.').at(-1) ?? ''] ?? '', 'Accept-Ranges': 'bytes' }
    app.get(`/static/${name}`, (c) => {
      const [, first, last] = PART.exec(c.req.header('range') ?? '') ?? []
      if (first === undefined) return c.body(bytes, 200, headers)
      const from = Number(first)
      const to = Math.min(last ? Number(last) : Infinity, bytes.length - 1)
      const size = String(bytes.length)
      if (from > to) return c.body(null, 416, { 'Content-Range': `bytes */${size}` })
      const range = `bytes ${String(from)}-${String(to)}/${size}`
      return c.body(bytes.slice(from, to + 1), 206, { ...headers, 'Content-Range': range })
    })
  }
}
