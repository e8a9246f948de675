// Holds what opening vectors/permission.json gave against what the vectors say.
import assert from 'node:assert/strict'
import type { PermissionVectors, openVectors } from './open-vectors.ts'

export function checkVectors(vectors: PermissionVectors, said: Awaited<ReturnType<typeof openVectors>>): void {
  assert.ok(vectors.cases.length >= 30)
  assert.deepEqual(said.cases, Object.fromEntries(vectors.cases.map((each) => [each.case, each.says])))
  assert.deepEqual(
    vectors.whole.map(({ mode }) => mode),
    ['knock-ahead', 'all-ahead', 'all-together', 'all-ahead'],
  )
  for (const [at, { mode, deposit, says }] of vectors.whole.entries()) {
    const { note, items, stands, withdraw, told, ...rest } = says
    const talk = { items, stands }
    const { k } = deposit.knock
    const rings = {
      'knock-ahead': { kind: 'permission', name: k, other: null },
      'all-ahead': { kind: 'permission', name: k, other: deposit.story.s },
      'all-together': null,
    }
    assert.deepEqual(
      said.whole[at],
      { ...rest, told, again: told, note, to: talk, from: talk, bell: rings[mode as keyof typeof rings] },
      mode,
    )
    assert.equal(deposit.proofs.withdraw, withdraw)
  }
}
