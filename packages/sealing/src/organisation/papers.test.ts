// Recovery papers: any two give the seed, one gives nothing, and a wrong, mixed, mistyped or older paper is noticed and named.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { systemRandom, toBase64url } from '../encoding.ts'
import { isSignedBy, signLabelled } from '../labels.ts'
import {
  type Paper,
  joinPapers,
  makePapers,
  openEarlierPapers,
  openPapers,
  paperText,
  papersKey,
  readPaper,
} from './papers.ts'

const alder = 'alder' as OrganisationId
const birch = 'birch' as OrganisationId
const { seed, papers } = makePapers(systemRandom)
const [one, two, three] = papers
const pairs: ReadonlyArray<readonly [Paper, Paper]> = [
  [one, two],
  [two, three],
  [three, one],
  [two, one],
  [three, two],
  [one, three],
]

test('any two of the three papers give the seed, in either order', () => {
  for (const [a, b] of pairs) assert.deepEqual(joinPapers(a, b), { ok: true, seed })
  for (const paper of papers) assert.deepEqual(joinPapers(paper, paper), { ok: false, problem: 'same-paper' })
})

test('one paper says nothing: with it every seed is as likely, since the piece that it lacks is random', () => {
  for (const paper of papers) {
    const other = makePapers(systemRandom)
    // For whatever seed there is a third piece that would lead to it.
    const missing = other.seed.map((byte, at) => byte ^ (paper.first[at] ?? 0) ^ (paper.second[at] ?? 0))
    const next = ((paper.number % 3) + 1) as 1 | 2 | 3
    assert.deepEqual(joinPapers(paper, { number: next, first: paper.second, second: new Uint8Array(missing) }), {
      ok: true,
      seed: other.seed,
    })
  }
})

test('papers of two sets do not go together, whichever two', () => {
  const other = makePapers(systemRandom)
  for (const [a, b] of pairs) {
    const foreign = other.papers[b.number - 1]
    assert.ok(foreign)
    assert.deepEqual(joinPapers(a, foreign), { ok: false, problem: 'mixed' })
  }
})

test('a paper is 27 groups of four signs and is read as people type it', async () => {
  for (const paper of papers) {
    const text = await paperText(paper)
    assert.match(text, /^([a-z0-9]{4} ){26}[a-z0-9]{4}$/)
    for (const typed of [
      text,
      text.toUpperCase(),
      text.replaceAll(' ', ''),
      text.replaceAll(' ', '-'),
      ` ${text}\n`,
      text.replaceAll('l', '1'),
      text.replaceAll('0', 'o'),
    ])
      assert.deepEqual(await readPaper(typed), { ok: true, paper })
  }
})

test('a wrong sign, a missing one and two that changed places are noticed', async () => {
  const text = (await paperText(two)).replaceAll(' ', '')
  for (let at = 0; at < text.length; at += 1) {
    const wrong = text[at] === 'q' ? 'p' : 'q'
    assert.deepEqual(await readPaper(`${text.slice(0, at)}${wrong}${text.slice(at + 1)}`), {
      ok: false,
      problem: 'slip',
    })
  }
  for (const typed of ['', text.slice(1), `${text}q`])
    assert.deepEqual(await readPaper(typed), { ok: false, problem: 'wrong-length' })
  assert.deepEqual(await readPaper(text.replace(/^./, 'b')), { ok: false, problem: 'slip' })
  const groups = (await paperText(two)).split(' ')
  const swapped = [groups[1], groups[0], ...groups.slice(2)].join(' ')
  if (groups[0] !== groups[1]) assert.deepEqual(await readPaper(swapped), { ok: false, problem: 'slip' })
})

test('a paper has one of three numbers, however right its check is', async () => {
  for (const number of [0, 4, 7] as unknown as Array<1>)
    assert.deepEqual(await readPaper(await paperText({ ...one, number })), { ok: false, problem: 'slip' })
})

test('a seed is one signing key and one that opens; the public halves are those of the roster', async () => {
  const key = await papersKey(alder, seed)
  const again = await papersKey(alder, seed)
  assert.deepEqual([again.recipient, again.verifyKey, again.identity], [key.recipient, key.verifyKey, key.identity])
  const other = await papersKey(alder, makePapers(systemRandom).seed)
  assert.notEqual(key.verifyKey, other.verifyKey)
  assert.notEqual(key.recipient, other.recipient)
  const signature = await signLabelled(key, 'apila/roster/v2', 'text')
  assert.equal(await isSignedBy(key.verifyKey, signature, 'apila/roster/v2', 'text'), true)
})

const names = { fi: 'Yksi', sv: 'Ett', en: 'One' }

test('against the roster: the right papers open, older ones and those of another organisation are named', async () => {
  const old = makePapers(systemRandom)
  const neighbour = makePapers(systemRandom)
  const publicOf = async (id: OrganisationId, from: Uint8Array) => {
    const { recipient, verifyKey } = await papersKey(id, from)
    return { recipient, verifyKey }
  }
  const [now, before, theirs] = await Promise.all([
    publicOf(alder, seed),
    publicOf(alder, old.seed),
    publicOf(birch, neighbour.seed),
  ])
  const roster = {
    organisations: new Map([
      [alder, { id: alder, names, recovery: now }],
      [birch, { id: birch, names, recovery: theirs }],
    ]),
    otherKeys: [before, now, theirs].flatMap(({ recipient, verifyKey }) => [recipient, verifyKey]),
  }
  const [oldOne, oldTwo] = old.papers
  const earlier = await openEarlierPapers(roster, alder, oldOne, oldTwo)
  assert.ok(earlier.ok, 'papers of before open what was sealed before')
  assert.equal(toBase64url(earlier.seed), toBase64url(old.seed))
  assert.ok((await openEarlierPapers(roster, alder, one, two)).ok)
  const [theirOne, theirTwo] = neighbour.papers
  const foreign = await openEarlierPapers(roster, alder, theirOne, theirTwo)
  assert.deepEqual(foreign, { ok: false, problem: 'other-organisation' })
  assert.deepEqual(await openEarlierPapers(roster, alder, one, oldTwo), { ok: false, problem: 'mixed' })
  for (const [a, b] of pairs) {
    const opened = await openPapers(roster, alder, a, b)
    assert.ok(opened.ok)
    assert.deepEqual(
      [opened.key.papersOf, opened.key.verifyKey, toBase64url(opened.seed)],
      [alder, now.verifyKey, toBase64url(seed)],
    )
  }
  const tell = async (set: typeof old, organisation = alder) => {
    const result = await openPapers(roster, organisation, set.papers[0], set.papers[1])
    return result.ok ? 'ok' : result.problem
  }
  assert.equal(await tell(old), 'older')
  assert.equal(await tell(neighbour), 'other-organisation')
  assert.equal(await tell(makePapers(systemRandom)), 'other-organisation')
  assert.equal(await tell(neighbour, birch), 'ok')
  assert.deepEqual(await openPapers(roster, alder, one, old.papers[1]), { ok: false, problem: 'mixed' })
  assert.deepEqual(await openPapers(roster, alder, one, one), { ok: false, problem: 'same-paper' })
  const half = {
    ...roster,
    organisations: new Map([[alder, { id: alder, names, recovery: { ...now, verifyKey: before.verifyKey } }]]),
  }
  assert.equal((await openPapers(half, alder, one, two)).ok, false, 'both keys are compared')
})
