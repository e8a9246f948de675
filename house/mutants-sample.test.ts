// A sample of mutants: the same words choose the same changes, about as many as was said, and what is no share is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SAMPLE, isSampled, sampleOf, strykerPlugins, writeSample } from './mutants-sample.ts'

const changes = Array.from({ length: 2000 }, (_, n) => `packages/x/src/a.ts ${String(n)}`)

test('without the word all are tried, with it a share, and no seed is a seed, too', () => {
  assert.equal(sampleOf(['keys', '--again']), null)
  assert.deepEqual(sampleOf(['keys', '--sample=10', '--seed=a b']), { percent: 10, seed: 'a b' })
  assert.deepEqual(sampleOf(['--sample=0.5']), { percent: 0.5, seed: '1' })
  for (const wrong of ['', '0', '100', '-1', 'ten', '1e3'])
    assert.throws(() => sampleOf([`--sample=${wrong}`]), /percent/, wrong)
})

test('the same seed chooses the same changes, another seed others, and about as many as was said', () => {
  const chosen = (seed: string) => changes.filter((change) => isSampled({ percent: 10, seed }, change))
  assert.deepEqual(chosen('one'), chosen('one'))
  assert.notDeepEqual(chosen('one'), chosen('other'))
  // The seeds stand here, so that the numbers are no chance.
  for (const seed of ['one', 'other']) assert.ok(Math.abs(chosen(seed).length - 200) < 50, seed)
})

test('what is not of the sample is said not to compile, and the rest is tried', async () => {
  process.env[SAMPLE] = writeSample({ percent: 25, seed: 'a b' })
  const [plugin] = strykerPlugins
  assert.ok(plugin)
  const checker = new plugin.injectableClass()
  await checker.init()
  const mutants = changes.map((replacement, n) => ({
    ...{ id: String(n), mutatorName: 'Invented', location: { start: n }, replacement },
    fileName: '/anywhere/packages/x/src/a.ts',
  }))
  const answers = await checker.check(mutants)
  const passed = mutants.filter(({ id }) => answers[id]?.status === 'passed')
  assert.ok(Math.abs(passed.length - 500) < 100, String(passed.length))
  const elsewhere = await checker.check(mutants.map((one) => ({ ...one, fileName: '/copy/of/packages/x/src/a.ts' })))
  assert.deepEqual(elsewhere, answers, 'in a copy the same ones are chosen')
})
