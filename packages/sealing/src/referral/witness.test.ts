// A request for a second signature: sealed as every other note, signed for exactly what it names, and worth nothing for anything else.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { addDays } from '@apila/core/day.ts'
import type { Back } from '@apila/core/referral/permission.ts'
import type { WitnessNote } from '@apila/core/referral/witness.ts'
import { NoticeWhat } from '@apila/core/referral/owed-notice.ts'
import { STORED_BYTES } from '@apila/core/sizes.ts'
import { BrokenSeal } from '../age.ts'
import { fromBase64url } from '../encoding.ts'
import { TODAY, deviceOf, keysOf } from '../organisation/test-network.ts'
import { openNote } from './note.ts'
import { openNotice } from './notice.ts'
import { sealPermission } from './seal.ts'
import { OWES, backOf, frontOf, inputWith, testRoster } from './test/permission.ts'
import { openWitness, sealWitness, secondedBack, signWitness } from './witness.ts'

const [alder, birch] = await Promise.all(['alder', 'birch'].map((id) => keysOf(id, 'referral')))
assert.ok(alder && birch)
const [sender, colleague] = [await deviceOf('alder-worker-1'), await deviceOf('alder-worker-2')]
const roster = await testRoster()

const spoken = (changes: Partial<WitnessNote> = {}): WitnessNote => ({
  kind: 'witness',
  by: sender.id,
  as: 'witness',
  front: frontOf(),
  back: backOf({ how: 'spoken' }),
  owes: null,
  answer: { state: 'waiting' },
  ...changes,
})
const urgent = (): WitnessNote =>
  spoken({
    as: 'second',
    front: frontOf({ kind: 'urgent', mode: 'all-ahead', until: addDays(TODAY, 7) }),
    back: backOf({ keep: [], how: 'without-her', reason: 'life' }),
    owes: { ...OWES, what: [...NoticeWhat.options] },
  })

test('it has the length of every note, signed or not, and is none of the desk’s other notes', async () => {
  for (const note of [spoken(), await signWitness(colleague, spoken()), await signWitness(colleague, urgent())]) {
    const sealed = await sealWitness(alder, note)
    assert.equal(fromBase64url(sealed).length, STORED_BYTES.note)
    assert.deepEqual(await openWitness(alder, sealed), note)
    assert.equal(await openWitness(birch, sealed), null)
    await assert.rejects(openNote(alder, sealed), BrokenSeal)
    await assert.rejects(openNotice(alder, sealed), BrokenSeal)
  }
})

test('with the colleague’s signature it is sealed, for as long as she said; without it, it is not', async () => {
  for (const note of [spoken(), urgent()]) {
    const back = await secondedBack(note, await signWitness(colleague, note), roster)
    assert.ok(back)
    const { front } = note
    const input = note.owes ? { owes: note.owes } : {}
    const { note: sent } = await sealPermission(await inputWith({ front, back, input }))
    assert.deepEqual([sent.front, sent.back.signatures.length], [front, 1])
    await assert.rejects(sealPermission(await inputWith({ front, back: note.back, input })))
  }
})

test('a signature for anything else than what was asked counts for nothing', async () => {
  const asked = spoken()
  const signedFor = async (changes: Partial<WitnessNote>, by = colleague) => signWitness(by, { ...asked, ...changes })
  const back = (changes: Partial<Back>) => ({ back: backOf({ how: 'spoken', ...changes }) })
  const wrong: Array<[string, Pick<WitnessNote, 'answer'>]> = [
    ['nobody has answered', asked],
    ['the colleague did not sign', { answer: { state: 'refused' } }],
    ['for another last day', await signedFor({ front: { ...asked.front, until: addDays(TODAY, 60) } })],
    [
      'for another receiver',
      await signedFor({ front: { ...asked.front, to: { ...asked.front.to, desk: 'x' as never } } }),
    ],
    ['for more than was told', await signedFor(back({ what: ['needs', 'situation'] }))],
    ['for another way of saying yes', await signedFor(back({ how: 'shown' }))],
    ['in another sense', await signedFor({ as: 'second' })],
    ['by a device that the roster does not know', await signedFor({}, { ...colleague, id: 'nobody' as never })],
    ['by a key that is not the device’s', await signedFor({}, { ...sender, id: colleague.id })],
  ]
  for (const [name, answered] of wrong) assert.equal(await secondedBack(asked, answered, roster), null, name)
  assert.ok(await secondedBack(asked, await signedFor({}), roster))
})
