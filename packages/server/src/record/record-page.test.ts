// The record page: the whole advice without a script, a coach that cannot send or keep, and wording that reveals nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { checkText } from '@apila/core/detector/check-text.ts'
import { KINDS, TOPICS } from '@apila/core/detector/finding.ts'
import { coachContent, recordAdvice } from './record-content.ts'
import { recordRoutes } from './routes.tsx'

/** Largest script of the record page: rules, word lists and names are most of it. Unit: bytes after gzip. */
const SCRIPT_LIMIT = 24 * 1024

const pageOn = async (day: string, lang: string): Promise<string> =>
  (
    await recordRoutes({ today: () => Day.parse(day), config: { neutralUrl: 'http://neutral.example' } }).request(
      `/${lang}/guide/record`,
    )
  ).text()
const plain = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&amp;', '&')

test('the advice covers section 16 and the record facts of the rights reference', () => {
  const ids = new Set(recordAdvice.sections.flatMap(({ lines }) => lines.flatMap((line) => line.ids)))
  for (const id of [
    'D-199',
    'D-200',
    'D-201',
    'D-202',
    'D-203',
    'D-204',
    'D-205',
    'D-206',
    'R-140',
    'R-141',
    'R-142',
    'R-143',
    'R-144',
    'R-145',
    'R-146',
  ])
    assert.ok(ids.has(id), id)
})

for (const lang of LANGUAGES) {
  test(`${lang}: every line with its basis stands on the page, and the coach is hidden until its script runs`, async () => {
    const html = plain(await pageOn('2026-11-22', lang))
    for (const { title, lines } of recordAdvice.sections) {
      assert.ok(html.includes(title[lang]))
      for (const line of lines) {
        assert.ok(html.includes(line.text[lang]), line.text.en)
        if (line.basis) assert.ok(html.includes(line.basis[lang]), line.basis.en)
      }
    }
    assert.match(html, /<div id="coach" hidden/)
    assert.ok(html.includes(coachContent.texts.off[lang]))
    assert.match(
      html,
      /<textarea(?=[^>]*spellcheck="false")(?=[^>]*translate="no")(?=[^>]*writingsuggestions="false")(?![^>]* name=)[^>]*>/,
    )
    assert.doesNotMatch(html, /<form/)
    assert.match(html, /22\.11\.2026/)
  })

  test(`${lang}: the title says nothing and there is a way out without a script`, async () => {
    const html = await pageOn('2026-11-22', lang)
    assert.doesNotMatch(
      /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '',
      /ihmiskaup|traffick|uhri|offer|victim|människohandel|apila/i,
    )
    assert.match(html, /href="http:\/\/neutral\.example\/x"/)
  })

  test(`${lang}: advice that is older than a year says so`, async () => {
    const words = { fi: 'yli vuosi', sv: 'över ett år', en: 'More than a year' }[lang]
    assert.ok(!(await pageOn('2027-11-22', lang)).includes(words))
    assert.ok((await pageOn('2027-11-23', lang)).includes(words))
  })

  test(`${lang}: the coach never says that a text is anonymous or clean`, () => {
    const said = Object.values(coachContent.texts)
      .map((text) => text[lang])
      .join(' ')
    assert.doesNotMatch(said, /anony|turvallinen|tunnistamaton|trygg|säker|\bsafe\b|no identif/i)
    assert.match(coachContent.texts.none[lang], /tarkista vielä|kontrollera ännu en gång|check again/i)
  })

  test(`${lang}: the wording that is offered reveals and identifies nothing itself`, () => {
    assert.deepEqual(Object.keys(coachContent.topics).sort(), [...TOPICS].sort())
    assert.deepEqual(Object.keys(coachContent.kinds).sort(), [...KINDS].sort())
    const offered = [
      ...Object.values(coachContent.topics).map((text) => text[lang]),
      ...Object.values(coachContent.kinds).flatMap(({ wording }) => wording?.[lang] ?? []),
    ]
    for (const text of offered)
      assert.deepEqual(
        checkText(`${text} ${text}`).findings.filter(({ kind }) => kind !== 'name'),
        [],
        text,
      )
  })
}

test('the script weighs at most 24 KB, and can neither send, keep nor write markup', async () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const { outputFiles } = await build({
    entryPoints: [`${root}packages/ui/src/record-page.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
  })
  const script = outputFiles[0]?.text ?? ''
  const size = gzipSync(script, { level: 9 }).length
  console.log(`record.js: ${String(size)} bytes after gzip`)
  assert.ok(size <= SCRIPT_LIMIT, String(size))
  assert.doesNotMatch(
    script,
    /innerHTML|outerHTML|insertAdjacent|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|localStorage|sessionStorage|indexedDB|\.cookie|\bimport\(|\beval\(|new Function/,
  )
})
