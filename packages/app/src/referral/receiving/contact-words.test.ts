// Where the details hold no channel of the client's own, the client is reached through the worker: nobody said that no way is safe.
import test from 'node:test'
import assert from 'node:assert/strict'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { loadAll, loadTexts } from '../../content/texts.ts'
import { NEW_SENDING, REACHES } from '../sending/sending.ts'
import { contactToTell } from '../sending/told.ts'

const OWN = { ...NEW_SENDING.contact, channel: 'phone', address: '040 000' } as const
const WORKER = { en: /through the worker/, fi: /työntekijän kautta/, sv: /genom medarbetaren/ }

test('no channel is told for "through the worker" alone', () => {
  for (const reach of REACHES)
    assert.equal(contactToTell({ ...NEW_SENDING, reach, contact: OWN }) === null, reach === 'worker')
})

test('then the opened details say through whom, and not that no way is safe or that the client is here', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const said = (await loadTexts(language)).t('story.no-contact', { name: 'Birch' })
    assert.match(said, WORKER[language])
    assert.match(said, /Birch/)
    assert.doesNotMatch(said, /safe|turvallis|trygg|here|paikalla|är här/)
  }
})
