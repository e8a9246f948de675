// What a build must be, whoever makes it: repeatable, guarded by digests, and small.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildAll } from './build.ts'
import { type BuiltFile, integrityOf } from './build-files.ts'

/** What a worker's telephone loads before the first sealing. Unit: bytes after gzip. Source: docs/architecture.md "Weights". */
const APP_FIRST_LOAD_BYTES = 92 * 1024
/** Public files after brotli, in bytes. Source: docs/architecture.md "Weights". */
const PUBLIC_BYTES: Record<string, number> = {
  'static/public.css.br': 4096,
  'static/guide.js.br': 2048,
  'static/end.js.br': 6144,
}

/** All sheets of public pages and app together. Source: docs/architecture.md "Weights". */
const ALL_STYLES_BYTES = 12.25 * 1024

const first = await buildAll()
const filesOf = (folder: string): BuiltFile[] => first.folders.find(([name]) => name === folder)?.[1] ?? []

test('two builds of the same sources are equal to the byte', async () => {
  const second = await buildAll()
  const digests = ({ folders }: typeof first): string[] =>
    folders
      .flatMap(([folder, files]) => files.map(({ path, contents }) => `${folder}/${path} ${integrityOf(contents)}`))
      .sort()
  assert.deepEqual(digests(second), digests(first))
})

test('the worker app is light enough for a telephone', () => {
  assert.ok(
    first.firstLoadGzipBytes <= APP_FIRST_LOAD_BYTES,
    `${first.firstLoadGzipBytes} bytes before the first sealing`,
  )
})

test('sheets and public files are small', (t) => {
  const styles = ['packages/server/dist', 'packages/app/dist']
    .flatMap(filesOf)
    .filter(({ path }) => path.endsWith('.css.br'))
  const all = styles.reduce((sum, { contents }) => sum + contents.length, 0)
  const sizes = [...styles.map(({ path, contents }) => `${path} ${contents.length}`), `together ${all}`].join(', ')
  t.diagnostic(sizes)
  assert.ok(styles.length >= 7)
  assert.ok(all <= ALL_STYLES_BYTES, sizes)
  for (const [path, most] of Object.entries(PUBLIC_BYTES)) {
    const size = filesOf('packages/server/dist').find((file) => file.path === path)?.contents.length
    assert.ok(size !== undefined && size <= most, `${path} has ${String(size)} bytes, at most ${most}`)
  }
})

test('every script and style of the desk stands with its digest on its page, or in the file that the page names with its digest', () => {
  const files = filesOf('packages/app/dist')
  const page = Buffer.from(files.find((file) => file.path === 'index.html')?.contents ?? '').toString('utf8')
  // A translator of the browser would send what stands there to a stranger.
  assert.match(page, /<html lang="fi" translate="no">/)
  const parts = files.filter((file) => /^assets\/.*\.(js|css)$/.test(file.path))
  assert.ok(parts.length > 1)
  const isOnPage = ({ path, contents }: BuiltFile): boolean =>
    page.includes(`="/desk/${path}" integrity="${integrityOf(contents)}"`)
  const links = parts.find(({ path }) => path.startsWith('assets/links-'))
  assert.ok(links !== undefined && isOnPage(links))
  const later = Buffer.from(links.contents).toString('utf8')
  for (const part of parts)
    assert.ok(
      isOnPage(part) || later.includes(`"${part.path.replace('assets/', '')}","${integrityOf(part.contents)}"`),
      `${part.path} has no digest`,
    )
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/)
})

test('no file says where or when it was built', () => {
  for (const [folder, files] of first.folders) {
    for (const { path, contents } of files) {
      if (/\.(br|gz)$/.test(path)) continue
      const text = Buffer.from(contents).toString('utf8')
      assert.ok(
        !text.includes(import.meta.dirname.replace(/\/house$/, '')),
        `${folder}/${path} names a folder of this machine`,
      )
    }
  }
})
