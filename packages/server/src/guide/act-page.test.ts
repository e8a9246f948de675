// The act page: answers come in the address and are kept nowhere; each step shows its kind, basis and days; uncertain says so.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { showDay } from '@apila/core/content/show-day.ts'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { ACT_QUESTIONS, findCodes } from '@apila/core/guide/act-answers.ts'
import { decide, shouldAskFirst } from '@apila/core/guide/decide.ts'
import { isOld, showBase } from '@apila/core/rights/legal-base.ts'
import { getService } from '../services/directory.ts'
import { legalReference, legalWords } from '../rights/legal-reference.ts'
import { actRules, actTable, actWords } from './act-content.ts'
import { guideContent } from './guide-content.ts'
import { guideRoutes } from './routes.tsx'
import { RULES_DOCUMENT, rulesDocument } from './write-rules-document.ts'

const appOn = (day: string) =>
  guideRoutes({
    today: () => Day.parse(day),
    minute: () => 720,
    config: { neutralUrl: 'http://neutral.example', savedGuide: true },
  })
const app = appOn('2026-11-22')
const get = async (path: string, from = app) => (await from.request(path)).text()
const shows = (html: string, text: string) =>
  html.includes(text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')) || html.includes(text)
const entries = (html: string) => html.split('<li class="entry"><span class="tag">').slice(1)

/** Addresses that between them meet every rule: one question at a time, and the workers with each. */
const ADDRESSES = [
  'e=0',
  'a=1&b=1&e=2&g=1&h=1&d=1',
  'a=2&b=2&e=1&g=1&h=1&i=1&k=1',
  'a=1&b=4&e=3&i=2',
  'a=3&b=3&e=2&f=1',
  'a=5&b=5&e=1&c=2&i=2&j=2&l=4',
  'a=4&b=3&e=1&i=3&j=1&k=1&l=1',
  'b=6&e=1&i=1&k=2&l=3&g=1',
  'a=5&b=4&e=2&h=1&i=1&k=1',
  'e=1&g=1',
  'a=2&b=1&e=2&i=1',
]
const stepsAt = (query: string) =>
  decide(
    actTable,
    findCodes((code) => new URLSearchParams(query).get(code) ?? undefined)!,
  )

for (const lang of LANGUAGES) {
  test(`${lang}: a form of radio choices, each with "not known" and nothing else chosen, that sends codes by GET`, async () => {
    const html = await get(`/${lang}/guide/act`)
    assert.match(html, new RegExp(`<form method="get" action="/${lang}/guide/act#steps"`))
    assert.equal(html.match(/<fieldset/g)?.length, ACT_QUESTIONS.length)
    const inputs = html.match(/<input[^>]*>/g) ?? []
    assert.equal(
      inputs.length,
      ACT_QUESTIONS.reduce((sum, { values }) => sum + values.length, 0),
    )
    for (const input of inputs) {
      assert.match(input, /name="[a-l]"/)
      assert.match(input, /value="\d"/)
      assert.equal(input.includes('checked'), input.includes('value="0"'), input)
    }
    assert.equal(html.match(/(Ei tiedossa|Inte känt|Not known)</g)?.length, ACT_QUESTIONS.length)
    assert.doesNotMatch(html, /type="(hidden|text|checkbox)"|method="post"/)
  })

  test(`${lang}: without answers the general route stands there, in its sections`, async () => {
    const html = await get(`/${lang}/guide/act`)
    for (const rule of actRules.filter(({ general }) => general !== undefined))
      assert.ok(shows(html, rule.text[lang]), rule.id)
    for (const section of Object.values(actWords.sections))
      assert.ok(html.includes(`>${section[lang]}</h3>`), section.en)
    assert.ok(!shows(html, actWords.childRoute[lang]))
  })

  test(`${lang}: every step that fits shows kind, doer, basis, source and days, each exactly once`, async () => {
    for (const query of ADDRESSES) {
      const html = await get(`/${lang}/guide/act?${query}`)
      const steps = stepsAt(query)
      const shown = entries(html)
      assert.equal(shown.length, steps.length, query)
      for (const rule of steps) {
        const entry = shown.find((one) => shows(one, rule.text[lang])) ?? ''
        assert.ok(entry.startsWith(actWords.kinds[rule.kind][lang]), `${query} ${rule.id}`)
        assert.ok(shows(entry, actWords.doers[rule.doer][lang]), rule.id)
        assert.ok(shows(entry, showBase(rule.base, legalReference, lang) || legalWords.words.noBase[lang]), rule.id)
        assert.ok(shows(entry, showDay(rule.checkedOn)), rule.id)
        assert.ok(shows(entry, rule.seenTo === null ? legalWords.words.notSeen[lang] : showDay(rule.seenTo)), rule.id)
        assert.ok(shows(entry, legalWords.certainties[rule.certainty][lang]), rule.id)
        if (rule.told) for (const part of Object.values(rule.told)) assert.ok(shows(entry, part[lang]), rule.id)
        if (rule.onlyIf) assert.ok(shows(entry, rule.onlyIf[lang]), rule.id)
        assert.equal(entry.includes('tel:+358295463177'), shouldAskFirst(rule), rule.id)
        assert.equal(shows(entry, legalWords.words.old[lang]), isOld(rule, Day.parse('2026-11-22')), rule.id)
      }
    }
  })

  test(`${lang}: an age that is not certain says that the child's steps are shown`, async () => {
    for (const [query, expected] of [
      ['e=0', true],
      ['e=3', true],
      ['a=1', true],
      ['e=2', false],
      ['e=1', false],
    ] as const) {
      assert.equal(shows(await get(`/${lang}/guide/act?${query}`), actWords.childRoute[lang]), expected, query)
    }
  })

  test(`${lang}: the title says nothing, and the way out needs no script`, async () => {
    const html = await get(`/${lang}/guide/act?e=2`)
    assert.doesNotMatch(
      /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '',
      /ihmiskaup|traffick|uhri|offer|victim|människohandel|apila/i,
    )
    assert.match(html, /href="http:\/\/neutral\.example\/x"/)
  })
}

test('the addresses of this test meet every rule', () => {
  const met = new Set(ADDRESSES.flatMap((query) => stepsAt(query).map(({ id }) => id)))
  const missed = actRules.filter(({ id }) => !met.has(id)).map(({ id }) => id)
  assert.deepEqual(missed, [])
})

test('nothing of what was answered is kept, and nothing foreign is shown back', async () => {
  const response = await app.request('/en/guide/act?e=%3Cscript%3E&a=999&name=Someone&x=1')
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('cache-control'), 'no-store')
  assert.equal(response.headers.get('set-cookie'), null)
  const html = await response.text()
  assert.doesNotMatch(html, /Someone|999|&lt;script/)
  // Not known, so: a child.
  assert.ok(shows(html, actWords.childRoute.en))
})

