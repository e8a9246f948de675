// Checks the checker of what scripts write: scripts that write something else than what stands here, and what they leave untouched.
import assert from 'node:assert/strict'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { ROOT, inRoot } from './paths.ts'
import { checkWritten } from './written.ts'

const RULES = 'docs/guide-rules.md'

/** What is told of a script that runs `lines`. */
async function toldOf(lines: string, files: string[] = [RULES]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'apila-script-'))
  try {
    await writeFile(
      join(folder, 'write.mjs'),
      `import { writeFile } from 'node:fs/promises'\nimport { writeFileSync } from 'node:fs'\n${lines}`,
    )
    const script = relative(ROOT, join(folder, 'write.mjs'))
    return (await checkWritten([{ name: 'x', script, files }])).join('\n')
  } finally {
    await rm(folder, { recursive: true })
  }
}

const writing = (path: string, text: string): string =>
  `await writeFile(${JSON.stringify(inRoot(path))}, ${JSON.stringify(text)})\n`

test('a file that differs from what its script writes is told, and stays as it was', async () => {
  const before = await readFile(inRoot(RULES), 'utf8')
  assert.equal(await toldOf(writing(RULES, before)), '')
  assert.match(await toldOf(writing(RULES, `${before} `)), /docs\/guide-rules\.md is not what/)
  assert.match(await toldOf(`writeFileSync(${JSON.stringify(inRoot(RULES))}, 'other')`), /is not what/)
  assert.equal(await readFile(inRoot(RULES), 'utf8'), before)
})

test('a file that no script writes any more is told, and one that no line names, and a script that fails', async () => {
  assert.match(await toldOf(''), /guide-rules\.md: nothing writes it/)
  const before = await readFile(inRoot(RULES), 'utf8')
  assert.match(await toldOf(writing(RULES, before) + writing('docs/other.md', 'x')), /docs\/other\.md, which/)
  await assert.rejects(access(inRoot('docs/other.md')))
  assert.match(await toldOf("throw new Error('no')"), /does not run/)
})

test('what is there no more, or is not marked as generated, is told', async () => {
  assert.match(await toldOf('', ['docs/nowhere.md']), /docs\/nowhere\.md: nothing is there/)
  const readme = await readFile(inRoot('README.md'), 'utf8')
  assert.match(await toldOf(writing('README.md', readme), ['README.md']), /gitattributes does not mark README\.md/)
})
