// The screen turned towards her says everything that the grant claims was explained.
import test from 'node:test'
import assert from 'node:assert/strict'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { loadAll, loadTexts } from '../../content/texts.ts'
import { type ConsentText, consentText as ruleOfConsent, consentWhole } from './consent-text.ts'
import { NEW_SENDING, type Sending } from './sending.ts'

const sending: Sending = {
  ...NEW_SENDING,
  mode: 'knock-ahead',
  untilDays: 30,
  told: { situation: 'yes', needs: 'no', 'safe-contact': 'yes', clarified: 'think' },
  situation: 'what happened',
  meeting: 'yes',
}
const said = (text: string) => ({ fi: text, sv: text, en: text })
const facts = {
  today: Day.parse('2026-11-22'),
  receiver: { names: said('Juniper'), line: said('Lawyers.') },
  reading: 'They read now.',
}
const consentText = (...args: Parameters<typeof ruleOfConsent>): ConsentText => {
  const result = ruleOfConsent(...args)
  assert.ok(result.ok)
  return result.text
}

test('what, to whom, until when and the four consequences are there in every language', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    const text = consentText(texts, sending, facts)
    assert.ok(text.title.includes('Juniper'))
    assert.equal(text.told.length, 2)
    assert.equal(text.refused.length, 1)
    assert.ok(text.lines.some((line) => line.includes('22.12.2026')))
    for (const key of ['turned.cannot-unread', 'turned.duty-to-tell', 'turned.may-say-no', 'turned.can-end'] as const) {
      assert.ok(text.lines.includes(texts.t(key)), key)
    }
  }
})

test('another text is another notice', async () => {
  await loadAll(LANGUAGES)
  const english = consentWhole(consentText(await loadTexts('en'), sending, facts))
  const finnish = consentWhole(consentText(await loadTexts('fi'), sending, facts))
  const longer = consentWhole(consentText(await loadTexts('en'), { ...sending, untilDays: 60 }, facts))
  assert.equal(new Set([english, finnish, longer]).size, 3)
})

test('when numbers of unwanted interpreters go ahead, the screen says so; otherwise it does not', async () => {
  await loadAll(LANGUAGES)
  const texts = await loadTexts('fi')
  const says = (changes: Partial<Sending>) =>
    consentText(
      texts,
      { ...sending, wishedInterpreter: 'any', notInterpreters: '4521', ...changes },
      facts,
    ).lines.includes(texts.t('turned.not-interpreters'))
  assert.equal(says({}), true)
  assert.equal(says({ mode: 'all-ahead' }), true)
  assert.equal(says({ mode: 'all-together' }), false)
  assert.equal(says({ notInterpreters: '' }), false)
  assert.equal(says({ wishedInterpreter: 'not-needed' }), false)
})

test('when her own channel goes ahead, the screen says so; otherwise it does not', async () => {
  await loadAll(LANGUAGES)
  const texts = await loadTexts('fi')
  const says = (changes: Partial<Sending>) =>
    consentText(texts, { ...sending, ...changes }, facts).lines.includes(texts.t('turned.own-channel'))
  assert.equal(says({ reach: 'own' }), true)
  assert.equal(says({ reach: 'worker' }), false)
  assert.equal(says({ reach: 'own', mode: 'all-together' }), false)
})

test('a receiver that she cannot be told of stops the screen, in every language', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    const without = (receiver: typeof facts.receiver | { names: undefined; line: undefined }) =>
      ruleOfConsent(texts, sending, { ...facts, receiver })
    assert.deepEqual(without({ names: undefined, line: undefined }), { ok: false, problem: 'receiver-without-name' })
    const lineless = { ...facts.receiver, line: { ...facts.receiver.line, [language]: '' } }
    assert.deepEqual(without(lineless), { ok: false, problem: 'receiver-without-line' })
    assert.ok(consentText(texts, sending, facts).lines.includes('Lawyers.'))
    for (const problem of ['receiver-without-line', 'receiver-without-name'] as const)
      assert.notEqual(texts.problem(problem), texts.problem('broken'))
  }
})
