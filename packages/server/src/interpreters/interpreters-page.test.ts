// The interpreter page: D-170 to D-177 in three languages, law with its basis and day; a way out, and a link to the services.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Day } from '@apila/core/day.ts'
import { content, networkOf } from '../library/test/library.ts'
import { interpreterRoutes } from './routes.tsx'

const { interpreters: interpreterAdvice } = content
const app = interpreterRoutes({
  network: networkOf(content),
  today: () => Day.parse('2026-11-22'),
  config: { neutralUrl: 'http://neutral.example' },
})
const lines = interpreterAdvice.sections.flatMap((section) => section.lines)

test('D-170 to D-177 are covered, and what rests on law names its section and the day it was last seen', () => {
  const ids = new Set(lines.flatMap((line) => line.ids))
  for (let number = 170; number <= 177; number += 1) assert.ok(ids.has(`D-${String(number)}`), String(number))
  for (const line of lines.filter((one) => one.ids.some((id) => id.startsWith('R-')))) {
    assert.ok(line.basis, line.text.en)
    assert.ok(line.seenTo !== undefined || line.confirmed === false, line.text.en)
  }
})

for (const lang of LANGUAGES) {
  test(`${lang}: every line stands on the page`, async () => {
    const html = (await (await app.request(`/${lang}/interpreters`)).text()).replaceAll('&quot;', '"')
    for (const line of lines) assert.ok(html.includes(line.text[lang]), line.text.en)
    assert.ok(html.includes(showDay(interpreterAdvice.provenance.checkedOn)))
    assert.match(html, /href="http:\/\/neutral\.example\/x"/)
    assert.match(html, /src="\/static\/guide\.js"/)
    assert.match(html, new RegExp(`href="/${lang}/services">`))
  })
}

test('no list of providers is pretended, and whom the client does not want is kept by the client and asked at each booking', () => {
  const english = lines.map(({ text }) => text.en).join(' ')
  for (const meant of [
    /no list of interpreting services/,
    /employer's contract .* comes first/,
    /No register is needed/,
  ])
    assert.match(english, meant)
  assert.match(english, /At each booking ask whom the client does not want/)
  for (const { text } of lines) assert.doesNotMatch(text.en, /\bticket\b/)
})
