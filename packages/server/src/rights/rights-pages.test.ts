// The pages before a criminal process: every fact of the rights reference in three languages, with its basis, certainty and days;
// what she must meet stands first; the list goes nowhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { showDay } from '@apila/core/content/show-day.ts'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { isOld, showBase, showSources } from '@apila/core/rights/legal-base.ts'
import { RightsPages } from '@apila/core/rights/rights-pages.ts'
import { content, networkOf } from '../library/test/library.ts'
import { rightsRoutes } from './routes.tsx'

const { rights: rightsPages } = content
const { reference: legalReference, words: legalWords } = content.law
const appOn = (day: string) =>
  rightsRoutes({
    today: () => Day.parse(day),
    network: networkOf(content),
    config: { neutralUrl: 'http://neutral.example' },
  })
const app = appOn('2026-11-22')
const get = async (path: string) => (await app.request(path)).text()
const shows = (html: string, text: string) =>
  html.includes(text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')) || html.includes(text)
const { words, parts, first, checklist } = rightsPages
const paths = ['', '/list', '/all', ...parts.map(({ id }) => `/${id}`)]

test('every fact of the rights reference stands on a page', () => {
  const ranges = [
    [1, 4],
    [10, 25],
    [30, 36],
    [40, 49],
    [50, 55],
    [60, 68],
    [70, 76],
    [80, 89],
    [90, 96],
    [100, 108],
    [110, 112],
    [120, 134],
    [140, 146],
    [150, 153],
  ] as const
  const wanted = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => `R-${String(from + index).padStart(3, '0')}`),
  )
  const had = parts.flatMap(({ statements }) => statements.flatMap(({ numbers }) => numbers))
  assert.deepEqual([...new Set(had)].filter((number) => number.startsWith('R-')).sort(), wanted)
})

test('what is not read in a primary source is not marked as certain', () => {
  for (const { statements } of parts) {
    for (const statement of statements) {
      if (statement.sources.includes('own')) assert.notEqual(statement.certainty, 'A', statement.numbers.join())
      if (statement.certainty === 'A' && statement.base.length > 0)
        assert.notEqual(statement.seenTo, null, statement.numbers.join())
    }
  }
})

