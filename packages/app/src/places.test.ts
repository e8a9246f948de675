// Where a worker was: what Back finds, and what an address may ask for.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ItemId } from '@apila/core/bytes.ts'
import { type Screen, Trail, goOn, goTo, hereOf, screenOfAddress, startOf } from './places.ts'

const today: Screen = { name: 'today' }
const sent: Screen = { name: 'sent', id: ItemId.parse('A'.repeat(22)) }
const on = (trail: Trail, screen: Screen, step: string | null = null) => goOn(trail, { screen, step })
const all = (trail: Trail) => trail.entries.map(({ screen, step }) => (step === null ? screen.name : step))

test('Back finds the screen before, Forward the one after', () => {
  const there = on(on(startOf(today), sent), { name: 'observe' })
  assert.equal(hereOf(there).screen.name, 'observe')
  const back = goTo(there, 1)
  assert.deepEqual(hereOf(back).screen, sent)
  assert.equal(hereOf(goTo(back, 2)).screen.name, 'observe')
})

test('what lay ahead is forgotten when one goes elsewhere', () => {
  const back = goTo(on(on(startOf(today), sent), { name: 'observe' }), 1)
  assert.deepEqual(all(on(back, { name: 'ticket' })), ['today', 'sent', 'ticket'])
})

test('the same place again is no new entry; another step of it is', () => {
  const there = on(startOf(today), sent, 'one')
  assert.equal(on(there, sent, 'one'), there)
  assert.deepEqual(all(on(there, sent, 'two')), ['today', 'one', 'two'])
})

test('a place that nobody knows any more is the list of the day', () => {
  for (const at of [-1, 2, 99]) assert.deepEqual(hereOf(goTo(on(startOf(today), sent), at)).screen, today)
})

test('a long day forgets its oldest places only, and each keeps its number', () => {
  let trail = startOf(today)
  for (let n = 0; n < 100; n += 1) trail = on(trail, n % 2 === 0 ? sent : today)
  assert.ok(trail.entries.length <= 30)
  assert.equal(trail.at, 100)
  assert.deepEqual(hereOf(goTo(trail, 99)).screen, sent)
  assert.deepEqual(hereOf(goTo(trail, 3)).screen, today)
  assert.deepEqual(Trail.parse(JSON.parse(JSON.stringify(trail))), trail)
})

test('an address opens a kind of screen, and never one of something', () => {
  assert.deepEqual(screenOfAddress('#observe'), { name: 'observe' })
  for (const hash of ['', '#', '#main', '#sent', '#send', '#knock', '#sent/A', '#__proto__', '#today/x'])
    assert.equal(screenOfAddress(hash), null, hash)
})
