// The guide: all signs in all languages, no verdict, works without a script, and light enough for a poor connection.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { content, networkOf } from '../library/test/library.ts'
import { guideRoutes } from './routes.tsx'

const { guide: guideContent } = content
const guideAt = (day: string, minute: number) =>
  guideRoutes({
    today: () => Day.parse(day),
    minute: () => minute,
    network: networkOf(content),
    config: { neutralUrl: 'http://neutral.example', savedGuide: true },
  })
const app = guideAt('2026-11-22', 720)
const page = async (path: string): Promise<string> => (await app.request(path)).text()
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
const shows = (html: string, text: string) => html.includes(escaped(text)) || html.includes(text)

const numbers = (from: number, to: number, without: readonly number[] = []) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)
    .filter((n) => !without.includes(n))
    .map((n) => `D-${String(n).padStart(3, '0')}`)

test('the signs are those of D-111 to D-156: D-110 is a caveat, D-142, D-143 and D-155 are no signs', () => {
  const [exploitation, control, vulnerability] = guideContent.signs.map((group) =>
    group.signs.map(({ id }) => id).sort(),
  )
  for (const [had, wanted] of [
    [exploitation, numbers(111, 130)],
    [control, numbers(131, 141)],
    [vulnerability, numbers(144, 156, [155])],
  ])
    for (const id of wanted ?? []) assert.ok(had?.includes(id), id)
  const all = new Set([exploitation, control, vulnerability].flat())
  for (const id of ['D-110', 'D-142', 'D-143', 'D-155']) assert.ok(!all.has(id), id)
})

test('the questions cover section 12', () => {
  const covered = new Set(guideContent.questions.lines.flatMap(({ ids }) => ids))
  for (const id of numbers(157, 168)) assert.ok(covered.has(id), id)
})

test('what it is about: forms, deception, a first yes, and children', () => {
  const covered = new Set(guideContent.facts.lines.flatMap(({ ids }) => ids))
  for (const id of ['D-095', 'D-096', 'D-097', 'D-100', 'D-101', 'D-102', 'D-103', 'D-104', 'D-105', 'D-193', 'D-197'])
    assert.ok(covered.has(id), id)
})

test('the advice covers D-056 to D-072', () => {
  const { alone, advice, interpreter } = guideContent
  const covered = new Set([alone, advice, interpreter].flatMap(({ lines }) => lines.flatMap(({ ids }) => ids)))
  // D-057 is about training, not about a meeting.
  for (const id of numbers(56, 72, [57])) assert.ok(covered.has(id), id)
})

