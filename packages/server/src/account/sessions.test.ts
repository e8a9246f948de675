// Sessions and challenges on a clock that the test turns. Source of the times: ASVS 5.0 V7.3, docs/protocol.md "Demo networks".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import { randomBytes } from '../platform/keys.ts'
import { CHALLENGE_MS, IDLE_MS, PROVED_MS, SESSION_MS, openSessions } from './sessions.ts'

const device = 'alder-worker-1' as DeviceId

function opened() {
  let at = Date.UTC(2026, 2, 1)
  const sessions = openSessions(() => new Date(at), randomBytes)
  return { ...sessions, pass: (ms: number) => (at += ms) }
}

test('a challenge counts once, and for two minutes', () => {
  const { newChallenge, useChallenge, pass } = opened()
  const [first, second] = [newChallenge(), newChallenge()]
  assert.notEqual(first, second)
  assert.deepEqual([useChallenge(first), useChallenge(first)], [true, false])
  const third = newChallenge()
  pass(CHALLENGE_MS - 1)
  assert.equal(useChallenge(third), true)
  pass(1)
  assert.equal(useChallenge(second), false)
})

test('challenges that nobody uses do not fill the memory', () => {
  const { newChallenge, useChallenge } = opened()
  const first = newChallenge()
  for (let count = 0; count < 10_000; count += 1) newChallenge()
  assert.equal(useChallenge(first), false)
})

test('a session ends after 30 minutes without use', () => {
  const { begin, find, pass } = opened()
  const token = begin(device)
  pass(IDLE_MS - 1)
  assert.equal(find(token), device)
  pass(IDLE_MS - 1)
  assert.equal(find(token), device)
  pass(IDLE_MS)
  assert.equal(find(token), undefined)
})

test('a session ends after 8 hours, however much it is used', () => {
  const { begin, find, pass } = opened()
  const token = begin(device)
  for (let used = 0; used < SESSION_MS - IDLE_MS; used += IDLE_MS / 2) {
    pass(IDLE_MS / 2)
    assert.equal(find(token), device)
  }
  pass(IDLE_MS - 1)
  assert.equal(find(token), device)
  pass(1)
  assert.equal(find(token), undefined)
})

test('sessions that are over are forgotten at the next sign-in, and when somebody comes back with one', () => {
  const { begin, find, size, pass } = opened()
  const [token] = [begin(device), begin(device), begin(device)]
  pass(IDLE_MS)
  assert.equal(size(), 3)
  assert.equal(find(token), undefined)
  assert.equal(size(), 2)
  begin(device)
  assert.equal(size(), 1)
  begin(device)
  assert.equal(size(), 2)
})

test('no two tokens or challenges are alike, and each has its full length', () => {
  const { begin, newChallenge } = opened()
  const made = Array.from({ length: 200 }, () => [begin(device), newChallenge()]).flat()
  assert.equal(new Set(made).size, made.length)
  assert.ok(made.every((text) => Buffer.from(text, 'base64url').length === 32))
})

test('signing out ends this session and no other', () => {
  const { begin, find, end } = opened()
  const [one, other] = [begin(device), begin(device)]
  end(one)
  assert.deepEqual([find(one), find(other)], [undefined, device])
})

test('a device has five sessions; a sixth ends the one that was used longest ago', () => {
  const { begin, find, count, pass } = opened()
  const first = begin(device)
  const others = Array.from({ length: 4 }, () => (pass(1000), begin(device)))
  pass(1000)
  assert.equal(find(first), device)
  const elsewhere = begin('birch-worker-1' as DeviceId)
  const sixth = begin(device)
  assert.deepEqual(
    [first, ...others, sixth, elsewhere].map((token) => find(token) !== undefined),
    [true, false, true, true, true, true, true],
  )
  assert.equal(count(device), 5)
})

test('all sessions of a device can be ended, and no other', () => {
  const { begin, find, count, endAll } = opened()
  const [one, two, other] = [begin(device), begin(device), begin('birch-worker-1' as DeviceId)]
  assert.equal(count(device), 2)
  endAll(device)
  assert.deepEqual([find(one), find(two), count(device)], [undefined, undefined, 0])
  assert.notEqual(find(other), undefined)
})

test('a session counts as proved for ten minutes, from signing in and from each proof on', () => {
  const { begin, find, prove, isProved, pass } = opened()
  const [token, other] = [begin(device), begin(device)]
  assert.equal(isProved(token), true)
  pass(PROVED_MS - 1)
  assert.deepEqual([find(token), isProved(token)], [device, true])
  pass(1)
  assert.deepEqual([find(token), isProved(token)], [device, false], 'using it proves nothing')
  prove(token)
  assert.deepEqual([isProved(token), isProved(other)], [true, false])
  pass(PROVED_MS)
  assert.equal(isProved(token), false)
})

test('what is no session cannot be proved', () => {
  const { begin, end, prove, isProved } = opened()
  const token = begin(device)
  end(token)
  prove(token)
  assert.equal(isProved(token), false)
})
