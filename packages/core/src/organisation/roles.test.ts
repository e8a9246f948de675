// The table of roles says what docs/protocol.md and the members' plan say of each.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Right, type Role, ROLES, Role as RoleShape, hasRight, mayBeOnDesk } from './roles.ts'

const holders = (right: Right): Role[] => RoleShape.options.filter((role) => hasRight([role], right))

test('each right is held by those roles and no others', () => {
  const expected: Record<Right, Role[]> = {
    'write-permissions': ['worker', 'volunteer'],
    'send-urgent': ['worker'],
    'witness-consent': ['worker'],
    'hand-out': ['worker'],
    renew: ['worker'],
    relock: ['worker', 'keeper'],
    supervise: ['worker'],
    'sign-roster': ['keeper'],
    'end-others-sessions': ['keeper'],
    'close-year': ['keeper'],
    'work-on-release': ['release-officer'],
    'hear-bells': ['ringer'],
    'witness-days': ['ringer'],
    remark: ['worker', 'volunteer', 'coordinator', 'press', 'keeper', 'release-officer'],
    'write-common': ['worker', 'coordinator', 'keeper', 'release-officer'],
    'write-all-common': ['coordinator'],
    'write-media': ['press'],
    'choose-for-member': ['coordinator'],
    publish: ['coordinator'],
    'except-media': ['coordinator', 'press'],
  }
  for (const [right, roles] of Object.entries(expected)) assert.deepEqual(holders(right as Right), roles, right)
  const known = new Set(Object.keys(expected))
  for (const role of RoleShape.options)
    for (const right of ROLES[role].rights) assert.ok(known.has(right), `${role}: ${right}`)
})

test('a device has the rights and desks of each of its roles', () => {
  assert.equal(hasRight(['press', 'worker'], 'send-urgent'), true)
  assert.equal(hasRight(['press', 'keeper'], 'send-urgent'), false)
  assert.equal(hasRight([], 'remark'), false)
  assert.deepEqual(
    (['referral', 'statistics', 'common'] as const).map((kind) => [
      mayBeOnDesk(['press'], kind),
      mayBeOnDesk(['press', 'worker'], kind),
      mayBeOnDesk(['ringer'], kind),
    ]),
    [
      [false, true, true],
      [false, true, false],
      [true, true, false],
    ],
  )
})

test('who stands alone, and who may sit at the desk that all members share', () => {
  const where = (is: (role: Role) => boolean) => RoleShape.options.filter(is)
  assert.deepEqual(
    where((role) => ROLES[role].isAlone),
    ['volunteer', 'ringer'],
  )
  assert.deepEqual(
    where((role) => ROLES[role].isOnNetworkDesk),
    ['worker', 'coordinator', 'press', 'keeper', 'release-officer'],
  )
})
