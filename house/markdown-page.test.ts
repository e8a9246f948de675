// What a page in Markdown may hold, and that all else is refused with its file and line.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { readValue } from './content-files.ts'
import { moduleOfPage, readPage } from './markdown-page.ts'

const HEAD = '---\ntitle: A page\nowner: Apila\ncheckedOn: 2026-11-22\nreviewedBy: null\nversion: 3\n---\n'
const page = (body: string): ReturnType<typeof readPage> => readPage(HEAD + body, 'page.md')

test('front matter, lead, paragraphs, lists and facts become data; links and places stay as they are written', () => {
  const body = `
First of
all.

## One thing {#one}

See [press](/press), within {days} days \\*.

- a, [b](https://b.example)
- c

## Another {#two}

- **What:** words
- **Who:** [us](/about)
`
  assert.deepEqual(page(body), {
    title: 'A page',
    owner: 'Apila',
    checkedOn: '2026-11-22',
    reviewedBy: null,
    version: 3,
    lead: 'First of all.',
    sections: [
      {
        id: 'one',
        title: 'One thing',
        blocks: [
          { kind: 'text', text: 'See [press](/press), within {days} days *.' },
          { kind: 'list', items: ['a, [b](https://b.example)', 'c'] },
        ],
      },
      {
        id: 'two',
        title: 'Another',
        blocks: [
          {
            kind: 'facts',
            items: [
              { name: 'What', value: 'words' },
              { name: 'Who', value: '[us](/about)' },
            ],
          },
        ],
      },
    ],
  })
})

// The body's first line is the eighth of the file.
const REFUSED: [what: string, body: string, line: number][] = [
  ['raw HTML', 'Lead\n\n## A {#a}\n\n<div>x</div>\n', 12],
  ['raw HTML in a sentence', 'Lead\n\n## A {#a}\n\nOne\ntwo <b>x</b>\n', 13],
  ['a script in a list', 'Lead\n\n## A {#a}\n\n- one\n- <script>x</script>\n', 13],
  ['a comment', 'Lead\n\n<!-- x -->\n', 10],
  ['a picture', 'Lead ![x](/x.png)\n', 8],
  ['bold words in a sentence', 'Lead\n\n## A {#a}\n\nOne **two**\n', 12],
  ['code', 'Lead\n\n## A {#a}\n\n    x\n', 12],
  ['a bare address', 'Lead https://a.example\n', 8],
  ['a link with a title', 'Lead [a](/a "b")\n', 8],
  ['a heading without an id', 'Lead\n\n## A\n', 10],
  ['a heading of another level', 'Lead\n\n### A {#a}\n', 10],
  ['no lead', '## A {#a}\n\nText\n', 8],
  ['two leads', 'One\n\nTwo\n', 10],
  ['a list in a list', 'Lead\n\n## A {#a}\n\n- one\n  - two\n', 12],
  ['a numbered list', 'Lead\n\n## A {#a}\n\n1. one\n', 12],
  ['facts and sentences in one list', 'Lead\n\n## A {#a}\n\n- **a:** b\n- c\n', 12],
  ['a fact without its colon', 'Lead\n\n## A {#a}\n\n- **a** b\n', 12],
  ['a table', 'Lead\n\n## A {#a}\n\n| a | b |\n| - | - |\n| c | d |\n', 12],
]

for (const [what, body, line] of REFUSED) {
  test(`${what} is refused with its line`, () => {
    assert.throws(() => page(body), { message: new RegExp(`^page\\.md:${String(line)}: `) })
  })
}

test('facts that cannot be read are refused', () => {
  assert.throws(() => readPage('Lead\n', 'page.md'), /^Error: page\.md:1: /)
  assert.throws(() => readPage('---\na: [\n---\nLead\n', 'page.md'), /^Error: page\.md:2: /)
  assert.throws(() => readPage('---\n- a\n---\nLead\n', 'page.md'), /^Error: page\.md:2: /)
})

test('content that was saved with a byte order mark is read like any other: pages and JSON, by the checks, by Node, by the build', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'apila-marked-'))
  try {
    const [plain, marked] = [join(folder, 'plain.md'), join(folder, 'marked.md')]
    const source = `${HEAD}\nA lead.\n`
    await writeFile(plain, source)
    await writeFile(marked, `\uFEFF${source.replaceAll('\n', '\r\n')}`)
    assert.equal(moduleOfPage(marked), moduleOfPage(plain))
    assert.deepEqual(readValue('page.md', `\uFEFF${source}`), page('\nA lead.\n'))
    assert.deepEqual(readValue('a.json', '\uFEFF{"a":1}\r\n'), { a: 1 })
    const json = join(folder, 'a.json')
    await writeFile(json, '\uFEFF{"a":1}')
    const read = (await import(pathToFileURL(json).href, { with: { type: 'json' } })) as { default: unknown }
    assert.deepEqual(read.default, { a: 1 })
    const { code } = await transform('\uFEFF{"a":1}', { loader: 'json' })
    assert.match(code, /a: 1/)
  } finally {
    await rm(folder, { recursive: true })
  }
})
