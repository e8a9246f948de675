// What goes along in the fragment is read as strictly as any address, and comes back as it went.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCarried, showCarried } from './carried.ts'

test('age, groups and signs come back as they went', () => {
  for (const age of ['0', '1', '2', '3'])
    for (const groups of ['', 'e', 'c', 'v', 'ec', 'ev', 'cv', 'ecv'])
      for (const signs of [[], ['111'], ['111', '131', '144']]) {
        const carried = { age, groups, signs }
        const fragment = showCarried(carried)
        if (age === '0' && groups === '' && signs.length === 0) assert.equal(fragment, '')
        else assert.deepEqual(readCarried(fragment), carried)
      }
})

test('what does not fit is nothing: places on a page, other letters, order, more than there is', () => {
  for (const fragment of [
    '',
    '#',
    '#steps',
    '#call',
    '#e=4&g=',
    '#e=1',
    '#g=e&e=1',
    '#e=1&g=ce',
    '#e=1&g=x',
    '#e=1&g=e&s=',
    '#e=1&g=e&s=111.',
    '#e=1&g=e&s=1111',
    '#e=1&g=e&s=abc',
    '#e=1&g=e&s=111&x=1',
    'e=1&g=e',
    '#e=1&g=e\n',
  ])
    assert.equal(readCarried(fragment), null, JSON.stringify(fragment))
})
