// Whoever seals while somebody joins or leaves seals once more under what is there now, and not for ever.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refused } from './api.ts'
import { sealedAnew } from './sealed-anew.ts'

function acting(...answers: ReadonlyArray<Refused | 'done'>) {
  const did: string[] = []
  const session = {
    catchUp: () => {
      did.push('read on')
      return Promise.resolve()
    },
  }
  const act = () => {
    did.push('sealed')
    const answer = answers[did.filter((one) => one === 'sealed').length - 1] ?? 'done'
    return answer === 'done' ? Promise.resolve('done') : Promise.reject(answer)
  }
  return { did, run: () => sealedAnew(session, act) }
}

test('what the roster refuses is sealed anew after reading on', async () => {
  const { did, run } = acting(new Refused('roster-moved'), 'done')
  assert.equal(await run(), 'done')
  assert.deepEqual(did, ['sealed', 'read on', 'sealed'])
})

test('a second refusal is told, and any other at once', async () => {
  const twice = acting(new Refused('roster-moved'), new Refused('roster-moved'))
  await assert.rejects(twice.run(), (error) => error instanceof Refused && error.code === 'roster-moved')
  assert.deepEqual(twice.did, ['sealed', 'read on', 'sealed'])
  const offline = acting(new Refused('offline'))
  await assert.rejects(offline.run(), (error) => error instanceof Refused && error.code === 'offline')
  assert.deepEqual(offline.did, ['sealed'])
})
