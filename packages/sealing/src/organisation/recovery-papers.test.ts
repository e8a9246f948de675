import { test } from 'node:test'
import assert from 'node:assert/strict'
import { systemRandom } from '../encoding.ts'
import { newPapers, paperGroups, readPapers } from './recovery-papers.ts'

const { papers, recovery } = await newPapers(systemRandom)
const other = await newPapers(systemRandom)
const [a = '', b = '', c = ''] = papers

test('any two papers in any order give the keys, however they are typed, and no paper alone does', async () => {
  const shown = (paper: string) => paperGroups(paper).join(' - ').toUpperCase()
  for (const two of [
    [a, b],
    [b, a],
    [b, c],
    [c, b],
    [c, a],
    [a, c],
    [shown(a), shown(c)],
  ] as const) {
    const read = await readPapers([two[0], two[1]], recovery)
    assert.ok(read.ok, JSON.stringify(read))
    assert.deepEqual([read.keys.recipient, read.keys.verifyKey], [recovery.recipient, recovery.verifyKey])
  }
  for (const paper of papers)
    assert.deepEqual(await readPapers([paper, paper], recovery), { ok: false, problem: 'same-paper' })
  assert.equal(paperGroups(a).length, 28)
})

test('a slip, papers of two years and papers of another organisation are noticed, each by its own name', async () => {
  const slip = `${a.slice(0, 9)}${a[9] === 'q' ? 'p' : 'q'}${a.slice(10)}`
  assert.deepEqual(await readPapers([slip, b], recovery), { ok: false, problem: 'slip', paper: 0 })
  assert.deepEqual(await readPapers([a, ''], recovery), { ok: false, problem: 'slip', paper: 1 })
  const [, foreign = ''] = other.papers
  assert.deepEqual(await readPapers([a, foreign], recovery), { ok: false, problem: 'not-together' })
  const [one = '', two = ''] = other.papers
  assert.deepEqual(await readPapers([one, two], recovery), { ok: false, problem: 'other-papers' })
})
