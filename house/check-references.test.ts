// Checks the check of references on small texts: each kind once as it should be, and once broken on purpose.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Targets,
  commentsOf,
  headingsOf,
  numbersOf,
  problemOfReference,
  referencesOf,
} from './check-references.ts'

const protocol = '# Protocol\n\n## 3.5 Seal\n\n1. pad\n2. seal\n\n## `Wire`\n'
const targets: Targets = {
  files: new Set([
    'CONTRIBUTING.md',
    'content/guide/act-now.json',
    'content/texts/fi/desk.json',
    'docs/decisions/0002-random-mark.md',
    'docs/protocol.md',
    'packages/core/src/referral/grant.ts',
    'packages/server/src/referral/kills.db.test.ts',
  ]),
  headings: new Map([
    ['docs/protocol.md', headingsOf(`${protocol}\n## Ending\n`)],
    ['CONTRIBUTING.md', headingsOf('# Rules\n\n## Names\n')],
  ]),
  numbers: new Set(['D-056', 'P-01', 'R-035', 'G-01']),
}
const FROM = 'packages/server/src/referral/ending.ts'
const problemsOf = (text: string, from = FROM): string[] =>
  referencesOf(from, text)
    .map((reference) => problemOfReference(from, reference, targets))
    .filter((problem) => problem !== null)

test('what can be followed is no problem', () => {
  for (const text of [
    '// Governed by docs/protocol.md "Ending" and "Wire".',
    '// (protocol.md "3.5 Seal" steps 1-2), CONTRIBUTING "Names".',
    '/** Unit: days. Source: protocol 3.5. */',
    '// See decision 0002.',
    '// D-056, P-01, R-035 to G-01. The curve is P-256.',
    '// grant.ts, core/referral/grant.ts, @apila/core/referral/grant.ts, kills.db.test.ts, content/guide/act-*.json.',
    '// content/texts/{lang}/desk.json and content/texts/{fi,sv}/desk.json; apila.db and report.html are made at run time.',
    'const title = \'docs/protocol.md "Gone"\'',
  ])
    assert.deepEqual(problemsOf(text), [], text)
})

test('a heading, step, section, document or decision that is not there is told with its place', () => {
  const cases = [
    ['// docs/protocol.md "Sealing and ending".', `${FROM}:1: docs/protocol.md has no heading "Sealing and ending"`],
    ['\n// protocol.md "Ending"\n// and "Notes".', `${FROM}:2: docs/protocol.md has no heading "Notes"`],
    ['const a = 1 // CONTRIBUTING "Sizes"', `${FROM}:1: CONTRIBUTING.md has no heading "Sizes"`],
    ['// docs/protocol.md "3.5 Seal" step 3', `${FROM}:1: docs/protocol.md "3.5 Seal" has no step 3`],
    ['// (protocol 3.4)', `${FROM}:1: docs/protocol.md has no section 3.4`],
    ['// protocol.md 3.7 step 4', `${FROM}:1: docs/protocol.md has no section 3.7`],
    ['// decision 0009', `${FROM}:1: there is no decision 0009`],
  ]
  for (const [text = '', problem] of cases) assert.deepEqual(problemsOf(text), [problem])
  assert.ok(problemsOf('// docs/gone.md "Ending"').includes(`${FROM}:1: there is no document docs/gone.md`))
})

test('a number without a line in its list is told, in code, content and documents', () => {
  for (const number of ['D-057', 'P-99', 'R-999', 'G-77'])
    for (const from of [FROM, 'content/guide/a.json', 'docs/a.md'])
      assert.match(problemsOf(`"${number}"`, from).join(), new RegExp(`:1: .* has no line for ${number}$`))
})

test('a file that is not there is told, in comments and documents', () => {
  for (const name of ['content.test.ts', 'core/referral/gone.ts', 'content/guide/gone-*.json', 'docs/gone.md'])
    assert.deepEqual(problemsOf(`// see ${name}: why`), [`${FROM}:1: there is no file ${name}`])
  assert.deepEqual(problemsOf('Text\n\nthe rules stand\nin `gone.ts`.', 'docs/a.md'), [
    'docs/a.md:3: there is no file gone.ts',
  ])
})

test('lines of a comment that follow each other are one passage; code is none', () => {
  assert.deepEqual(commentsOf('// a\n// b\nconst c = 1 // d\n/** e\n *  f */\nconst g = "x // y"\n{/* h */}'), [
    { line: 1, text: 'a b' },
    { line: 3, text: 'd' },
    { line: 4, text: 'e f' },
    { line: 6, text: 'y"' },
    { line: 7, text: 'h' },
  ])
})

test('a number counts only in its own list, where a line begins with it', () => {
  assert.deepEqual(numbersOf('docs/requirements/a.md', '### D-056\n\n- D-110: x\n- see D-111\n'), ['D-056', 'D-110'])
  assert.deepEqual(numbersOf('docs/threat-model.md', '| P-01 | x |\n|---|---|\n| D-001 | x |'), ['P-01'])
  assert.deepEqual(numbersOf('docs/rights-reference.md', '- R-001: x\n- G-01: x\n'), ['R-001', 'G-01'])
  assert.deepEqual(numbersOf('docs/other.md', '### D-056\n'), [])
})
