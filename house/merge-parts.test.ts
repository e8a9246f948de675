// Parts that are merged still find what they import, in whatever way it is asked for.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'node:test'
import { build } from 'esbuild'
import { mergeParts, reach, readParts } from './merge-parts.ts'

const SOURCES: Readonly<Record<string, string>> = {
  'main.ts': `import { count } from './shared.ts'
    count.n += 1
    const day = async () => (await import('./day.ts')).list()
    const screen = async (n: number) => n === 1 ? (await import('./one.ts')).show() : (await import('./two.ts')).show()
    Object.assign(globalThis, { tried: { day, screen } })`,
  'day.ts': `import { count } from './shared.ts'; import { helper } from './helper.ts'
    export const list = () => helper('list', count.n)`,
  'shared.ts': `export const count = { n: 0 }`,
  'helper.ts': `export const helper = (name: string, n: number) => name + ' ' + String(n)`,
  'one.ts': `import { helper } from './helper.ts'; import { count } from './shared.ts'; export const show = () => helper('one', count.n)`,
  'two.ts': `import { helper } from './helper.ts'; import { count } from './shared.ts'; export const show = () => helper('two', count.n)`,
}

test('what is loaded together is one file, and everything still finds its own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'apila-parts-'))
  try {
    for (const [name, text] of Object.entries(SOURCES)) await writeFile(join(folder, name), text)
    const made = await build({
      entryPoints: [join(folder, 'main.ts')],
      absWorkingDir: folder,
      outdir: 'out',
      bundle: true,
      splitting: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'esm',
      chunkNames: '[name]-[hash]',
    })
    const files = new Map(made.outputFiles.map((file) => [basename(file.path), file.contents]))
    const parts = readParts(made.metafile, files)
    const merged = await mergeParts(parts, made.metafile, [
      { name: 'main', entryPoints: ['main.ts'] },
      { name: 'day', entryPoints: ['day.ts'] },
    ])
    const scripts = [...merged.keys()].filter((name) => name.endsWith('.js'))
    assert.ok(scripts.length < parts.size, scripts.join())
    for (const [name, { imports }] of merged)
      for (const { to } of imports) assert.ok(merged.has(to), `${name} imports ${to}`)
    for (const name of scripts) await writeFile(join(folder, name), merged.get(name)?.contents ?? '')
    const entry = scripts.find((name) => name.startsWith('main')) ?? ''
    assert.deepEqual([...reach(merged, entry)], [entry], 'the first file needs no other')
    await import(pathToFileURL(join(folder, entry)).href)
    const { tried } = globalThis as unknown as {
      tried: { day: () => Promise<string>; screen: (n: number) => Promise<string> }
    }
    // One and the same state in all of them.
    assert.deepEqual([await tried.day(), await tried.screen(1), await tried.screen(2)], ['list 1', 'one 1', 'two 1'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
