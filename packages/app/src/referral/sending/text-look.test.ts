// What is found in the words that the client permits: each kind with its own sentence, stopped or asked about, never silently sent.
import test from 'node:test'
import assert from 'node:assert/strict'
import { checkText } from '@apila/core/check-text/check-text.ts'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { loadAll, loadTexts } from '../../content/texts.ts'
import { type SendingAct, changeSending } from './change-sending.ts'
import { type Facts, needsOf } from './questions.ts'
import { type Answers, NEW_SENDING } from './sending.ts'
import { lookOf } from './text-look.ts'

/** The check itself, as the page has it. */
const checked: Facts = {
  today: Day.parse('2026-11-22'),
  isClockWrong: false,
  liveWords: [],
  lookAt: (text) => lookOf(text, checkText(text).findings),
}
const answer = (answers: Answers): SendingAct => ({ act: 'answer', answers })
const askedOf = (answers: Answers) =>
  needsOf(changeSending(NEW_SENDING, answer({ told: { situation: 'yes', needs: 'yes' }, ...answers })), 'told', checked)
    .filter(({ code }) => code === 'detail' || code.startsWith('code-'))
    .map(({ code, what }) => (what === undefined ? code : `${code} ${what}`))

test('each kind that must go has a sentence of its own', () => {
  for (const [situation, codes] of [
    ['call 040 123 4567 please', ['code-phone']],
    ['mail maria.v@example.com', ['code-email']],
    ['the code is 131052-308T', ['code-hetu']],
    ['131052-308T or 040 123 4567', ['code-hetu', 'code-phone']],
  ] as const) {
    assert.deepEqual(askedOf({ situation }), codes, situation)
    assert.deepEqual(askedOf({ needs: situation }), codes, situation)
  }
})

test('in the details an address, an account, a document, a device and a day of birth are asked about, and go on by the client’s wish', () => {
  for (const [situation, found] of [
    ['lives at Kauppakatu 3 B 12', 'Kauppakatu 3 B 12'],
    ['account FI21 1234 5600 0007 85', 'FI21 1234 5600 0007 85'],
    ['passport FP1234567', 'FP1234567'],
    ['IMEI 490154203237518', '490154203237518'],
    ['born 13.10.1952', '13.10.1952'],
    ['works for Kiilto Oy', 'Kiilto Oy'],
    ['the only Nepalese cook there', 'the only Nepalese cook there'],
  ] as const) {
    assert.ok(askedOf({ situation }).includes(`detail ${found}`), `${situation}: ${askedOf({ situation }).join()}`)
    assert.ok(!askedOf({ situation, notNames: [found] }).some((one) => one.endsWith(found)), situation)
  }
})

test('a safe number stands in its field; an identity code does not', () => {
  const contact = { ...NEW_SENDING.contact, channel: 'phone' as const }
  const needsAt = (address: string) =>
    needsOf(changeSending(NEW_SENDING, answer({ reach: 'own', contact: { ...contact, address } })), 'contact', checked)
      .filter(({ at }) => at === 'contact-address')
      .map(({ code }) => code)
  assert.deepEqual(needsAt('040 123 4567'), [])
  assert.deepEqual(needsAt('131052-308T'), ['code-hetu'])
})

test('each empty part that was said to be told has a sentence of its own', async () => {
  await loadAll(LANGUAGES)
  const sending = changeSending(NEW_SENDING, answer({ told: { situation: 'yes', needs: 'yes', clarified: 'yes' } }))
  const codes = needsOf(sending, 'told', checked).map(({ code }) => code)
  assert.deepEqual(codes, ['empty-situation', 'empty-needs', 'empty-clarified'])
  for (const language of LANGUAGES) {
    const { t } = await loadTexts(language)
    assert.equal(new Set(codes.map((code) => t(`need.${code}`))).size, codes.length, language)
  }
})
