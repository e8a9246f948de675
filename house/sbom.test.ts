// The list of what runs: whole, with digests, and without tools for development.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { componentsOf, readComponents } from './sbom.ts'

const integrity = `sha512-${Buffer.alloc(64, 1).toString('base64')}`
const lockfile = (packages: object): string => JSON.stringify({ packages })

test('what runs is listed with version, licence and digest; tools, links and our own packages are not', () => {
  const packages = {
    '': { name: 'apila' },
    'packages/core': { name: '@apila/core', version: '0.1.0' },
    'node_modules/@apila/core': { link: true },
    'node_modules/a': { version: '1.0.0', license: 'MIT', integrity },
    'node_modules/a/node_modules/@b/c': { version: '2.0.0', integrity },
    'node_modules/tool': { version: '3.0.0', integrity, dev: true },
  }
  assert.deepEqual(
    componentsOf(lockfile(packages)).map(({ name, version, purl }) => [name, version, purl]),
    [
      ['a', '1.0.0', 'pkg:npm/a@1.0.0'],
      ['@b/c', '2.0.0', 'pkg:npm/%40b/c@2.0.0'],
    ],
  )
  assert.equal(componentsOf(lockfile(packages))[0]?.hashes[0]?.content, '01'.repeat(64))
})

test('a package without a digest is no quiet gap', () => {
  assert.throws(() => componentsOf(lockfile({ 'node_modules/a': { version: '1.0.0' } })), /no SHA-512 for a/)
})

test('what a tool for development uses too is listed: zod, and the cipher under age', async () => {
  const names = (await readComponents()).map(({ name }) => name)
  for (const name of ['zod', '@noble/ciphers', 'uqr', 'age-encryption']) assert.ok(names.includes(name), name)
  assert.ok(!names.includes('typescript'))
})
