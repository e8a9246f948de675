// The screen turned to the client: to whom, what for, the very words, one last day, and every consequence, in each language.
import test from 'node:test'
import assert from 'node:assert/strict'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Consequence } from '@apila/core/referral/permission.ts'
import { loadAll, loadTexts } from '../../content/texts.ts'
import { type ConsentText, consentText as ruleOfConsent, consentWhole } from './consent-text.ts'
import { NEW_SENDING, type Sending, lastDayOf } from './sending.ts'

const sending: Sending = {
  ...NEW_SENDING,
  age: 'adult',
  language: 'ar',
  why: 'legal-advice',
  mode: 'knock-ahead',
  untilDays: 30,
  told: { situation: 'yes', needs: 'no' },
  situation: 'what happened,\nin two lines',
  between: 'sheet',
}
const said = (text: string) => ({ fi: text, sv: text, en: text })
const today = Day.parse('2026-11-22')
const facts = {
  today,
  receiver: { names: said('Juniper'), line: said('Lawyers.') },
  reading: 'They read now.',
  volunteers: false,
}
const consentText = (...args: Parameters<typeof ruleOfConsent>): ConsentText => {
  const result = ruleOfConsent(...args)
  assert.ok(result.ok)
  return result.text
}
const textsOf = ({ lines, closing }: ConsentText) => [...lines, ...closing].map(({ text }) => text)

test('to whom, what for, the words themselves, what is not told, until when and every consequence, in every language', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    const text = consentText(texts, sending, facts)
    const whole = consentWhole(text)
    for (const part of ['Juniper', 'Lawyers.', texts.t('why.legal-advice'), sending.situation, texts.t('told.needs')])
      assert.ok(whole.includes(part), part)
    assert.ok(whole.includes(showDay(lastDayOf(sending, today))))
    assert.equal(whole.match(/\d+\.\d+\.\d{4}/g)?.length, 1, 'one last day')
    const explained = [...text.lines, ...text.closing].flatMap(({ explains }) => explains ?? [])
    assert.deepEqual(explained.sort(), [...Consequence.options].sort())
    assert.ok(!whole.includes('{'), whole)
  }
})

test('nothing is shown as told that is not: no heading without words', async () => {
  await loadAll(LANGUAGES)
  const texts = await loadTexts('fi')
  const { words } = consentText(texts, { ...sending, told: { situation: 'yes', needs: 'yes' }, needs: ' ' }, facts)
  assert.deepEqual(
    words.map(({ text }) => text),
    [sending.situation],
  )
})

test('another text is another notice', async () => {
  await loadAll(LANGUAGES)
  const of = async (language: 'en' | 'fi', changes: Partial<Sending> = {}) =>
    consentWhole(consentText(await loadTexts(language), { ...sending, ...changes }, facts))
  const wholes = [await of('en'), await of('fi'), await of('en', { untilDays: 60 }), await of('en', { situation: 'x' })]
  assert.equal(new Set(wholes).size, 4)
})

test('what goes ahead is said where it does, and only there', async () => {
  await loadAll(LANGUAGES)
  const texts = await loadTexts('fi')
  const says = (key: Parameters<typeof texts.t>[0], changes: Partial<Sending>) =>
    textsOf(consentText(texts, { ...sending, ...changes }, facts)).includes(texts.t(key))
  const wish = { wishedInterpreter: 'any', notInterpreters: '4521' } as const
  assert.equal(says('turned.not-interpreters', wish), true)
  assert.equal(says('turned.not-interpreters', { ...wish, mode: 'all-together' }), false)
  assert.equal(says('turned.not-interpreters', { ...wish, notInterpreters: '' }), false)
  assert.equal(says('turned.not-interpreters', { ...wish, wishedInterpreter: 'not-needed' }), false)
  assert.equal(says('turned.own-channel', { reach: 'own' }), true)
  assert.equal(says('turned.own-channel', { reach: 'with-story' }), false)
  assert.equal(says('turned.own-channel', { reach: 'own', mode: 'all-together' }), false)
  assert.equal(says('turned.between-sheet', {}), true)
  assert.equal(says('turned.between-sheet', { between: null }), false)
})

test('a receiver that the client cannot be told of stops the screen, in every language', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    const without = (receiver: typeof facts.receiver | { names: undefined; line: undefined }) =>
      ruleOfConsent(texts, sending, { ...facts, receiver })
    assert.deepEqual(without({ names: undefined, line: undefined }), { ok: false, problem: 'receiver-without-name' })
    const lineless = { ...facts.receiver, line: { ...facts.receiver.line, [language]: '' } }
    assert.deepEqual(without(lineless), { ok: false, problem: 'receiver-without-line' })
    for (const problem of ['receiver-without-line', 'receiver-without-name'] as const)
      assert.notEqual(texts.problem(problem), texts.problem('broken'))
  }
})

test('where volunteers work in the team that it goes to, the client is told so, and what they may not do; nowhere else', async () => {
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    const line = texts.t('turned.volunteers')
    assert.ok(line.length > 40)
    const at = (volunteers: boolean) => consentText(texts, sending, { ...facts, volunteers }).lines
    assert.deepEqual(
      at(true)
        .filter(({ text }) => text === line)
        .map(({ point }) => point),
      ['to'],
    )
    assert.ok(!at(false).some(({ text }) => text === line))
  }
})
