// What the client adds: only these very words, of a part that was permitted, at a tap of their own (docs/protocol.md "Additions").
import test from 'node:test'
import assert from 'node:assert/strict'
import { Day } from '@apila/core/day.ts'
import type { OrganisationId, DeviceId } from '@apila/core/organisation/roster.ts'
import type { Item } from '@apila/core/referral/items.ts'
import { newIdentity, recipientOf } from '@apila/sealing/age.ts'
import { sealAddition } from '@apila/sealing/referral/addition.ts'
import type { TalkItem } from '@apila/sealing/referral/talk.ts'
import { addingNeeds, readAdditions } from './addition.ts'

const said = Day.parse('2026-11-30')
const written = (text: string, harmless: string[] = []) => ({ text, harmless })
const WHOLE = { part: 'needs' as const, written: written('also a doctor'), isWanted: true }

test('each thing that is missing is named, and nothing is taken as said', async () => {
  assert.deepEqual(await addingNeeds(WHOLE), [])
  assert.deepEqual(await addingNeeds({ ...WHOLE, part: null }), ['part'])
  assert.deepEqual(await addingNeeds({ ...WHOLE, isWanted: false }), ['wanted'])
  assert.deepEqual(await addingNeeds({ ...WHOLE, written: written(' \n') }), ['text-empty'])
  assert.deepEqual(await addingNeeds({ ...WHOLE, written: written('ä'.repeat(951)) }), ['text-too-long'])
  assert.deepEqual(await addingNeeds({ ...WHOLE, written: written('ä'.repeat(950)) }), [])
  assert.deepEqual(await addingNeeds({ part: null, written: written(''), isWanted: false }), [
    'part',
    'text-empty',
    'wanted',
  ])
})

test('an identity code is never added, a name only after a tap; a way to make contact may be a number', async () => {
  assert.deepEqual(await addingNeeds({ ...WHOLE, written: written('010190-123M') }), ['text-tells'])
  assert.deepEqual(await addingNeeds({ ...WHOLE, part: 'safe-contact', written: written('010190-123M') }), [
    'text-tells',
  ])
  assert.deepEqual(await addingNeeds({ ...WHOLE, part: 'safe-contact', written: written('050 123 4567, Maija') }), [])
})

test('an addition is no way round the details: a telephone number and an e-mail address stop, an address and a name ask', async () => {
  const words = 'Maija Virtanen at Hämeentie 5 A 3, 040 123 4567, maija@example.org'
  const needsOf = (text: string, harmless: string[] = []) => addingNeeds({ ...WHOLE, written: written(text, harmless) })
  for (const text of [words, '040 123 4567', 'maija@example.org'])
    assert.deepEqual(await needsOf(text, ['Maija Virtanen', 'Hämeentie 5 A 3', '040 123 4567', 'maija@example.org']), [
      'text-tells',
    ])
  for (const text of ['Maija Virtanen', 'Hämeentie 5 A 3']) {
    assert.deepEqual(await needsOf(text), ['text-tells'], text)
    assert.deepEqual(await needsOf(text, [text]), [], text)
  }
})

test('what opens and was permitted is shown beside its part; what does not, or was not permitted, is counted and hides no other', async () => {
  const [story, other] = [await newIdentity(), await newIdentity()]
  const item = async (n: number, part: 'needs' | 'situation', text: string, of = story): Promise<TalkItem> => ({
    item: { kind: 'addition', n, said, part, text: await sealAddition(await recipientOf(of), text) },
    side: 'from',
    from: 'koivu' as OrganisationId,
    device: 'koivu-worker-1' as DeviceId,
  })
  const accepted: Item = { kind: 'accepted', n: 0, said }
  const talk: TalkItem[] = [
    { item: accepted, side: 'to', from: 'kataja' as OrganisationId, device: 'kataja-worker-1' as DeviceId },
    await item(1, 'needs', 'a doctor, too'),
    await item(2, 'needs', 'of another story', other),
    await item(3, 'situation', 'never permitted'),
    await item(4, 'needs', 'and soon'),
  ]
  const { additions, unread } = await readAdditions(talk, story, ['needs'])
  assert.deepEqual(
    additions.map(({ n, part, text, from }) => [n, part, text, from]),
    [
      [1, 'needs', 'a doctor, too', 'koivu'],
      [4, 'needs', 'and soon', 'koivu'],
    ],
  )
  assert.equal(unread, 2)
})