for (const lang of LANGUAGES) {
  test(`${lang}: each part shows each statement with act or source, certainty and both days`, async () => {
    for (const part of parts) {
      const html = await get(`/${lang}/rights/${part.id}`)
      const entries = html.split('<li class="entry">').slice(1)
      assert.equal(entries.length, part.statements.length, part.id)
      part.statements.forEach((statement, index) => {
        const entry = entries[index] ?? ''
        const name = statement.numbers.join()
        assert.ok(shows(entry, statement.text[lang]), name)
        assert.ok(shows(entry, showBase(statement.base, legalReference, lang) || legalWords.words.noBase[lang]), name)
        assert.ok(shows(entry, showSources(statement.sources, legalReference, lang)), name)
        assert.ok(shows(entry, legalWords.certainties[statement.certainty][lang]), name)
        assert.ok(shows(entry, showDay(statement.checkedOn)), name)
        assert.ok(
          shows(entry, statement.seenTo === null ? legalWords.words.notSeen[lang] : showDay(statement.seenTo)),
          name,
        )
        assert.equal(shows(entry, legalWords.words.old[lang]), isOld(statement, Day.parse('2026-11-22')), name)
        // In the fold: the top of the page says it once.
        assert.equal(shows(entry.split('<details')[0] ?? '', legalWords.words.old[lang]), false, name)
        assert.equal(
          entry.includes(`<span class="tag">${legalWords.words.uncertain[lang]}`),
          statement.certainty !== 'A',
          name,
        )
      })
    }
  })

  test(`${lang}: the first page begins with what she must meet, before any law`, async () => {
    const html = await get(`/${lang}/rights`)
    for (const line of first) assert.ok(shows(html, line[lang]), line.en)
    for (const part of parts) assert.ok(html.includes(`href="/${lang}/rights/${part.id}"`), part.id)
    assert.ok(html.indexOf(first[0]![lang]) < html.indexOf(parts[0]!.title[lang]))
  })

  test(`${lang}: one page for paper has everything unfolded`, async () => {
    const html = await get(`/${lang}/rights/all?large=1`)
    assert.doesNotMatch(html, /<details/)
    for (const { statements } of parts) for (const { text } of statements) assert.ok(shows(html, text[lang]), text.en)
    assert.match(html, /<div class="paper large">/)
  })

  test(`${lang}: the list has two ticks a line without a name, and its form goes nowhere`, async () => {
    const html = await get(`/${lang}/rights/list`)
    const inputs = html.match(/<input[^>]*>/g) ?? []
    assert.equal(inputs.length, 2 * checklist.length + 1)
    for (const input of inputs) assert.doesNotMatch(input, / name=| value=| checked/)
    assert.match(html, /<form method="dialog" autocomplete="off"/)
    assert.doesNotMatch(html, /type="submit"|action=|method="(get|post)"/)
    // D-214: the language used, kept nowhere.
    assert.ok(shows(html, words.language[lang]))
    assert.match(html, /<input id="told-language" type="text" autocomplete="off"/)
    for (const { text } of checklist) assert.ok(shows(html, text[lang]), text.en)
  })

  test(`${lang}: from the ticks no link leads away, since ticks go with the page; what to read unfolds beside them`, async () => {
    const html = await get(`/${lang}/rights/list`)
    const form = /<form[^]*<\/form>/.exec(html)?.[0] ?? ''
    assert.doesNotMatch(form, /<a /)
    for (const { id, title, statements } of parts) {
      const isAsked = checklist.some(({ part }) => part === id)
      assert.equal(form.includes(`${words.more[lang]}: ${title[lang]}</summary>`), isAsked, id)
      if (!isAsked) continue
      for (const { text } of statements) assert.ok(shows(form, text[lang]), text.en)
      const fold = form.slice(form.indexOf(`${title[lang]}</summary>`)).split('</details>')[0] ?? ''
      const unsure = statements.filter(({ certainty }) => certainty !== 'A').length
      assert.equal(fold.split('class="tag"').length - 1, unsure, id)
    }
    // Folded or not, paper has the list alone.
    for (const [fold] of form.matchAll(/<details[^>]*>/g)) assert.match(fold, /class="no-print"/)
    // Larger letters are chosen before the first tick, and so on every page before its text.
    for (const path of paths) {
      const page = await get(`/${lang}/rights${path}`)
      assert.ok(page.indexOf('large=1') < page.indexOf('<p', page.indexOf('</h1>') + 80), path)
    }
  })

  test(`${lang}: titles say nothing to others, links hold, larger letters stay chosen, nothing is kept`, async () => {
    for (const path of paths) {
      for (const query of ['', '?large=1']) {
        const response = await app.request(`/${lang}/rights${path}${query}`)
        assert.equal(response.status, 200, path)
        assert.equal(response.headers.get('cache-control'), 'no-store')
        assert.equal(response.headers.get('set-cookie'), null)
        const html = await response.text()
        assert.doesNotMatch(
          /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '',
          /ihmiskaup|traffick|uhri|offer|victim|människohandel|apila/i,
          path,
        )
        assert.match(html, /href="http:\/\/neutral\.example\/x"/)
        assert.equal(html.match(/<h1>/g)?.length, 1)
        assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|undefined|\[object/)
        const inside = [...html.matchAll(/<a [^>]*href="(\/(?:fi|sv|en)\/rights[^"]*)"/g)].map(([, href = '']) => href)
        assert.ok(inside.length > 3)
        for (const href of inside) assert.equal((await app.request(href)).status, 200, href)
        const toParts = inside.filter(
          (href) => href.startsWith(`/${lang}/rights/`) && !href.startsWith(`/${lang}/rights${path}`),
        )
        for (const href of toParts) assert.equal(href.includes('?large=1'), query !== '', `${path}${query} ${href}`)
      }
    }
  })
}

