// Serves built files from a folder, with the precompressed copies that the build put beside them.
import { readFile } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import type { Context } from 'hono'
import { sha256, toBase64url } from './keys.ts'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
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

/** Answers with `path` below `folder`; `null` when there is no such file. `immutable`: its name changes with its bytes. */
export async function serveFile(
  c: Context,
  folder: string,
  path: string,
  immutable: boolean,
): Promise<Response | null> {
  const file = normalize(join(folder, path))
  const type = TYPES[file.split('.').at(-1) ?? '']
  if (!file.startsWith(folder + sep) || type === undefined || file.includes('\0')) return null
  const found = await readBest(file, c.req.header('accept-encoding') ?? '')
  if (!found) return null
  const etag = `"${toBase64url(sha256(found.bytes)).slice(0, 22)}"`
  const headers: Record<string, string> = {
    'Content-Type': type,
    'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: etag,
    Vary: 'Accept-Encoding',
    ...(found.coding && { 'Content-Encoding': found.coding }),
  }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  return c.body(new Uint8Array(found.bytes), 200, headers)
}

async function readBest(file: string, accepted: string): Promise<{ bytes: Uint8Array; coding: string | null } | null> {
  for (const { coding, ending } of CODINGS) {
    if (!accepted.includes(coding)) continue
    const bytes = await readIfThere(file + ending)
    if (bytes) return { bytes, coding }
  }
  const bytes = await readIfThere(file)
  return bytes && { bytes, coding: null }
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch {
    return null
  }
}
