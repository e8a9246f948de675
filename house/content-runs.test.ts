// The search for shared runs of words, in a folder of sources and a root of their own.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { problemsOfRuns } from './content-runs.ts'

const SENTENCE = 'nobody is counted twice when two of the desks send the same line'

test('runs of a source are found in content and in documents; names of laws are not; without sources it says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'apila-runs-'))
  try {
    const sources = join(folder, 'sources')
    const root = join(folder, 'root')
    for (const made of [sources, root, join(folder, 'empty')]) await mkdir(made)
    await writeFile(join(sources, 'report.txt'), `In this way ${SENTENCE}, it is said.`)
    await writeFile(join(root, 'README.md'), `We know that ${SENTENCE}.`)
    const value = { line: { en: `Here ${SENTENCE}` } }
    const files = ['content/guide/a.json', 'content/rights/reference.json'].map((path) => ({ path, lang: null, value }))

    assert.deepEqual(await problemsOfRuns(files, sources, root), {
      problems: [
        `content/guide/a.json: line.en: shares a run with a source: “${SENTENCE}”`,
        `README.md: shares a run with a source: “${SENTENCE}”`,
      ],
      warnings: [],
    })
    assert.equal((await problemsOfRuns(files, join(folder, 'empty'), root)).problems.length, 1)
    assert.equal((await problemsOfRuns(files, '', root)).warnings.length, 1)
  } finally {
    await rm(folder, { recursive: true })
  }
})
