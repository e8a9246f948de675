// Serves built files from a folder, with the precompressed copies that the build put beside them.
import { readFileSync, statSync } from 'node:fs'
import { join, normalize, sep } from 'node:path'
import type { Context } from 'hono'
import { sha256, toBase64url } from './keys.ts'

/** The media type of a file that we serve, by its ending. */
export const typeOf = (path: string): string | undefined => TYPES[path.split('.').at(-1) ?? '']

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
}

const CODINGS = [
  { coding: 'br', ending: '.br' },
  { coding: 'gzip', ending: '.gz' },
] as const

type Kept = { bytes: Uint8Array<ArrayBuffer>; etag: string; changed: number }

/** Files that were sent, by path. Bounded: the built folders hold a few megabytes. */
const kept = new Map<string, Kept>()
const MOST_KEPT = 500

/** Answers with `path` below `folder`; `null` when there is no such file. `immutable`: its name changes with its bytes. */
export function serveFile(c: Context, folder: string, path: string, immutable: boolean): Response | null {
  const file = normalize(join(folder, path))
  const type = typeOf(file)
  if (!file.startsWith(folder + sep) || type === undefined || file.includes('\0')) return null
  const found = findBest(file, c.req.header('accept-encoding') ?? '')
  if (!found) return null
  const { etag, bytes } = found.kept
  const headers: Record<string, string> = {
    'Content-Type': type,
    'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: etag,
    Vary: 'Accept-Encoding',
    ...(found.coding && { 'Content-Encoding': found.coding }),
  }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  return c.body(bytes, 200, headers)
}

function findBest(file: string, accepted: string): { kept: Kept; coding: string | null } | null {
  for (const { coding, ending } of CODINGS) {
    if (!accepted.includes(coding)) continue
    const packed = findKept(file + ending)
    if (packed) return { kept: packed, coding }
  }
  const plain = findKept(file)
  return plain && { kept: plain, coding: null }
}

// Asking whether a file has changed costs a few microseconds; reading and hashing it costs a hundred times that.
function findKept(file: string): Kept | null {
  const there = statSync(file, { throwIfNoEntry: false })
  if (!there?.isFile()) return null
  const known = kept.get(file)
  if (known?.changed === there.mtimeMs && known.bytes.length === there.size) return known
  const bytes = new Uint8Array(readFileSync(file))
  if (kept.size >= MOST_KEPT) kept.clear()
  const fresh = { bytes, etag: `"${toBase64url(sha256(bytes)).slice(0, 22)}"`, changed: there.mtimeMs }
  kept.set(file, fresh)
  return fresh
}