test('what belongs before a decision is said before it', () => {
  const english = first.map(({ en }) => en).join(' ')
  for (const meant of [
    /not your fault/,
    /come back at any time/,
    /family/,
    /worker, volunteer or interpreter/,
    /yes, no or let me think/,
    /without your permission/,
    /account changes/,
    /testify in court/,
  ]) {
    assert.match(english, meant)
  }
})

test('what is easily left out of a right stands with it', () => {
  const english = (number: string): string =>
    parts
      .flatMap(({ statements }) => statements)
      .filter(({ numbers }) => numbers.includes(number))
      .map(({ text }) => text.en)
      .join(' ')
  for (const [number, meant] of [
    ['R-021', /before 1\.10\.2026, the old rules/],
    ['R-041', /sexual offences .* nearly always.* For trafficking the court weighs/],
    ['R-062', /the accused has had a chance to ask questions/],
    ['R-065', /if the case concerns a specially sensitive side of your private life/],
    ['R-088', /to the Insurance Court within 30 days\. .* State Treasury/],
    ['R-100', /police or the border authority grants it.* tells the police of its decision/],
    ['R-125', /enforced at once/],
    ['D-253', /media .* in ways that nobody can foresee/],
  ] as const)
    assert.match(english(number), meant, number)
  assert.match(checklist.map(({ text }) => text.en).join(' '), /3 years from the final decision/)
})

test('every page names its owner, source and day, and speaks to her of confidentiality, not to the worker', async () => {
  for (const path of paths) {
    const html = await get(`/fi/rights${path}`)
    assert.ok(shows(html, `${words.owner.fi}: ${rightsPages.provenance.owner}.`), path)
    assert.ok(shows(html, showDay(rightsPages.provenance.checkedOn)), path)
    assert.ok(shows(html, words.keep.fi), path)
    assert.doesNotMatch(html, /Sano ääneen: minä/)
  }
})

test('a report that cannot be taken back comes before everything else of the law', () => {
  assert.equal(parts[0]!.id, 'after-a-report')
  assert.ok(parts[0]!.statements[0]!.numbers.includes('R-031'))
  assert.equal(checklist[0]?.part, 'after-a-report')
})

test('no page speaks of her as a victim, and none promises an outcome', () => {
  const said = parts.map(({ title, lead, statements }) => [title, lead, ...statements.map(({ text }) => text)])
  assert.doesNotMatch(JSON.stringify([words, first, said, checklist.map(({ text }) => text)]), /uhri|offer|victim/i)
  assert.doesNotMatch(JSON.stringify(rightsPages), /guarantee|takaamme|garanterar/i)
})

test('counsel specialised in trafficking can be asked for, on the page and in the list (D-210)', () => {
  const said = { fi: /perehtynyt ihmiskauppaan/, sv: /insatt i människohandel/, en: /specialised in trafficking/ }
  const counsel = parts.find(({ id }) => id === 'counsel')
  for (const lang of LANGUAGES) {
    assert.ok(
      counsel?.statements.some(({ text }) => said[lang].test(text[lang])),
      lang,
    )
    assert.ok(
      checklist.some(({ part, text }) => part === 'counsel' && said[lang].test(text[lang])),
      lang,
    )
  }
})

test('pages that are no pages are refused', () => {
  const good = rightsPages
  assert.equal(RightsPages.safeParse({ ...good, parts: [...good.parts, good.parts[0]] }).success, false)
  assert.equal(RightsPages.safeParse({ ...good, checklist: [{ part: 'nowhere', text: words.title }] }).success, false)
  assert.equal(RightsPages.safeParse({ ...good, first: [{ fi: 'vain', sv: 'bara' }] }).success, false)
  const [part] = good.parts
  const statements = [{ ...part!.statements[0], seenTo: 'autumn' }]
  assert.equal(
    RightsPages.safeParse({ ...good, parts: [{ ...part, statements }, ...good.parts.slice(1)] }).success,
    false,
  )
})

test('another part is not there', async () => {
  for (const path of ['/en/rights/none', '/de/rights', '/en/rights/list/1'])
    assert.equal((await app.request(path)).status, 404, path)
})
