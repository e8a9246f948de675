// A joining code is good for ten minutes, for one device, and for the organisation whose keeper showed it. Governed by docs/protocol.md "Enrolment".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_SAID_AT_RETURN, RETURN_SECONDS } from '@apila/core/account/coming-back.ts'
import { JOIN_SECONDS, JoinId } from '@apila/core/account/join.ts'
import type { Device } from '@apila/core/organisation/roster.ts'
import { random } from '../test/noise.ts'
import { openJoins } from './joins.ts'

const keeperOf = (organisation: string, n = 1) =>
  ({ id: `${organisation}-keeper-${String(n)}`, organisation }) as Device
const [alder, second, birch] = [keeperOf('alder'), keeperOf('alder', 2), keeperOf('birch')]
const newId = () => JoinId.parse(random(16))

function opened() {
  let at = Date.UTC(2026, 10, 30)
  const joins = openJoins(() => new Date(at))
  const id = newId()
  joins.open(id, alder)
  return { joins, id, pass: (ms: number) => (at += ms) }
}
const problem = (act: () => unknown) => {
  try {
    act()
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('a request is there for both keepers of the organisation, and for no other', () => {
  const { joins, id } = opened()
  assert.equal(joins.find(id, alder), null)
  joins.ask(id, 'request')
  assert.deepEqual([joins.find(id, alder), joins.find(id, second)], ['request', 'request'])
  assert.equal(
    problem(() => joins.find(id, birch)),
    'not-found',
  )
})

test('a code is used once: the same request again is no fault, another one is refused', () => {
  const { joins, id } = opened()
  assert.equal(joins.isUsed(id), false)
  joins.ask(id, 'request')
  joins.ask(id, 'request')
  assert.equal(joins.isUsed(id), true)
  assert.equal(
    problem(() => {
      joins.ask(id, 'another')
    }),
    'already-there',
  )
  assert.equal(joins.find(id, alder), 'request')
})

test('after ten minutes nothing of it is left, and it opens nothing', () => {
  const { joins, id, pass } = opened()
  joins.ask(id, 'request')
  pass(JOIN_SECONDS * 1_000 - 1)
  assert.equal(joins.find(id, alder), 'request')
  pass(1)
  for (const act of [
    () => joins.find(id, alder),
    () => {
      joins.ask(id, 'request')
    },
    () => joins.hear(id),
    () => {
      joins.say(id, 'device', 'late')
    },
  ])
    assert.equal(problem(act), 'not-found')
  assert.equal(joins.size(), 0)
})

test('what was never opened, or was closed, takes nothing', () => {
  const { joins, id } = opened()
  const ask = (which: JoinId) =>
    problem(() => {
      joins.ask(which, 'request')
    })
  assert.equal(ask(newId()), 'not-found')
  assert.equal(
    problem(() => {
      joins.close(id, birch)
    }),
    'not-found',
  )
  joins.close(id, second)
  assert.equal(ask(id), 'not-found')
})

test('a keeper has five codes open; a sixth waits, another keeper’s does not', () => {
  const { joins, pass } = opened()
  for (let more = 0; more < 4; more += 1) joins.open(newId(), alder)
  const open = (keeper: Device) =>
    problem(() => {
      joins.open(newId(), keeper)
    })
  assert.deepEqual([open(alder), open(second), open(birch)], ['too-many', 'done', 'done'])
  pass(JOIN_SECONDS * 1_000)
  assert.equal(open(alder), 'done')
})

test('nobody takes over a name that another keeper has open', () => {
  const { joins, id } = opened()
  assert.equal(
    problem(() => {
      joins.open(id, birch)
    }),
    'not-found',
  )
})

test('each side says at most eight things, in order; the same again counts once', () => {
  const { joins, id } = opened()
  joins.say(id, 'keeper', 'sealed')
  joins.say(id, 'keeper', 'sealed')
  joins.say(id, 'device', 'returned')
  assert.deepEqual(joins.hear(id), [
    { side: 'keeper', blob: 'sealed' },
    { side: 'device', blob: 'returned' },
  ])
  for (let n = 0; n < 7; n += 1) joins.say(id, 'device', String(n))
  assert.equal(
    problem(() => {
      joins.say(id, 'device', 'one more')
    }),
    'too-many',
  )
  joins.say(id, 'keeper', 'still')
})

test('the same code shown again by its own keeper takes nothing away', () => {
  const { joins, id } = opened()
  joins.ask(id, 'request')
  joins.open(id, alder)
  assert.deepEqual([joins.find(id, alder), joins.size()], ['request', 1])
})

test('a name that is not open is refused before anything is done for it; what is late is not counted', () => {
  const { joins, id, pass } = opened()
  const require = (which: JoinId, keeper?: Device) =>
    problem(() => {
      joins.require(which, keeper)
    })
  assert.deepEqual(
    [require(id), require(id, second), require(id, birch), require(newId())],
    ['done', 'done', 'not-found', 'not-found'],
  )
  pass(JOIN_SECONDS * 1_000)
  assert.equal(joins.size(), 0)
})

test('a code for coming back is good for an hour and for sixteen things of each side, and serves no enrolment longer', () => {
  const { joins, id, pass } = opened()
  const back = newId()
  joins.open(back, birch, true)
  for (let n = 0; n < MOST_SAID_AT_RETURN; n += 1) joins.say(back, 'device', String(n))
  assert.equal(
    problem(() => {
      joins.say(back, 'device', 'one more')
    }),
    'too-many',
  )
  pass(JOIN_SECONDS * 1_000)
  assert.deepEqual([problem(() => joins.hear(id)), problem(() => joins.hear(back))], ['not-found', 'done'])
  pass((RETURN_SECONDS - JOIN_SECONDS) * 1_000)
  assert.equal(
    problem(() => joins.hear(back)),
    'not-found',
  )
})
