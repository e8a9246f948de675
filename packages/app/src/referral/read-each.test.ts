// Reading conversations for the list of the day: none is left out, and none counts as read that was read too early.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Name } from '@apila/core/bytes.ts'
import { readEach } from './read-each.ts'

const held = (letter: string) => ({ note: { t: Name.parse(`${letter.repeat(21)}A`) } })
const [one, other] = [held('o'), held('p')]
const of = (...all: (typeof one)[]) => new Set(all.map(({ note }) => note.t))
const nothing = async () => {
  // Reads at once.
}

test('what was read is wanted no more, whether a bell told of it or somebody here', async () => {
  const reasons = { heard: of(one), wanted: of(other) }
  assert.deepEqual(await readEach([one, other], reasons, nothing), [])
  assert.deepEqual(reasons, { heard: of(), wanted: of() })
})

test('an answer that is sent while its conversation is being read is read once more', async () => {
  const reasons = { heard: of(other), wanted: of(one) }
  await readEach([one], reasons, async ({ note }) => {
    reasons.wanted.add(note.t)
    await nothing()
  })
  assert.deepEqual(reasons, { heard: of(other), wanted: of(one) })
})

test('a bell that rings while its conversation is being read is not lost', async () => {
  const reasons = { heard: of(one), wanted: of() }
  await readEach([one], reasons, async ({ note }) => {
    reasons.heard.add(note.t)
    await nothing()
  })
  assert.deepEqual(reasons.heard, of(one))
})

test('one that cannot be read hides none of the others, and is wanted at the next look', async () => {
  const reasons = { heard: of(one, other), wanted: of() }
  const read: string[] = []
  const failures = await readEach([one, other], reasons, async ({ note }) => {
    if (note.t === other.note.t) throw new Error('no answer')
    read.push(note.t)
    await nothing()
  })
  assert.deepEqual(read, [one.note.t])
  assert.match(String(failures), /no answer/)
  assert.deepEqual(reasons, { heard: of(), wanted: of(other) })
})

test('more than are read at the same time are all read, each once, and never more at once', async () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map(held)
  const ends: (() => void)[] = []
  const begun: string[] = []
  const reading = readEach(all, { heard: of(), wanted: of(...all) }, ({ note }) => {
    begun.push(note.t)
    return new Promise((resolve) => ends.push(resolve))
  })
  for (let ended = 0; ended < all.length; ended += 1) {
    assert.equal(begun.length, Math.min(all.length, ended + 4))
    ends[ended]?.()
    // Whoever ends lets the next one begin, in turns of promises alone.
    for (let turn = 0; turn < 10; turn += 1) await nothing()
  }
  assert.deepEqual(await reading, [])
  assert.equal(new Set(begun).size, all.length)
})
