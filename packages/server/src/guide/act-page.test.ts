// The act page: answers come in the address and are kept nowhere; each step shows its kind, basis and days; uncertain says so.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { showDay } from '@apila/core/content/show-day.ts'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { ACT_QUESTIONS, findCodes } from '@apila/core/guide/act-answers.ts'
import { FIRST_QUESTIONS } from '@apila/core/guide/act-words.ts'
import { decide, findUncertainty, holdsInWorkAlways } from '@apila/core/guide/decide.ts'
import { isOld, showBase } from '@apila/core/rights/legal-base.ts'
import { getService } from '../library/directory.ts'
import { content, networkOf } from '../library/test/library.ts'
import { guideRoutes } from './routes.tsx'
import { RULES_DOCUMENT, rulesDocument } from './write-rules-document.ts'

const { guide: guideContent } = content
const { rules: actRules, table: actTable, words: actWords, provenance: actProvenance } = content.act
const { reference: legalReference, words: legalWords } = content.law
const appOn = (day: string) =>
  guideRoutes({
    today: () => Day.parse(day),
    minute: () => 720,
    network: networkOf(content),
    config: { neutralUrl: 'http://neutral.example', savedGuide: true },
  })
const app = appOn('2026-11-22')
const get = async (path: string, from = app) => (await from.request(path)).text()
/** Numbers in a text are links; what is read is the text. */
const withoutCalls = (html: string) =>
  html.replaceAll(/<a class="phone" href="tel:[^"]*"><bdi dir="ltr">([^<]*)<\/bdi>([.,]?)<\/a>/g, '$1$2')
