// The record page: the whole advice without a script, a text check that cannot send or keep, and wording that reveals nothing.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { checkText } from '@apila/core/check-text/check-text.ts'
import { KINDS } from '@apila/core/check-text/finding.ts'
import { content, networkOf } from '../library/test/library.ts'
import { recordRoutes } from './routes.tsx'

/** Largest script of the record page: rules, word lists and names are most of it. Unit: bytes after Brotli, as it is served. */
const SCRIPT_LIMIT = 28.5 * 1024

/** All that the text check offers in the place of a text, in the order of the page. A new wording is thought over here first. */
const WORDINGS = {
  fi: [
    '[henkilötunnus]',
    '[puhelinnumero]',
    '[sähköposti]',
    'henkilö A',
    '[paikka]',
    '[työpaikka]',
    '[nimi verkossa]',
    '[tunnus]',
  ],
  sv: [
    '[personbeteckning]',
    '[telefonnummer]',
    '[e-post]',
    'person A',
    '[plats]',
    '[arbetsplats]',
    '[namn på nätet]',
    '[nummer]',
  ],
  en: [
    '[identity code]',
    '[telephone number]',
    '[e-mail]',
    'person A',
    '[place]',
    '[workplace]',
    '[name online]',
    '[number]',
  ],
}
/** Words of doing: agreed, examined, treated, discussed, removed, met, followed, told. */
const DOING =
  /sov|tutki|hoid|keskust|poist|tava|seura|kerro|tark|ohja|varat|avtal|undersök|vård|diskut|borttag|träff|följ|berätt|kontroll|bok|agree|exam|treat|discuss|remov|met\b|follow|told|check|refer|booked|\b(?:is|was|are|were|has|have|on|oli|är|var|har)\b/i

const { advice: recordAdvice, textCheck: textCheckContent } = content.record
const pageOn = async (day: string, lang: string): Promise<string> =>
  (
    await recordRoutes({
      today: () => Day.parse(day),
      network: networkOf(content),
      config: { neutralUrl: 'http://neutral.example' },
    }).request(`/${lang}/guide/record`)
  ).text()
const plain = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&amp;', '&')

test('the advice covers D-199 to D-206 and R-140 to R-146', () => {
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
  test(`${lang}: every line with its basis stands on the page, and the text check is hidden until its script runs`, async () => {
    const html = plain(await pageOn('2026-11-22', lang))
    for (const { title, lines } of recordAdvice.sections) {
      assert.ok(html.includes(title[lang]))
      for (const line of lines) {
        assert.ok(html.includes(line.text[lang]), line.text.en)
        if (line.basis) assert.ok(html.includes(line.basis[lang]), line.basis.en)
      }
    }
    assert.match(html, /<div id="text-check" hidden/)
    assert.ok(html.includes(textCheckContent.texts.off[lang]))
    assert.match(
      html,
      /<textarea(?=[^>]*spellcheck="false")(?=[^>]*translate="no")(?=[^>]*writingsuggestions="false")(?![^>]* name=)[^>]*>/,
    )
    assert.doesNotMatch(html, /<form/)
    assert.ok(html.includes(showDay(recordAdvice.provenance.checkedOn)))
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
    const checkedOn = Day.parse(recordAdvice.provenance.checkedOn)
    const old = async (days: number) => (await pageOn(addDays(checkedOn, days), lang)).includes(words)
    assert.deepEqual([await old(365), await old(366)], [false, true])
  })

  test(`${lang}: the text check never says that a text is anonymous or clean`, () => {
    const said = Object.values(textCheckContent.texts)
      .map((text) => text[lang])
      .join(' ')
    assert.doesNotMatch(said, /anony|turvallinen|tunnistamaton|trygg|säker|\bsafe\b|no identif/i)
    assert.match(textCheckContent.texts.none[lang], /tarkista vielä|kontrollera ännu en gång|check again/i)
  })

  test(`${lang}: what is offered is one of a closed list: nothing on it says that something was done, and nothing reveals`, () => {
    assert.deepEqual(Object.keys(textCheckContent.kinds).sort(), [...KINDS].sort())
    const offered = Object.values(textCheckContent.kinds).flatMap(({ wording }) => wording?.[lang] ?? [])
    assert.deepEqual(offered, WORDINGS[lang])
    for (const text of [...offered, textCheckContent.texts.vulnerable[lang]]) {
      assert.doesNotMatch(text, DOING, text)
      assert.deepEqual(
        checkText(`${text} ${text}`).findings.filter(({ kind }) => kind !== 'name'),
        [],
        text,
      )
    }
  })
}

test('one name a thing in all that is shown', () => {
  const root = fileURLToPath(new URL('../../../../content/', import.meta.url))
  for (const file of globSync('**/*.{json,md}', { cwd: root }))
    assert.doesNotMatch(
      readFileSync(root + file, 'utf8'),
      /My Kanta|Omakan[tn]|Mitt Kanta|Mina Kanta|security ban/,
      file,
    )
})

test('the script weighs at most 28.5 KB, and can neither send, keep nor write markup', async () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const { outputFiles } = await build({
    entryPoints: [`${root}packages/ui/src/record/record-page.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
  })
  const script = outputFiles[0]?.text ?? ''
  const size = brotliCompressSync(script).length
  console.log(`record.js: ${String(size)} bytes after Brotli`)
  assert.ok(size <= SCRIPT_LIMIT, String(size))
  assert.doesNotMatch(
    script,
    /innerHTML|outerHTML|insertAdjacent|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|localStorage|sessionStorage|indexedDB|\.cookie|\bimport\(|\beval\(|new Function/,
  )
})