for (const lang of LANGUAGES) {
  test(`${lang}: every sign, question and line stands on the page, each sign as one tick box without a name`, async () => {
    const html = await page(`/${lang}/guide`)
    const boxes = html.match(/<input[^>]*type="checkbox"[^>]*>/g) ?? []
    assert.equal(boxes.length, guideContent.signs.flatMap(({ signs }) => signs).length)
    for (const box of boxes) assert.doesNotMatch(box, / name=| checked| value=/)
    for (const group of guideContent.signs) {
      for (const sign of group.signs) {
        assert.ok(shows(html, sign.text[lang]), sign.id)
        assert.ok(
          boxes.some((box) => box.includes(`id="${sign.id}"`)),
          sign.id,
        )
        if (sign.note) assert.ok(shows(html, sign.note[lang]), sign.id)
      }
    }
    for (const part of [
      guideContent.alone,
      guideContent.facts,
      guideContent.advice,
      guideContent.interpreter,
      guideContent.questions,
    ]) {
      for (const line of part.lines) assert.ok(shows(html, line.text[lang]), line.text.en)
    }
    for (const line of guideContent.call.lines) assert.ok(shows(html, line[lang]), line.en)
  })

  test(`${lang}: five signs of a group are open, the rest is folded without a script`, async () => {
    const html = await page(`/${lang}/guide`)
    const groups = html.split('<section class="card signs group"').slice(1)
    assert.equal(groups.length, 3)
    for (const part of groups) {
      const open = part.split('<details>')[0] ?? ''
      assert.equal(open.match(/type="checkbox"/g)?.length, 5)
    }
  })

  test(`${lang}: title says nothing, a way out without a script, nothing can be sent`, async () => {
    const html = await page(`/${lang}/guide`)
    assert.doesNotMatch(
      /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '',
      /ihmiskaup|traffick|uhri|offer|victim|människohandel|apila/i,
    )
    assert.match(html, /href="http:\/\/neutral\.example\/x"/)
    assert.doesNotMatch(html, /method="(get|post)"|type="submit"|action=/)
    // Its one form is the ticks', which a browser sends nowhere.
    assert.deepEqual(html.match(/<form[^>]*>/g)?.length, 1)
    assert.match(html, /<form method="dialog" autocomplete="off" id="signs">/)
  })

  test(`${lang}: beside each number whether it answers now; of older hours only they and their year are said, never "maybe"`, async () => {
    const entriesAt = async (minute: number, day = '2026-11-23'): Promise<string[]> => {
      const html = await (await guideAt(day, minute).request(`/${lang}/guide`)).text()
      return html.slice(html.indexOf('id="call"')).split('class="entry"').slice(1)
    }
    const { openNow, openHoliday } = getPublicTexts(lang)
    // Monday at one, when the line in Swedish is open too; at night; on Boxing Day.
    for (const [minute, day, last] of [
      [13 * 60, '2026-11-23', undefined],
      [3 * 60, '2026-11-23', undefined],
      [13 * 60, '2026-12-26', openHoliday],
    ] as const) {
      const entries = await entriesAt(minute, day)
      const tags = entries.map((entry) => /class="tag[^"]*"><svg.*?<\/svg>([^<]+)/.exec(entry)?.[1])
      assert.deepEqual(tags, [openNow, openNow, undefined, last], `${day} ${String(minute)}`)
      assert.match(entries[2] ?? '', /2023\)/)
      assert.match(entries[3] ?? '', /2022\)/)
    }
    assert.doesNotMatch((await entriesAt(720)).join(''), /ehkä|kanske|perhaps|maybe/i)
  })

  test(`${lang}: whom it is about is asked before any sign; a child or unsure is told of advice first and of duty after, without a script`, async () => {
    const html = await page(`/${lang}/guide`)
    const texts = getPublicTexts(lang)
    const who = html.indexOf('name="who"')
    assert.ok(who > 0 && who < html.indexOf('type="checkbox"'))
    assert.deepEqual(
      [...html.matchAll(/<input type="radio"(?: id="(\w+)")? name="who" value="(\d)"/g)].map(([, id, value]) => [
        id,
        value,
      ]),
      [
        [undefined, '1'],
        ['child', '2'],
        ['unsure', '3'],
      ],
    )
    const note = html.slice(html.indexOf('class="note child"'), html.indexOf('class="card signs group"'))
    const places = [texts.guideChildFirst, 'tel:+358295463177', texts.guideChildDuty].map((text) => note.indexOf(text))
    assert.ok(
      places.every((place, i) => place > (places[i - 1] ?? -1)),
      places.join(),
    )
    // What shows it is the choice itself, in the sheet; no script and no other address.
    const sheet = await readFile(new URL('../../../ui/src/public.css', import.meta.url), 'utf8')
    assert.match(sheet, /main:not\(:has\(:is\(#child, #unsure\):checked\)\) \.child/)
    assert.match(sheet, /@supports selector\(:has\(a\)\)/)
  })

  test(`${lang}: volunteers have a route of their own; what the organisations have not agreed to says so`, async () => {
    assert.match(await page(`/${lang}/guide`), new RegExp(`href="/${lang}/guide/volunteer"`))
    assert.match(await page(`/${lang}/guide/act`), new RegExp(`href="/${lang}/guide/volunteer"`))
    const html = await page(`/${lang}/guide/volunteer`)
    const { sections, proposal } = guideContent.volunteer
    assert.deepEqual(
      sections.map(({ id }) => id),
      ['promise', 'tell', 'supervisor'],
    )
    const lines = sections.flatMap((section) => section.lines)
    const told = html.replaceAll(/<a class="phone"[^>]*><bdi dir="ltr">([^<]*)<\/bdi>([.,]?)<\/a>/g, '$1$2')
    for (const { text } of lines) assert.ok(shows(told, text[lang]), text.en)
    const proposed = lines.filter((line) => line.proposal === true).length
    assert.ok(proposed > 0 && proposed < lines.length)
    assert.equal(html.split(`<span class="tag">${proposal[lang]}</span>`).length - 1, proposed)
    assert.match(html, /tel:112.*tel:\+358295463177/s)
  })

  test(`${lang}: each group holds its own questions and deeds, after the word on confidentiality`, async () => {
    const html = await page(`/${lang}/guide`)
    const parts = html.split('<section class="card signs group"').slice(1)
    for (const [place, group] of guideContent.signs.entries()) {
      const part = parts[place]?.split('</section>')[0] ?? ''
      assert.ok(shows(part, getPublicTexts(lang).guideKeep))
      for (const { lines } of [guideContent.questions, guideContent.advice]) {
        const own = lines.filter((line) => line.group === group.id)
        assert.ok(own.length >= 2, group.id)
        for (const line of own) assert.ok(shows(part, line.text[lang]), line.text.en)
      }
    }
  })

  test(`${lang}: one tap calls for advice, one leads to what to do`, async () => {
    const html = await page(`/${lang}/guide`)
    const bar = html.slice(html.indexOf('<div class="act '))
    assert.match(
      bar,
      /^<div class="act [^"]*"><div class="row"><a [^>]*id="leave"[^>]*href="http:\/\/neutral\.example\/x"/,
    )
    assert.match(bar, /href="tel:\+358295463177"/)
    assert.match(bar, new RegExp(`href="/${lang}/guide/act"`))
  })
}

test('words stand ready for every way in which groups come together, and none of them counts', () => {
  for (const lang of LANGUAGES) {
    const texts = getPublicTexts(lang)
    const together = Object.entries(texts).filter(([name]) => name.startsWith('guideTogether'))
    assert.equal(together.length, 7)
    for (const [, text] of together)
      assert.doesNotMatch(text, /\d|\b(two|three|kahdesta|kolmesta|kaikista|två|tre|alla)\b/i, text)
  }
})

test('no text of the guide scores, counts or judges', () => {
  const words = JSON.stringify(guideContent)
  assert.doesNotMatch(
    words,
    /pistee|pisteit|poäng|\bscore|riskitaso|risknivå|risk level|todennäköisesti uhri|likely victim/i,
  )
})

// Brotli, as the server packs for every browser of the last eight years.
test('the first visit weighs at most 14 KB compressed, style 4.5 KB, script 3 KB', async () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const bytes = async (entry: string): Promise<number> => {
    const { outputFiles } = await build({
      entryPoints: [root + entry],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
    })
    return brotliCompressSync(outputFiles[0]?.contents ?? '').length
  }
  const style = await bytes('packages/ui/src/public.css')
  const script = await bytes('packages/ui/src/guide/guide-page.ts')
  assert.ok(style <= 4.5 * 1024, `style ${String(style)}`)
  assert.ok(script <= 3 * 1024, `script ${String(script)}`)
  for (const lang of LANGUAGES) {
    const total = brotliCompressSync(await page(`/${lang}/guide`)).length + style + script
    assert.ok(total <= 14 * 1024, `${lang} ${String(total)}`)
  }
})
