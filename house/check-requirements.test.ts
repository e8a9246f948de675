// Checks the check of the requirements on small texts, each broken on purpose.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Requirement,
  isWritten,
  problemsOfCounts,
  problemsOfReadme,
  problemsOfRequirements,
  readFacts,
  readRequirements,
} from './check-requirements.ts'

const path = 'docs/requirements/a.md'
const row: Requirement = {
  id: 'D-056',
  path,
  level: 'Must',
  state: 'done',
  tests: [{ file: 'a.test.ts', name: null }],
  files: [],
  addresses: [],
  rules: [],
}

test('requirements are read with level, files, rules, tests and state, facts by their numbers', () => {
  const text = `# Meeting

### D-056

- Must: x (policy 4)
- Where: \`a/b.json\`, \`/guide\`, \`/o/{id}\`; rules come-again and care-first; the rule in words
- Test: \`c.test.ts\` "it holds" and \`d.test.ts\`
- State: partly: one half

## Facts that content carries

- D-110: a caveat
`
  assert.deepEqual(readRequirements(path, text), [
    {
      id: 'D-056',
      path,
      level: 'Must',
      state: 'partly: one half',
      tests: [
        { file: 'c.test.ts', name: 'it holds' },
        { file: 'd.test.ts', name: null },
      ],
      files: ['a/b.json'],
      addresses: ['/guide', '/o/{id}'],
      rules: ['come-again', 'care-first'],
    },
  ])
  assert.deepEqual(readFacts(text), ['D-110'])
})

test('a number that is missing, twice, in the wrong place, without a test or without what is missing is told', () => {
  const rows = [
    row,
    row,
    { ...row, id: 'D-058', tests: [] },
    { ...row, id: 'D-059', state: 'partly' },
    { ...row, id: 'D-060', level: null },
    { ...row, id: 'D-061', state: 'soon' },
    { ...row, id: 'D-099' },
    { ...row, id: 'D-257' },
  ]
  const problems = problemsOfRequirements(rows, ['D-062', 'D-110']).join('\n')
  for (const problem of [
    /D-057 has no requirement/,
    /D-181 has no fact/,
    /D-056 is there twice/,
    /D-058 .* no test/,
    /D-059: "partly"/,
    /D-060 says neither/,
    /D-061: "soon"/,
    /D-099 is no requirement/,
    /D-257 is no requirement/,
    /D-062 binds/,
  ])
    assert.match(problems, problem)
  assert.doesNotMatch(problems, /D-110/)
})

test('counts that differ from the states, and a file without counts, are told', () => {
  const rows = [row, { ...row, id: 'D-057', state: 'later: x' }]
  const table = (counts: string) =>
    `| File | n | d | p | l |\n|---|---|---|---|---|\n| [a](requirements/a.md) | ${counts} |\n| All | 2 | 1 | 0 | 1 |\n`
  assert.deepEqual(problemsOfCounts(table('2 | 1 | 0 | 1'), rows), [])
  assert.match(problemsOfCounts(table('2 | 2 | 0 | 0'), rows).join(), /a.md has 2, 1, 0, 1/)
  assert.match(
    problemsOfCounts('', rows).join('\n'),
    /no row for docs\/requirements\/a.md\nthe table has no row for All/,
  )
})

test('README leaves out nothing that is later, and calls nothing missing that is done', () => {
  const rows = [
    row,
    { ...row, id: 'D-057', state: 'later: x' },
    { ...row, id: 'D-058', state: 'later: x' },
    { ...row, id: 'D-059', state: 'partly: x' },
  ]
  const readme = (list: string) => `# A\n\n## Not built yet\n\n${list}\n\n## Licence\n\nD-056\n`
  assert.deepEqual(problemsOfReadme(readme('- x (D-057 to D-059)'), rows), [])
  assert.deepEqual(problemsOfReadme(readme('- x (D-056, D-057)'), rows), [
    'README.md "Not built yet" does not name D-058, which is later',
    'README.md "Not built yet" names D-056, which is done',
  ])
  assert.equal(problemsOfReadme('# A\n', rows).length, 2)
})

test('an address is there when each of its parts is written somewhere', () => {
  const texts = 'route(\'/guide\')\ncontent/network/fi/press.md\n"id": "stages"'
  for (const address of ['/guide', '/guide/stages', '/press', '/guide/{id}'])
    assert.ok(isWritten(address, texts), address)
  for (const address of ['/gone', '/guide/gone']) assert.ok(!isWritten(address, texts), address)
})
