import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { splitLinks } from './inline.ts'

test('links of ours and of others are found, with the words around them', () => {
  assert.deepEqual(splitLinks('See [press](/press) or [riku.fi](https://www.riku.fi), call [112](tel:112).'), [
    { text: 'See ' },
    { text: 'press', href: '/press' },
    { text: ' or ' },
    { text: 'riku.fi', href: 'https://www.riku.fi' },
    { text: ', call ' },
    { text: '112', href: 'tel:112' },
    { text: '.' },
  ])
})

test('links side by side have no empty words around them', () => {
  assert.deepEqual(splitLinks('[a](/a)[b](/b)'), [
    { text: 'a', href: '/a' },
    { text: 'b', href: '/b' },
  ])
  assert.deepEqual(splitLinks(''), [])
})

test('what could run or lead astray stays text', () => {
  for (const text of [
    '[x](javascript:alert(1))',
    '[x](http://plain.example)',
    '[x](//other.example)',
    '[x](//other)',
    '[x]( /press)',
    '[](/press)',
    '<b>x</b>',
  ]) {
    assert.deepEqual(splitLinks(text), [{ text }])
  }
})

test('no sign is lost', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const back = splitLinks(text).map((piece) =>
        piece.href === undefined ? piece.text : `[${piece.text}](${piece.href})`,
      )
      assert.equal(back.join(''), text)
    }),
    { seed: 20261122 },
  )
})
