// Which teams of an organisation a permission can go to: those of workers first, those where volunteers work marked, none without a key.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeskId, OrganisationId } from '@apila/core/organisation/roster.ts'
import { foundNetwork, readWhole } from '@apila/sealing/organisation/test-network.ts'
import { nameOfDesk, receivingDesk, receivingDesks } from './receiving-desk.ts'

const alder = OrganisationId.parse('alder')

test('workers’ teams come first, and the volunteers’ only where it was chosen', async () => {
  const roster = await readWhole(await foundNetwork())
  assert.deepEqual(
    receivingDesks(roster, alder).map(({ desk, volunteers }) => [desk, volunteers]),
    [
      ['referral', false],
      ['evening', true],
    ],
  )
  assert.equal(receivingDesk(roster, alder)?.desk, 'referral')
  assert.equal(receivingDesk(roster, alder, DeskId.parse('evening'))?.volunteers, true)
  assert.equal(receivingDesk(roster, alder, DeskId.parse('numbers')), undefined, 'no team for permissions')
  assert.equal(receivingDesk(roster, alder, DeskId.parse('none')), undefined)
  const [first] = receivingDesks(roster, alder)
  assert.ok(first && nameOfDesk(roster, first, 'en').length > 0)
})
