// Which keys of its own desk a sender may seal with: any key period of that desk, and of no desk that has no keys.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import {
  TODAY,
  deskBody,
  epochBody,
  foundNetwork,
  keepersOf,
  keysOf,
  readWhole,
  which,
  withBatch,
} from '../organisation/test-network.ts'
import { DoesNotStand } from './does-not-stand.ts'
import { openNote } from './note.ts'
import { sealPermission } from './seal.ts'
import { inputWith } from './test/permission.ts'

const ALDER = keepersOf('alder')
const founded = await foundNetwork()
const refuses = (problem: string) => (error: unknown) => error instanceof DoesNotStand && error.problem === problem

test('a sender whose desk has several key periods seals with the keys of any of them, and with no others', async () => {
  const roster = await readWhole(await withBatch(founded, [await epochBody('alder', 'referral', 1), ALDER]))
  for (const epoch of [0, 1]) {
    const senderDesk = await keysOf('alder', 'referral', epoch)
    const { deposit, note } = await sealPermission(await inputWith({ input: { roster, senderDesk } }))
    assert.deepEqual(await openNote(senderDesk, deposit.note.blob), note)
  }
  for (const senderDesk of [await keysOf('alder', 'referral', 2), await keysOf('alder', 'evening')])
    await assert.rejects(sealPermission(await inputWith({ input: { roster, senderDesk } })), refuses('wrong-key'))
})

test('from a desk that has no keys yet nothing is sealed, whichever keys are at hand', async () => {
  const moved = { kind: 'device-change', id: 'alder-worker-1', roles: ['worker'], desks: ['morning'], supervisor: null }
  const roster = await readWhole(
    await withBatch(
      founded,
      [deskBody('alder', 'morning'), ALDER],
      [moved, ALDER],
      [await epochBody('alder', 'referral', 1), ALDER],
    ),
  )
  const front = { from: which('alder', 'morning'), notBefore: TODAY }
  for (const senderDesk of [await keysOf('alder', 'morning'), await keysOf('alder', 'referral')])
    await assert.rejects(
      sealPermission(await inputWith({ front, input: { roster, senderDesk } })),
      refuses('wrong-key'),
    )
})
