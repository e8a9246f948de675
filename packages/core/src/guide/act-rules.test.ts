// What the rules of the act page say to her and of her: no promise that the next step breaks, and the same word for everybody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import now from '../../../../content/guide/act-now.json' with { type: 'json' }
import today from '../../../../content/guide/act-today.json' with { type: 'json' }
import later from '../../../../content/guide/act-later.json' with { type: 'json' }
import words from '../../../../content/guide/act-words.json' with { type: 'json' }
import { ActRules } from './act-rules.ts'

const rules = [now, today, later].flatMap((table) => ActRules.parse(table).rules)

/** Acts with her permission that stay between her and the worker, or answer somebody who asked: no contact with others. */
const NO_CONTACT = new Set([
  'contact-her',
  'give-patient-record',
  'show-in-my-kanta',
  'tell-of-own-acts',
  'keep-applications-apart',
])

test('each step that rests on her permission is known as a contact with others, or as none', () => {
  for (const { id, act, also = [], kind } of rules.filter((rule) => rule.kind === 'permission'))
    assert.notEqual(NO_CONTACT.has(act), act === 'contact-others' || also.includes('contact-others'), `${id} ${kind}`)
})

test('what she is told promises no secrecy without its limit, and that nobody is accused is nobody’s to promise (G-40, R-111)', () => {
  for (const { id, told } of rules) {
    if (told === undefined) continue
    const all = (lang: 'fi' | 'sv' | 'en') => [told.what[lang], told.why[lang], told.toWhom[lang]].join(' ')
    assert.doesNotMatch(all('fi'), /en muille|ei kerrota muille|kenellekään|muuta en kerro|syytetä|mitään väärää/i, id)
    assert.doesNotMatch(all('sv'), /inte (till|för) (andra|någon)|inget annat|anklagas|något fel/i, id)
    assert.doesNotMatch(all('en'), /nothing else|accused|done nothing wrong/i, id)
    // Each promise of silence names the law as its limit, and that she hears of it first.
    for (const [lang, silence, limit] of [
      [
        'fi',
        /muille en kerro/i,
        'Muille en kerro ilman lupaasi, ellei laki velvoita. Silloin sanon sen sinulle ensin.',
      ],
      ['sv', /andra berättar jag inte/i, 'om inte lagen kräver det. Då säger jag det först till dig.'],
      ['en', /nobody/i, 'unless the law obliges me. Then I tell you first.'],
    ] as const)
      if (silence.test(all(lang))) assert.ok(all(lang).includes(limit), `${id} ${lang}`)
  }
})

test('who notifies writes down what was told, why and to whom (D-198)', () => {
  const notices = rules.filter(({ numbers }) => numbers.includes('D-198'))
  assert.ok(notices.length >= 5)
  for (const { id, text } of notices) {
    assert.match(text.fi, /merkitse (se )?itsellesi/i, id)
    assert.match(text.sv, /anteckna (det )?för dig själv/i, id)
    assert.match(text.en, /write (it )?down for yourself/i, id)
  }
  const duties = rules.filter(({ kind, act }) => kind === 'duty' && /^notify/.test(act)).map(({ id }) => id)
  for (const id of duties)
    assert.ok(
      notices.some((rule) => rule.id === id),
      id,
    )
})

test('the sentence on witnesses from organisations is said to their own work, and nobody else', () => {
  const own = rules.filter(({ text }) =>
    /tukihenkilöllä tai vapaaehtoisella ei ole laissa oikeutta vaieta/.test(text.fi),
  )
  assert.deepEqual(
    own.map(({ id }) => id),
    ['witness-own-work'],
  )
  assert.deepEqual(own[0]?.when.track, ['ngo', 'volunteer'])
})

test('a person may be of any sex: no "she" in English, no "hon" in Swedish', () => {
  const texts = JSON.stringify([rules, words])
  const of = (lang: 'sv' | 'en') =>
    [...texts.matchAll(new RegExp(`"${lang}":"(.*?)"[,}]`, 'g'))].map(([, text = '']) => text)
  for (const text of of('en')) assert.doesNotMatch(text, /\b(she|her|hers|herself|he|his|him)\b/i)
  for (const text of of('sv')) assert.doesNotMatch(text, /\b(hon|henne|hennes|han|honom|hans)\b/i)
  assert.ok(of('en').length > 150 && of('sv').length > 150)
})
