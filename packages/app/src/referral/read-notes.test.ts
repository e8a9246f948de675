// Reading a desk's notes: the first rows before the rest is opened, nothing said to be missing before all is, each opened once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ItemId, ListId } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import type { DeskNote } from '@apila/core/referral/notes.ts'
import type { Note } from '@apila/core/referral/wire.ts'
import { type Opening, type Reading, noNotes, readLists, tellOpening } from './read-notes.ts'

const list = ListId.parse(`${'l'.repeat(21)}A`)
const idOf = (n: number): ItemId => ItemId.parse(Buffer.from(String(n).padStart(16, '0')).toString('base64url'))
const row = (n: number, version = 1, blob = `blob ${String(n)} ${String(version)}`): Note => ({
  ...{ id: idOf(n), version, blob, until: Day.parse('2027-01-01'), dropped: false },
})
const notes = (count: number) => Array.from({ length: count }, (_, n) => row(n))
const noteOf = (blob: string) => ({ kind: 'sent', t: blob }) as unknown as DeskNote

/** A reading in which the test takes each breath: everything stands still until then. */
function driven(open: Reading['open'] = (_, blob) => Promise.resolve(noteOf(blob))) {
  const opened: string[] = []
  const shown: number[] = []
  const told: (Opening | null)[] = []
  const waiting: (() => void)[] = []
  const known = noNotes()
  let over = false
  const reading: Reading = {
    open: (of, blob) => {
      opened.push(blob)
      return open(of, blob)
    },
    breath: () => new Promise((resolve) => waiting.push(resolve)),
    onSome: () => shown.push(known.all.length),
    onProgress: (now) => told.push(now),
    isOver: () => over,
  }
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return {
    ...{ known, reading, opened, shown, told },
    leave: () => {
      over = true
    },
    /** Lets it breathe until it is done or `until` holds. */
    run: async (until: () => boolean = () => false) => {
      for (await settle(); waiting.length > 0 && !until(); await settle()) waiting.shift()?.()
    },
  }
}

test('the first rows stand before the rest is opened, and nothing is said to be all before all is opened', async () => {
  const { known, reading, opened, shown, told, run } = driven()
  const done = readLists([{ list, notes: notes(300) }], known, reading)
  await run(() => shown.length === 1)
  assert.deepEqual(shown, [40])
  assert.ok(opened.length < 50, `${String(opened.length)} were opened before the first rows stood`)
  assert.equal(known.opened, false)
  assert.equal(told.at(-1)?.of, 300)
  await run(() => opened.length >= 299)
  assert.equal(known.opened, false)
  await run()
  await done
  assert.deepEqual([known.opened, known.all.length, told.at(-1)], [true, 300, null])
  assert.deepEqual(shown, [40, 80, 160])
})

test('a list that stands at once says nothing of how far it is', async () => {
  const { known, reading, told, run } = driven()
  const done = readLists([{ list, notes: notes(40) }], known, reading)
  await run()
  await done
  assert.deepEqual([known.opened, told], [true, [null]])
})

test('what fails half-way through never says that all was opened', async () => {
  const failing = driven((_, blob) =>
    blob === 'blob 60 1' ? Promise.reject(new Error()) : Promise.resolve(noteOf(blob)),
  )
  const done = readLists([{ list, notes: notes(100) }], failing.known, failing.reading)
  done.catch(() => undefined)
  await failing.run()
  await assert.rejects(done)
  assert.deepEqual([failing.known.opened, failing.shown], [false, [40]])
})

test('each note is opened once: a second look opens only what is new, and shows nothing less meanwhile', async () => {
  const { known, reading, opened, shown, run } = driven()
  const first = readLists([{ list, notes: notes(50) }], known, reading)
  await run()
  await first
  const before = opened.length
  const second = readLists([{ list, notes: [...notes(50), row(50), row(51), row(52), row(53)] }], known, reading)
  await run(() => opened.length === before + 4)
  assert.equal(known.all.length, 50)
  assert.deepEqual(opened.slice(before), ['blob 50 1', 'blob 51 1', 'blob 52 1', 'blob 53 1'])
  await run()
  await second
  assert.equal(known.all.length, 54)
  assert.deepEqual(shown, [40])
})

test('the newest version that opens counts, and what opens for no key is kept sealed', async () => {
  const { known, reading, run } = driven((_, blob) => Promise.resolve(blob.startsWith('noise') ? null : noteOf(blob)))
  const versions = [row(1, 1), row(1, 2), row(1, 3, 'noise 3'), row(2, 1, 'noise')]
  const done = readLists([{ list, notes: versions }], known, reading)
  await run()
  await done
  assert.deepEqual(
    known.all.map(({ version, note }) => [version, note]),
    [[3, noteOf('blob 1 2')]],
  )
  assert.deepEqual(known.others.map(({ blob }) => blob).sort(), ['noise', 'noise 3'])
})

test('whoever has signed out or gone to another team opens no more', async () => {
  const { known, reading, opened, leave, run } = driven()
  const done = readLists([{ list, notes: notes(300) }], known, reading)
  await run(() => opened.length >= 60)
  const before = opened.length
  leave()
  await run()
  await done
  assert.deepEqual([opened.length, known.opened], [before, false])
})

test('how far it is, is told to whoever hears, until they stop', () => {
  const opening = tellOpening()
  const heard: (Opening | null)[] = []
  const stop = opening.hear(() => heard.push(opening.now()))
  opening.tell({ done: 4, of: 9 })
  stop()
  opening.tell(null)
  assert.deepEqual([heard, opening.now()], [[{ done: 4, of: 9 }], null])
})