const shows = (html: string, text: string) =>
  withoutCalls(html).includes(text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')) || html.includes(text)
const entries = (html: string) => html.split(/<li class="entry step" id="step-[a-z-]+">/).slice(1)
const entryOf = (html: string, { id }: { id: string }) =>
  html.split(`id="step-${id}">`)[1]?.split(/<\/li>(?:<li class="entry step"|<\/[uo]l><\/(?:section|details)>)/)[0] ?? ''
/** The steps that come first, as they stand before anything is opened or a script runs. */
const firstSteps = (html: string) =>
  html
    .slice(html.indexOf('<section id="first"'), html.indexOf('</ol>'))
    .split(/(?=<li class="entry step")/)
    .slice(1)
    .filter((entry) => !/^<li[^>]* hidden/.test(entry))
/** What is seen of a step before anything is opened. */
const inSight = (entry: string) => entry.replaceAll(/<\/summary>.*?<\/details>/gs, '</summary></details>')

/** Addresses that between them meet every rule: one question at a time, and the workers with each. */
const ADDRESSES = [
  'e=0',
  'a=1&b=1&e=2&g=1&h=1&d=1',
  'a=1&b=1&e=1&c=1',
  'a=2&b=2&e=1&g=1&h=1&i=1&k=1',
  'a=1&b=4&e=3&i=2',
  'a=3&b=3&e=2&f=1',
  'a=5&b=5&e=1&c=2&i=2&j=2&l=4',
  'a=4&b=3&e=1&i=3&j=1&k=1&l=1',
  'b=6&e=1&i=1&k=2&l=3&g=1',
  'a=5&b=4&e=2&h=1&i=1&k=1',
  'e=1&g=1',
  'a=2&b=1&e=2&i=1',
  'a=2&b=1&e=1&i=1&j=2&g=1',
  'a=5&b=4&e=1&g=1&j=2&k=2&l=2',
  'a=5&b=4&e=2&i=1&j=2',
  'b=1&e=1&j=2&k=2',
]
/** Acts that lead to help: the assistance system, without it, and who arranges it. */
const WAYS = new Set([
  'propose-assistance',
  'ask-assistance-herself',
  'help-without-authorities',
  'help-without-assistance',
  'use-ordinary-services',
  'explain-paths',
  'arrange-assistance',
])

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
      assert.ok(html.includes(`<h3>${section[lang]} <span`), section.en)
    // All of it is folded under its title; three steps stand above.
    assert.deepEqual(
      [...html.matchAll(/<details id="(\w+)"( open)?>/g)].map(([, id, isOpen]) => [id, isOpen !== undefined]),
      ['now', 'adult', 'child', 'work', 'later'].map((id) => [id, false]),
    )
    assert.equal(firstSteps(html).length, 3)
    assert.ok(!shows(html, actWords.childRoute[lang]))
  })

  test(`${lang}: every step that fits shows kind, doer, basis, source and days, each exactly once`, async () => {
    for (const query of ADDRESSES) {
      const html = await get(`/${lang}/guide/act?${query}`)
      const steps = stepsAt(query)
      const shown = entries(html)
      assert.equal(shown.length, steps.length, query)
      for (const rule of steps) {
        const entry = entryOf(html, rule)
        const kind = rule.binds === 'network' ? actWords.promise : actWords.kinds[rule.kind]
        const seen = inSight(entry)
        assert.equal(/<span class="tag">(.*?)<\/span>/.exec(seen)?.[1], kind[lang], `${query} ${rule.id}`)
        // Where nobody in particular is named, everybody does it.
        assert.equal(
          shows(seen, `>${actWords.doers[rule.doer][lang]}<`),
          rule.doer !== 'everyone' || entry.includes('<details class="aside">'),
          `${query} ${rule.id}: who does it is not folded`,
        )
        assert.ok(shows(seen, rule.text[lang]), rule.id)
        if (rule.more) assert.ok(shows(entry, rule.more[lang]), rule.id)
        assert.ok(shows(entry, showBase(rule.base, legalReference, lang) || legalWords.words.noBase[lang]), rule.id)
        assert.ok(shows(entry, showDay(rule.checkedOn)), rule.id)
        assert.ok(shows(entry, rule.seenTo === null ? legalWords.words.notSeen[lang] : showDay(rule.seenTo)), rule.id)
        assert.ok(shows(entry, legalWords.certainties[rule.certainty][lang]), rule.id)
        // D-045: what she is told of a duty, and the condition that makes it one, are folded nowhere.
        if (rule.told) for (const part of Object.values(rule.told)) assert.ok(shows(seen, part[lang]), rule.id)
        if (rule.onlyIf) assert.ok(shows(seen, rule.onlyIf[lang]), rule.id)
        const uncertainty = findUncertainty(rule)
        assert.equal(shows(entry, `<strong>${actWords.words.pays[lang]}:`), rule.pays !== undefined, rule.id)
        if (rule.pays)
          for (const part of [rule.pays.text, rule.pays.source]) assert.ok(shows(entry, part[lang]), rule.id)
        const named = rule.text[lang].includes('029 546 3177')
        assert.equal(entry.includes('tel:+358295463177'), uncertainty === 'law' || named, rule.id)
        assert.equal(shows(entry, actWords.words.ask[lang]), uncertainty === 'law', rule.id)
        assert.equal(shows(entry, actWords.words.basis[lang]), uncertainty === 'basis', rule.id)
        if (rule.see) assert.ok(shows(entry, showBase(rule.see, legalReference, lang)), rule.id)
        assert.equal(shows(entry, `>${actWords.words.see[lang]}<`), rule.see !== undefined, rule.id)
        assert.equal(shows(entry, legalWords.words.old[lang]), isOld(rule, Day.parse('2026-11-22')), rule.id)
      }
    }
  })

  test(`${lang}: three questions stand open, the others are folded unless one of them was answered`, async () => {
    const formOf = async (query: string) => {
      const html = await get(`/${lang}/guide/act${query}`)
      return html.slice(html.indexOf('<form method="get"'), html.indexOf('</form>'))
    }
    const fold = /<details( open)?><summary>/
    const form = await formOf('')
    const openly = form.slice(0, form.search(fold))
    assert.deepEqual(
      new Set([...openly.matchAll(/name="(\w)"/g)].map(([, code]) => code)),
      new Set(ACT_QUESTIONS.filter(({ id }) => FIRST_QUESTIONS.includes(id)).map(({ code }) => code)),
    )
    assert.equal(fold.exec(form)?.[1], undefined)
    assert.equal(fold.exec(await formOf('?e=1'))?.[1], undefined)
    assert.equal(fold.exec(await formOf('?e=1&g=1'))?.[1], ' open')
  })

  test(`${lang}: at most three steps stand open and whole; all others are folded in their sections, which say how many bind`, async () => {
    for (const query of ADDRESSES) {
      const html = await get(`/${lang}/guide/act?${query}`)
      const first = firstSteps(html)
      assert.ok(first.length > 0 && first.length <= 3, query)
      const steps = stepsAt(query)
      const isFirst = ({ id }: { id: string }) => first.some((entry) => entry.includes(`id="step-${id}"`))
      // Whole: nothing but the law is folded, and it stands beneath what is done.
      for (const rule of steps.filter(isFirst)) {
        const entry = entryOf(html, rule)
        for (const text of [rule.text, ...(rule.more ? [rule.more] : [])])
          assert.ok(shows(inSight(entry), text[lang]), `${query} ${rule.id}`)
        assert.ok(withoutCalls(entry).indexOf(rule.text[lang]) < entry.indexOf('<details class="aside">'), rule.id)
        assert.equal(entry.split('<details').length, 2, rule.id)
      }
      for (const id of ['now', 'today', 'later']) {
        const part = html.split(`<details id="${id}">`)[1]?.split(/<details id="|<\/ul><\/details>/)[0] ?? ''
        const own = steps.filter((rule) => rule.time === id && !holdsInWorkAlways(rule) && !isFirst(rule))
        assert.equal(entries(part).length, own.length, `${query} ${id}`)
        if (own.length === 0) continue
        const head = part.split('</summary>')[0] ?? ''
        assert.match(head, new RegExp(`<span class="hint">${String(own.length)}</span>`))
        const duties = own.filter(({ kind }) => kind === 'duty').length
        assert.equal(
          head.includes(actWords.first.duties[lang].replace('{count}', String(duties))),
          duties > 0,
          `${query} ${id}`,
        )
      }
      assert.match(html, /<details id="always"><summary>/)
    }
  })

  test(`${lang}: asking without names is always among the first three, and before every duty but that to call for help`, async () => {
    for (const query of [...ADDRESSES, 'c=1&e=2&a=1&b=1', 'd=1&e=1', 'b=5&e=2']) {
      const ids = firstSteps(await get(`/${lang}/guide/act?${query}`)).map(
        (entry) => /id="step-([a-z-]+)"/.exec(entry)?.[1],
      )
      const consult = ids.indexOf('consult-without-names')
      assert.ok(consult >= 0, query)
      for (const [place, id] of ids.entries())
        if (!id?.startsWith('call-for-help') && actRules.find((rule) => rule.id === id)?.kind === 'duty')
          assert.ok(place > consult, `${query} ${String(id)}`)
      assert.equal(
        ids.some((id) => id?.startsWith('call-for-help')),
        query.includes('c=1'),
        query,
      )
      assert.equal(ids.includes('tell-supervisor'), query.includes('b=5'), query)
      const wish = /i=[123]/.test(query) && !/d=1/.test(query)
      if (wish)
        assert.ok(
          ids.some((id) => /path|proposal/.test(id ?? '')),
          query,
        )
    }
  })

  test(`${lang}: who pays stands with each way that help can take`, () => {
    const ways = actRules.filter(({ act, kind }) => WAYS.has(act) && kind !== 'never')
    assert.ok(ways.length > 12)
    for (const { id, pays } of ways) assert.ok(pays !== undefined && pays.text[lang] !== '', id)
  })

  test(`${lang}: the two numbers in the steps are links that call`, async () => {
    const html = await get(`/${lang}/guide/act?e=1`)
    for (const [id, href] of [
      ['call-for-help', 'tel:112'],
      ['consult-without-names', 'tel:+358295463177'],
    ] as const) {
      const entry = html.slice(html.indexOf(`id="step-${id}"`)).split('</li>')[0] ?? ''
      assert.ok(inSight(entry).includes(`href="${href}"`), id)
    }
    // No number of these two is left that only looks like one.
    for (const entry of entries(await get(`/${lang}/guide/act?a=1&b=1&e=2`)))
      assert.doesNotMatch(
        entry.replaceAll(/<a class="phone".*?<\/a>/g, '').replaceAll(/<div class="law">.*?<\/div>/gs, ''),
        /\b112\b|029 546 3177/,
      )
  })

  test(`${lang}: her wish stands under the heading and leads to its step; the long caveat comes after the steps`, async () => {
    for (const [query, wish, id] of [
      ['e=1&i=2', 'no', 'path-without-authorities'],
      ['e=1&i=3', 'not-now', 'path-not-now'],
      ['e=1&i=1', 'yes', 'path-assistance'],
      ['e=1&i=1&j=2', 'yes', 'path-assistance-herself'],
      ['e=3&i=2', 'no', 'child-path-without'],
      ['e=2&i=1&j=2', 'yes', 'child-proposal-herself'],
    ] as const) {
      const html = await get(`/${lang}/guide/act?${query}`)
      const head = html.slice(html.indexOf('<h1>'), html.indexOf('<section id="first"'))
      assert.match(head, new RegExp(`<a class="line" href="#step-${id}">${actWords.wish[wish][lang]}</a>`), query)
      assert.equal(html.split(`id="step-${id}"`).length, 2, query)
      const rest = html.slice(html.indexOf('<h2 id="rest"'), html.indexOf('<details id="'))
      assert.ok(shows(rest, actWords.caveat[lang]) && !shows(rest, legalWords.words.lawyer[lang]), query)
      const after = html.slice(html.indexOf('<details id="later"'))
      assert.ok(shows(after, legalWords.words.lawyer[lang]) && shows(after, legalWords.words.oldHere[lang]), query)
    }
    assert.doesNotMatch(await get(`/${lang}/guide/act?e=1`), /<a class="line" href="#step-/)
  })

  test(`${lang}: the other languages keep the answers, and only known ones`, async () => {
    const other = lang === 'fi' ? 'sv' : 'fi'
    assert.match(
      await get(`/${lang}/guide/act?a=1&e=2&z=5&i=9`),
      new RegExp(`href="/${other}/guide/act\\?a=1&(amp;)?e=2"`),
    )
    assert.match(await get(`/${lang}/guide/act`), new RegExp(`href="/${other}/guide/act"`))
  })

  test(`${lang}: who answers for the steps, from what and when, stands on the page (D-056)`, async () => {
    for (const query of ['', '?e=1']) {
      const html = await get(`/${lang}/guide/act${query}`)
      assert.ok(shows(html, `${actWords.words.owner[lang]} ${actProvenance.source[lang]}.`), query)
      assert.ok(html.includes(showDay(actProvenance.checkedOn)), query)
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
  const steps = stepsAt('e=1')
  const seen = steps
    .map(({ checkedOn, seenTo }) => Day.parse([checkedOn, seenTo ?? checkedOn].toSorted()[0]))
    .toSorted()
  const [first, last] = [seen[0]!, seen.at(-1)!]
  assert.equal(await marks(first), 0)
  const some = await marks(addDays(first, 367))
  assert.ok(some > 0 && some < steps.length, String(some))
  assert.equal(await marks(addDays(last, 367)), steps.length)
})

test('nobody is told to ask before calling for help', () => {
  const calls = actRules.filter(({ act }) => act === 'call-for-help')
  assert.ok(calls.length > 0)
  for (const rule of calls) assert.equal(findUncertainty(rule), null)
  assert.ok(actRules.filter((rule) => findUncertainty(rule) === 'law').length > 10)
  // "The law is uncertain" is not said where no law is the base.
  assert.ok(actRules.some((rule) => findUncertainty(rule) === 'basis'))
  for (const rule of actRules.filter(({ base }) => base.length === 0))
    assert.notEqual(findUncertainty(rule), 'law', rule.id)
})

test('a promise of the network never looks like a duty by law', async () => {
  const promised = actRules.filter(({ binds }) => binds === 'network')
  assert.deepEqual(promised.map(({ id }) => id).sort(), ['explain-process-network', 'limits-network'])
  const shown = entries(await get('/en/guide/act?a=5&b=4&e=1'))
  for (const rule of promised) {
    const entry = shown.find((one) => shows(one, rule.text.en)) ?? ''
    assert.match(inSight(entry), /<span class="tag">Duty: the network’s own promise<\/span>/, rule.id)
    const provision = /<dt>Provision<\/dt><dd>(.*?)<\/dd>/.exec(entry)?.[1]
    assert.equal(provision, legalWords.words.noBase.en, rule.id)
  }
})

test('who is told to propose or to notify is told where: the directory’s entry, the site, the day of the check', async () => {
  const html = await get('/en/guide/act?a=1&b=1&e=2&i=1&j=1')
  const entry = (id: string) =>
    entries(html).find((one) => shows(one, actRules.find((rule) => rule.id === id)!.text.en)) ?? ''
  const proposal = entry('child-proposal')
  assert.match(proposal, /href="https:\/\/ihmiskauppa\.fi\/en"/)
  assert.match(proposal, /href="mailto:ihmiskauppa\.auttamisjarjestelma@migri\.fi"/)
  assert.ok(proposal.includes(showDay(getService(content, 'ceccf31f-0a78-49ad-b5a5-c9ffbeddbb9c').checkedOn)))
  const notice = inSight(entry('child-notify-duty'))
  const { organisation } = getService(content, '07b055bd-579f-4f36-b865-caa84cb543d9')
  assert.ok(notice.includes(`href="/en/organisations/${organisation}"`))
  assert.match(await get('/en/guide/act?e=1&i=2'), /href="\/en\/services\?need=safe-place"/)
  assert.match(html, /href="\/en\/guide\/cards"/)
})

test('the number beside uncertain law is the assistance system’s own', () => {
  const numbers = guideContent.call.numbers.flatMap(({ service }) =>
    getService(content, service).phones.map(({ number }) => number),
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
  assert.equal(await readFile(RULES_DOCUMENT, 'utf8'), rulesDocument(), 'npm run write')
})
