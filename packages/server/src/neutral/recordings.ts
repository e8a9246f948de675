// Serves the recordings that content/clients/sounds.json names, from content/recordings. One that is not there stops the start, so that
// nobody meets a player that stays silent.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { serveFile } from '../platform/static-files.ts'

/** `folder`: where the files lie. `names`: file names, in any order. */
export function mountRecordings(app: Hono, folder: string, names: readonly string[]): void {
  for (const name of new Set(names)) {
    if (!existsSync(join(folder, name)))
      throw new Error(`content/clients/sounds.json names ${name}, which is not in content/recordings`)
    app.get(`/static/${name}`, async (c) => (await serveFile(c, folder, name, false)) ?? c.notFound())
  }
}
