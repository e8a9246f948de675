// Whether what was only said waits for the client's further word: one answer for every screen, from what stands now.
import test from 'node:test'
import assert from 'node:assert/strict'
import { confirmingOf } from './to-confirm.ts'

type Spoken = Parameters<typeof confirmingOf>[0]

const alone: Spoken = { front: { kind: 'referral' }, back: { how: 'spoken', signatures: [] } }
const heard = [{ device: 'koivu-worker-2', as: 'witness', signature: 'A' }] as unknown as Spoken['back']['signatures']

test('what was only said is to be confirmed until the client says yes with the code or at the screen', () => {
  assert.equal(confirmingOf(alone, []), 'to-confirm')
  assert.equal(confirmingOf(alone, [{ how: 'spoken' }, { how: 'spoken' }]), 'to-confirm', 'said once more')
  for (const how of ['ticket', 'shown'] as const) {
    assert.equal(confirmingOf(alone, [{ how }]), 'confirmed')
    assert.equal(confirmingOf(alone, [{ how }, { how: 'spoken' }]), 'confirmed', 'what came after takes nothing back')
  }
})

test('what was tapped, heard by a colleague, asked as advice or sent without the client waits for nothing', () => {
  const others: readonly Spoken[] = [
    { ...alone, back: { how: 'spoken', signatures: heard } },
    { ...alone, back: { how: 'shown', signatures: [] } },
    { ...alone, front: { kind: 'consult' } },
    { front: { kind: 'urgent' }, back: { how: 'without-her', signatures: [] } },
  ]
  for (const one of others) assert.equal(confirmingOf(one, []), 'not-needed', JSON.stringify(one))
})
