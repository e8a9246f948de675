// The Chromium of the browser tests: the one in the npm package, unpacked once into the system's temporary folder together with the
// libraries and the one font family that it brings. It is the same everywhere, whatever the machine has; but it is the headless
// shell, which keeps no history. What a person's own Chromium keeps is tried in a full one, where there is one.
import { execFile, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'

export interface Chromium {
  path: string
  /** What the program needs around it: its libraries and where fonts are found. */
  env: Record<string, string>
}

/** People sit in Finland, whose days the server counts: two or three hours a night the machine's own day may be another. */
const THERE = { TZ: 'Europe/Helsinki' }

/** Programs themselves where that is possible: the start script of Debian adds settings of the machine. */
const FULL_PATHS = ['/usr/lib/chromium/chromium', '/usr/bin/chromium', '/usr/bin/google-chrome-stable']

/** A whole browser with history, sessions and autofill, as people have it. */
export async function findFullChromium(): Promise<Chromium | undefined> {
  for (const path of FULL_PATHS) if (await exists(path)) return { path, env: THERE }
  return undefined
}

export async function findChromium(): Promise<Chromium> {
  const folder = await unpackPackage()
  return {
    path: join(folder, 'chromium'),
    env: {
      ...THERE,
      LD_LIBRARY_PATH: join(folder, 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      HOME: process.env.HOME ?? folder,
    },
  }
}

/** Scripts that no installed font covers; such letters show as boxes in screenshots, the tests themselves still hold. */
export async function missingFonts(): Promise<string[]> {
  const wanted = [
    { name: 'Arabic', query: ':lang=ar' },
    { name: 'emoji', query: ':lang=und-zsye' },
  ]
  const missing: string[] = []
  for (const { name, query } of wanted) {
    const found = await promisify(execFile)('fc-list', [query]).then(
      ({ stdout }) => stdout.trim() !== '',
      () => false,
    )
    if (!found) missing.push(name)
  }
  return missing
}

async function unpackPackage(): Promise<string> {
  const bin = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin')
  const manifest: unknown = JSON.parse(await readFile(join(bin, '..', 'package.json'), 'utf8'))
  const version = (manifest as { version: string }).version
  const folder = join(tmpdir(), `apila-chromium-${version}-${String(process.getuid?.() ?? 0)}`)
  if (await exists(join(folder, 'chromium'))) return folder
  // Unpacked beside and renamed: two test processes that start together never see half a browser.
  const fresh = await mkdtemp(`${folder}-`)
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(fresh, 'chromium')),
  )
  await chmod(join(fresh, 'chromium'), 0o755)
  await unpackTar(join(bin, 'al2023.tar.br'), fresh)
  await unpackTar(join(bin, 'fonts.tar.br'), fresh)
  await mkdir(join(fresh, 'cache'))
  await writeFile(join(fresh, 'fonts.conf'), fontSettings(folder))
  await rename(fresh, folder).catch(async () => {
    await rm(fresh, { recursive: true, force: true })
  })
  return folder
}

function unpackTar(archive: string, into: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const tar = spawn('tar', ['-x', '-C', into], { stdio: ['pipe', 'ignore', 'inherit'] })
    tar.on('error', reject)
    tar.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`tar ended with ${String(code)}`))
    })
    pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin).catch(reject)
  })
}

function fontSettings(folder: string): string {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(folder, 'fonts')]
  const lines = folders.map((path) => `<dir>${path}</dir>`).join('')
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${lines}<cachedir>${join(folder, 'cache')}</cachedir></fontconfig>\n`
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
