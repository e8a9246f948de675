// Sessions and challenges on a clock that the test turns. Source of the times: ASVS 5.0 V7.3, docs/protocol.md "Demo networks".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FRESH_SECONDS } from '@apila/core/account/passkey.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import { randomBytes } from '../platform/keys.ts'
import { CHALLENGE_MS, IDLE_MS, SESSION_MS, openSessions } from './sessions.ts'

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

test('a grant is for one act of one session, once, within two minutes', () => {
  const { begin, grant, useGrant, pass } = opened()
  const [token, other] = [begin(device), begin(device)]
  assert.equal(useGrant(token, 'add-wraps'), null, 'signing in grants nothing')
  grant(token, 'add-wraps')
  assert.equal(useGrant(other, 'add-wraps'), null)
  assert.equal(useGrant(token, 'close-year'), null)
  assert.ok(useGrant(token, 'add-wraps'))
  assert.equal(useGrant(token, 'add-wraps'), null)
  grant(token, 'add-wraps')
  pass(FRESH_SECONDS * 1_000)
  assert.equal(useGrant(token, 'add-wraps'), null)
})

test('a grant that was refused can be used again, and grows no older by it', () => {
  const { begin, grant, useGrant, pass } = opened()
  const token = begin(device)
  grant(token, 'propose')
  pass(FRESH_SECONDS * 1_000 - 1)
  useGrant(token, 'propose')?.()
  const again = useGrant(token, 'propose')
  assert.ok(again)
  again()
  pass(1)
  assert.equal(useGrant(token, 'propose'), null)
})

test('the locks of many stories are renewed under one grant, for two minutes', () => {
  const { begin, grant, useGrant, pass } = opened()
  const token = begin(device)
  grant(token, 'lock-story')
  for (let lock = 0; lock < 1_000; lock += 1) assert.ok(useGrant(token, 'lock-story'))
  pass(FRESH_SECONDS * 1_000)
  assert.equal(useGrant(token, 'lock-story'), null)
})

test('what is no session is granted nothing', () => {
  const { begin, end, grant, useGrant } = opened()
  const token = begin(device)
  end(token)
  grant(token, 'propose')
  assert.equal(useGrant(token, 'propose'), null)
})
