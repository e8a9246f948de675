import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { isTest } from './paths.ts'
import { digestSources } from './stale.ts'

test('tests and the folders `test` are no part of the product, and names that only look alike are', () => {
  for (const path of [
    'packages/core/src/day.test.ts',
    'packages/server/src/cards/print.browser.test.ts',
    'packages/server/src/test/network.ts',
    'packages/server/src/statistics/test/release.ts',
  ])
    assert.ok(isTest(path), path)
  for (const path of [
    'packages/core/src/check-text/check-text.ts',
    'packages/server/src/latest/page.tsx',
    'packages/server/src/test.ts',
    'house/test.ts',
  ])
    assert.ok(!isTest(path), path)
})

test('a changed test makes no build old, a changed source does', async () => {
  const root = await mkdtemp(join(tmpdir(), 'sources-'))
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  try {
    await put('packages/server/src/app.ts', 'export const app = 1')
    const before = await digestSources(root)
    await put('packages/server/src/app.test.ts', "import './test/network.ts'")
    await put('packages/server/src/test/network.ts', 'export const network = 1')
    assert.equal(await digestSources(root), before)
    await put('packages/server/src/app.ts', 'export const app = 2')
    assert.notEqual(await digestSources(root), before)
  } finally {
    await rm(root, { recursive: true })
  }
})
