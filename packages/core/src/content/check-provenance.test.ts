// Owners, sources and days that are missing or cannot be, broken on purpose.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day, addDays } from '../day.ts'
import { readProvenance } from './check-provenance.ts'
import { type ContentFile, languageOf } from './content-file.ts'

const TODAY = Day.parse('2026-11-22')
const file = (path: string, value: unknown): ContentFile => ({ path, lang: languageOf(path), value })
const beside = (value: unknown): ContentFile[] => [file('content/guide/signs.json', value)]

/** A page as it is read from its file, with one section. */
const page = (lang: string, facts: Record<string, unknown> = {}): ContentFile =>
  file(`content/network/${lang}/about.md`, {
    ...{ title: 'a', owner: 'b', source: 'c', checkedOn: TODAY, reviewedBy: null, lead: 'Lead.' },
    ...(lang === 'fi' ? { version: 2 } : { translatedFrom: 2 }),
    sections: [{ id: 'one', title: 'One', blocks: [{ kind: 'text', text: 'Text.' }] }],
    ...facts,
  })
const pages = (sv: ContentFile = page('sv')): ContentFile[] => [page('fi'), sv, page('en')]

test('what was checked has an owner, a source and a day that can be', () => {
  const provenance = { owner: 'a', source: { fi: 'b', sv: 'b', en: 'b' }, checkedOn: TODAY }
  const problemsOf = (more: object) =>
    readProvenance(beside({ provenance: { ...provenance, ...more } }), TODAY).problems
  assert.deepEqual(problemsOf({}), [])
  assert.deepEqual(problemsOf({ reviewedOn: null }), [])
  assert.match(problemsOf({ owner: ' ' })[0] ?? '', /provenance: is checked but names no owner/)
  assert.match(problemsOf({ source: undefined })[0] ?? '', /names no source/)
  assert.match(problemsOf({ checkedOn: '2026-11-23' })[0] ?? '', /checkedOn lies in the future: 2026-11-23/)
  assert.match(problemsOf({ reviewedOn: '2027' })[0] ?? '', /reviewedOn lies in the future: 2027/)
  for (const day of ['2026-02-30', '22.11.2026', '2026-13-01', 5])
    assert.match(problemsOf({ checkedOn: day })[0] ?? '', /checkedOn is no day/)
})

test('legal statements are answered for by the owner of the reference that they cite', () => {
  const rule = file('content/guide/act-now.json', [{ sources: ['finlex'], checkedOn: TODAY }])
  const reference = (value: object) => file('content/rights/reference.json', value)
  assert.deepEqual(readProvenance([rule, reference({ owner: 'a' })], TODAY).problems, [])
  assert.match(readProvenance([rule, reference({})], TODAY).problems[0] ?? '', /0: is checked but names no owner/)
})

test('pages that say all that they owe have no problems', () => {
  assert.deepEqual(readProvenance(pages(), TODAY), { problems: [], warnings: [] })
})

test('a translation of a version that is not there yet fails; one that is behind, and an old file, warn only', () => {
  const future = readProvenance(pages(page('sv', { translatedFrom: 3 })), TODAY)
  assert.deepEqual(future.problems, ['content/network/sv/about.md: translatedFrom is 3, the Finnish version is 2'])
  assert.match(
    readProvenance(pages(page('sv', { version: 2, translatedFrom: undefined })), TODAY).problems[0] ?? '',
    /says `translatedFrom`/,
  )
  const behind = readProvenance(pages(page('sv', { translatedFrom: 1 })), TODAY)
  assert.deepEqual(behind.problems, [])
  assert.match(behind.warnings.join(), /^content\/network\/sv\/about.md translates version 1/)
  const late = readProvenance(pages(), addDays(TODAY, 366))
  assert.deepEqual([late.problems.length, late.warnings.length], [0, 3])
  assert.deepEqual(readProvenance(pages(), addDays(TODAY, 365)).warnings, [])
})