test('the answers chosen before stand in the form again', async () => {
  const html = await get('/en/guide/act?a=2&e=1')
  const checked = (html.match(/<input[^>]*>/g) ?? []).filter((input) => input.includes('checked'))
  assert.equal(checked.length, ACT_QUESTIONS.length)
  for (const [name, value] of [
    ['a', '2'],
    ['e', '1'],
    ['b', '0'],
  ] as const) {
    assert.ok(
      checked.some((input) => input.includes(`name="${name}"`) && input.includes(`value="${value}"`)),
      name,
    )
  }
})

test('a rule grows old with the clock: a year after its text was last seen it says so', async () => {
  const marks = async (day: string) =>
    (await get('/en/guide/act?e=1', appOn(day))).split(legalWords.words.old.en).length - 1
  assert.equal(await marks('2025-02-21'), 0)
  const [now, nextYear] = [await marks('2026-11-22'), await marks('2027-11-23')]
  assert.ok(now > 0 && nextYear > now, `${now} ${nextYear}`)
  assert.equal(nextYear, stepsAt('e=1').length)
})

test('nobody is told to ask before calling for help', () => {
  const calls = actRules.filter(({ act }) => act === 'call-for-help')
  assert.ok(calls.length > 0)
  for (const rule of calls) assert.equal(shouldAskFirst(rule), false)
  assert.ok(actRules.filter(({ certainty }) => certainty !== 'A').filter(shouldAskFirst).length > 10)
})

test('the number beside uncertain law is the assistance system’s own', () => {
  const numbers = guideContent.call.numbers.flatMap(({ service }) =>
    getService(service).phones.map(({ number }) => number),
  )
  assert.ok(numbers.includes('+358295463177'))
})

test('no rule scores or judges, and none calls her a victim to her face', () => {
  const words = JSON.stringify(actRules)
  assert.doesNotMatch(
    words,
    /pistee|pisteit|poäng|\bscore|riskitaso|risknivå|risk level|todennäköisesti uhri|likely victim/i,
  )
  for (const { id, told } of actRules) if (told) assert.doesNotMatch(JSON.stringify(told), /uhri|offer|victim/i, id)
})

test('docs/guide-rules.md is what the rules print', async () => {
  assert.equal(
    await readFile(RULES_DOCUMENT, 'utf8'),
    rulesDocument(),
    'run packages/server/src/guide/write-rules-document.ts',
  )
})
