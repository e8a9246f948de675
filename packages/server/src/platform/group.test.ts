// Acts that wait together are done together, and each hears its own answer: turns, group commits and steps.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drivenTime } from '../test/driven-time.ts'
import { openGroup } from './group.ts'
import { Problem } from './problem.ts'
import { openSteps } from './steps.ts'
import { openTurns } from './turns.ts'

/** An engine whose transaction holds what its acts wrote, all of it or nothing. */
function newEngine(commit: (rows: readonly string[]) => void = () => undefined) {
  const stored: string[] = []
  let transactions = 0
  return {
    stored,
    count: () => transactions,
    transact: async (work: (rows: string[]) => Promise<void>) => {
      const rows: string[] = []
      await work(rows)
      commit(rows)
      transactions += 1
      stored.push(...rows)
    },
    apart: async <T>(rows: string[], work: () => Promise<T>) => {
      const before = rows.length
      try {
        return { ok: true as const, value: await work() }
      } catch (error) {
        rows.length = before
        return { ok: false as const, error }
      }
    },
  }
}

test('what waits together is one transaction, and an act that fails undoes only itself', async () => {
  const engine = newEngine()
  const group = openGroup(engine)
  const results = await Promise.allSettled(
    Array.from({ length: 100 }, (_, n) =>
      group.run((rows) => {
        rows.push(String(n))
        return n % 10 === 3 ? Promise.reject(new Error(String(n))) : Promise.resolve(n)
      }),
    ),
  )
  assert.ok(engine.count() <= 2, String(engine.count()))
  for (const [n, result] of results.entries()) {
    assert.equal(result.status, n % 10 === 3 ? 'rejected' : 'fulfilled')
    if (result.status === 'fulfilled') assert.equal(result.value, n)
    else assert.equal((result.reason as Error).message, String(n))
  }
  assert.deepEqual(
    engine.stored.map(Number),
    Array.from({ length: 100 }, (_, n) => n).filter((n) => n % 10 !== 3),
  )
})

test('where the whole transaction fails its acts are done one by one', async () => {
  const engine = newEngine((rows) => {
    if (rows.includes('bad')) throw new Error('no room')
  })
  const group = openGroup(engine)
  const put = (row: string) =>
    group.run((rows) => {
      rows.push(row)
      return Promise.resolve()
    })
  const results = await Promise.allSettled([put('a'), put('bad'), put('b'), put('c')])
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  )
  assert.deepEqual(engine.stored, ['a', 'b', 'c'])
  await put('d')
  assert.deepEqual(engine.stored, ['a', 'b', 'c', 'd'])
})

test('many who come one by one share a transaction, and one alone does not wait for them long', async () => {
  const time = drivenTime()
  const engine = newEngine()
  const slow = async (work: (rows: string[]) => Promise<void>) => {
    await engine.transact(work)
    await time.wait(20)
  }
  const group = openGroup({ ...engine, transact: slow }, time)
  const put = () => group.run(() => Promise.resolve())
  const caller = async (n: number) => {
    for (let times = 0; times < 8; times += 1) {
      // Nobody comes in the same turn as another.
      await time.wait(n)
      await put()
    }
  }
  await Promise.all(Array.from({ length: 12 }, (_, n) => caller(n)))
  assert.ok(engine.count() < 40, `${String(engine.count())} transactions for 96 acts`)
  for (let times = 0; times < 12; times += 1) await put()
  const startedAt = time.now()
  const before = engine.count()
  for (let times = 0; times < 5; times += 1) await put()
  assert.equal(engine.count(), before + 5)
  assert.ok(time.now() - startedAt <= 5 * 20, String(time.now() - startedAt))
})

test('acts on one name keep their order, others run beside them, and what runs alone runs alone', async () => {
  const time = drivenTime()
  const turns = openTurns()
  const seen: string[] = []
  const act = (name: string, ms: number) => async () => {
    seen.push(`${name} begins`)
    await time.wait(ms)
    seen.push(`${name} ends`)
  }
  await Promise.all([
    turns.inTurn(['a'], act('a1', 20)),
    turns.inTurn(['a', 'b'], act('a2', 5)),
    turns.inTurn(['c'], act('c', 5)),
    turns.alone(act('all', 5)),
    turns.inTurn(['c'], act('late', 1)),
  ])
  assert.deepEqual(seen, [
    'a1 begins',
    'c begins',
    'c ends',
    'a1 ends',
    'a2 begins',
    'a2 ends',
    'all begins',
    'all ends',
    'late begins',
    'late ends',
  ])
  await assert.rejects(
    turns.inTurn(['a'], () => Promise.reject(new Error('broke'))),
    /broke/,
  )
  assert.equal(await turns.inTurn(['a'], () => Promise.resolve('goes on')), 'goes on')
})

const FAST = { step: 50, work: 30, most: 8, waiting: 12, waitingOfOne: 5 }

test('all that waits at a step is done together and answered at the next whole step', async () => {
  const time = drivenTime()
  const groups: number[][] = []
  const steps = openSteps<number>(
    (items) => {
      groups.push([...items])
      return Promise.resolve()
    },
    FAST,
    time,
  )
  await time.wait(7)
  const at = await Promise.all(
    [1, 2, 3].map(async (n) => {
      await time.wait(n)
      await steps.join(n, `net ${String(n)}`)
      return time.now()
    }),
  )
  assert.deepEqual(groups, [[1, 2, 3]])
  // A timer may ring a millisecond early, so each step is a millisecond late.
  assert.deepEqual(at, [101, 101, 101])
  await steps.idle()
})

test('above what may wait, in all or of one network, it is busy, and room comes back', async () => {
  const done: string[] = []
  const steps = openSteps<string>(
    (items) => {
      done.push(...items)
      return Promise.resolve()
    },
    FAST,
    drivenTime(),
  )
  const ask = (name: string, network: string) =>
    steps.join(name, network).then(
      () => 'done',
      (error: unknown) => (error instanceof Problem && error.retryAfter === 1 ? error.code : 'broken'),
    )
  const ofOne = await Promise.all(Array.from({ length: 7 }, (_, n) => ask(`one ${String(n)}`, 'one')))
  assert.deepEqual(ofOne, ['done', 'done', 'done', 'done', 'done', 'busy', 'busy'])
  const ofMany = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(`many ${String(n)}`, String(n))))
  assert.deepEqual([ofMany.filter((is) => is === 'done').length, ofMany.filter((is) => is === 'busy').length], [12, 8])
  assert.equal(await ask('again', 'one'), 'done')
  assert.equal(done.length, 18)
})

test('one that fails fails alone, and slow work makes smaller groups', async () => {
  const time = drivenTime()
  const sizes: number[] = []
  const steps = openSteps<number>(
    async (items) => {
      if (items.includes(3)) throw new Error('three')
      sizes.push(items.length)
      await time.wait(items.length * 10)
    },
    { ...FAST, most: 100, waiting: 100, waitingOfOne: 100 },
    time,
  )
  const results = await Promise.allSettled([1, 2, 3, 4].map((n) => steps.join(n, 'a')))
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  )
  // The first group of sixty takes 600 ms in the place of 30: what comes after is done sixteen at a time, the fewest.
  const groupsOf = async (count: number) => {
    sizes.length = 0
    await Promise.all(Array.from({ length: count }, (_, n) => steps.join(n + 10, 'a')))
    return [...sizes]
  }
  assert.deepEqual([await groupsOf(60), await groupsOf(60)], [[60], [16, 16, 16, 12]])
})
