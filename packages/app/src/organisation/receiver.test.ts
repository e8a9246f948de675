import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { describeReceiver } from './receiver.ts'

const names = { fi: 'Katajan lakineuvo', sv: 'Enens rättsråd', en: 'Juniper Legal Advice' }
const line = { fi: 'Lakimiehiä.', sv: 'Jurister.', en: 'Lawyers.' }

test('a receiver is told of by name and by what it is, in each language', () => {
  for (const language of LANGUAGES)
    assert.deepEqual(describeReceiver({ names, line }, language), {
      ok: true,
      name: names[language],
      line: line[language],
    })
})

test('a receiver without its line for the client, or without a name, stops the step: nothing falls away', () => {
  for (const language of LANGUAGES) {
    for (const empty of [undefined, { ...line, [language]: '' }, { ...line, [language]: '  ' }])
      assert.deepEqual(describeReceiver({ names, line: empty }, language), {
        ok: false,
        problem: 'receiver-without-line',
      })
    assert.deepEqual(describeReceiver({ names: undefined, line }, language), {
      ok: false,
      problem: 'receiver-without-name',
    })
  }
})
