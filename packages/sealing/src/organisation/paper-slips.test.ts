// A paper typed wrong: the group that is wrong is named, and no other; what cannot be said is not guessed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RandomBytes } from '../encoding.ts'
import { PAPER_GROUPS, readTypedPaper } from './paper-slips.ts'
import { PAPER_SIGNS, makePapers, paperText } from './papers.ts'

// Always the same papers: of one in some 9,000 a wrong group fits another slip by chance.
let state = 20_261_130
const sameEachTime: RandomBytes = (length) =>
  Uint8Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return (state >> 16) & 0xff
  })
const { papers } = makePapers(sameEachTime)
const [one, two, three] = papers
const texts = await Promise.all(papers.map(paperText))
const groupsOf = (n: number): string[] => (texts[n] ?? '').split(' ')
const other = (sign: string): string => PAPER_SIGNS[(PAPER_SIGNS.indexOf(sign) + 7) % 32] ?? 'q'
const withGroup = (n: number, at: number, change: (group: string) => string): string =>
  groupsOf(n)
    .map((group, place) => (place === at ? change(group) : group))
    .join(' ')
const slip = (...groups: number[]) => ({ ok: false, problem: 'slip', groups })

test('one wrong sign is found in whichever group it stands, that of the check too', async () => {
  for (let at = 0; at < PAPER_GROUPS; at += 1) {
    const place = at % 4
    const typed = withGroup(
      1,
      at,
      (group) => group.slice(0, place) + other(group[place] ?? '') + group.slice(place + 1),
    )
    assert.deepEqual(await readTypedPaper(typed), slip(at + 1))
  }
})

test('two signs and two groups that changed places are found; signs that no paper has, at once', async () => {
  const swapped = withGroup(0, 6, ([a = '', b = '', c = '', d = '']) => b + a + c + d)
  if (swapped !== texts[0]) assert.deepEqual(await readTypedPaper(swapped), slip(7))
  const groups = groupsOf(0)
  const exchanged = groups.map((group, at) => (at === 2 ? groups[9] : at === 9 ? groups[2] : group)).join(' ')
  assert.deepEqual(await readTypedPaper(exchanged), slip(3, 10))
  const foreign = groups.map((group, at) => (at === 4 || at === 20 ? `b${group.slice(1)}` : group)).join('')
  assert.deepEqual(await readTypedPaper(foreign), slip(5, 21))
})

test('a group that is left out, doubled or short is counted; the odd one is named where groups were typed', async () => {
  const [first = '', ...rest] = groupsOf(2)
  const tell = async (typed: string) => {
    const read = await readTypedPaper(typed)
    return read.ok ? 'ok' : [read.problem, read.groups]
  }
  assert.deepEqual(await tell(rest.join(' ')), ['too-short', []])
  assert.deepEqual(await tell([first, first, ...rest].join(' ')), ['too-long', []])
  assert.deepEqual(await tell(withGroup(2, 11, (group) => group.slice(1))), ['too-short', [12]])
  assert.deepEqual(await tell(withGroup(2, 3, (group) => `${group}q`)), ['too-long', [4]])
  assert.deepEqual(await tell(rest.join('')), ['too-short', []])
  assert.deepEqual(await tell(''), ['too-short', []])
})

test('beside the other paper a group that is wholly wrong is found in the piece which both have', async () => {
  const turn = (group: string) => [...group].map(other).join('')
  // Paper 2 begins with the piece with which paper 1 ends; paper 1 ends with it.
  for (const [n, at, beside] of [
    [1, 5, one],
    [0, 20, two],
    [2, 22, one],
    [2, 3, two],
  ] as const) {
    const typed = withGroup(n, at, turn)
    assert.deepEqual(await readTypedPaper(typed), slip(), 'alone it cannot be said')
    assert.deepEqual(await readTypedPaper(typed, beside), slip(at + 1))
  }
  // In the other piece nothing is known: no group is named.
  assert.deepEqual(await readTypedPaper(withGroup(1, 20, turn), one), slip())
})

test('beside a paper of another set no group is accused', async () => {
  const foreign = makePapers(sameEachTime).papers[0]
  const typed = withGroup(1, 5, (group) => [...group].map(other).join(''))
  assert.deepEqual(await readTypedPaper(typed, foreign), slip())
})

test('what is right is read, whatever stands beside it', async () => {
  for (const [n, paper] of papers.entries())
    for (const beside of [null, one, three])
      assert.deepEqual(await readTypedPaper((texts[n] ?? '').toUpperCase(), beside), { ok: true, paper })
})
