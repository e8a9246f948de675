import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressesIn, languageOf } from './content-file.ts'

test('the language of a file is known from its place', () => {
  assert.equal(languageOf('content/texts/sv/desk.json'), 'sv')
  assert.equal(languageOf('content/clients/ar.json'), 'ar')
  assert.equal(languageOf('content/clients/sounds.json'), null)
  assert.equal(languageOf('content/guide/signs.json'), null)
})

test('addresses are found in sentences, and where a whole string is one', () => {
  assert.deepEqual(addressesIn('See [a](/a) and [b](https://b.example).'), ['/a', 'https://b.example'])
  for (const text of ['/a', '#a', 'http://a.example', 'www.a.example']) assert.deepEqual(addressesIn(text), [text])
  for (const text of ['and/or', '24/7', 'a: b', '/ a sentence']) assert.deepEqual(addressesIn(text), [])
})
