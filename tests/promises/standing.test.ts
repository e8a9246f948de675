// Promise: one rule says whether a permission stands, for whoever seals and whoever opens (docs/threat-model.md). Each case that must not
// stand is refused by one clause alone: without that clause it would pass, so no clause is idle and none hides behind another.
import { before, test } from 'node:test'
import assert from 'node:assert/strict'
import { Day, addDays } from '@apila/core/day.ts'
import { CLAUSES, type StandingView, standing } from '@apila/core/referral/standing.ts'
import { openKnock, openStory } from '@apila/sealing/referral/open.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { sealPermission } from '@apila/sealing/referral/seal.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type Lie, lieAbout } from '../world/lie.ts'
import { type DemoOptions, demoInput, releasedOf, sealDemo } from '../world/referral.ts'
import { type CaseView, REFUSED, STANDS } from './standing-cases.ts'

/** The cases are data in the document's shapes. `talk` null reads as codes; which suites may be read is the roster's to say. */
const asView = (view: CaseView): StandingView =>
  ({ ...view, roster: { ...view.roster, mayRead: (suite: number) => suite === 2 } }) as unknown as StandingView

for (const { name, sides, view } of STANDS)
  for (const side of sides)
    test(`stands, ${side}: ${name}`, () => {
      assert.deepEqual(standing(asView(view(side))), { ok: true })
    })

for (const { name, sides, view, clause, problem } of REFUSED)
  for (const side of sides)
    test(`does not stand, ${side}: ${name}`, () => {
      const asked = asView(view(side))
      assert.deepEqual(standing(asked), { ok: false, problem })
      const failing = CLAUSES.filter(({ holds }) => !holds(asked)).map(({ n }) => n)
      assert.deepEqual(failing, [clause], 'this clause refuses it, and no other')
    })

test('each clause has a case of its own on each side on which it is asked', () => {
  assert.deepEqual(
    CLAUSES.map(({ n }) => n).sort((a, b) => a - b),
    Array.from({ length: 16 }, (_, i) => i + 1),
  )
  for (const { n, problem } of CLAUSES) {
    const cases = REFUSED.filter(({ clause }) => clause === n)
    assert.ok(cases.length > 0 && cases.every((refused) => refused.problem === problem), String(n))
    assert.ok(
      cases.some(({ sides }) => sides.includes('open')),
      String(n),
    )
    // A program that seals has just read the roster itself, holds no ticket yet, and is told no day by the server.
    const isOfOpener = [6, 9, 14].includes(n)
    assert.equal(
      cases.some(({ sides }) => sides.includes('seal')),
      !isOfOpener,
      String(n),
    )
  }
})

const today = Day.parse('2026-11-22')
let world: World
before(async () => {
  world = await foundDemo(today)
})

/** What a program that has the rule cut out of it would send; the receiver has the whole rule. */
const LIES: Readonly<Record<string, { lie: Lie; of?: Partial<DemoOptions>; problem: string; atKnock?: true }>> = {
  'for ten years': { lie: { front: { until: addDays(today, 3660) } }, problem: 'not-these-days', atKnock: true },
  'from tomorrow': {
    lie: { front: { notBefore: addDays(today, 1), until: addDays(today, 31) } },
    problem: 'not-these-days',
    atKnock: true,
  },
  'advice that plans a meeting': {
    of: { mode: 'all-ahead' },
    lie: { front: { kind: 'consult', talk: 'words' }, back: { what: [] } },
    problem: 'not-a-question',
    atKnock: true,
  },
  'a part that she did not permit': { lie: { back: { what: ['needs'] } }, problem: 'other-parts' },
  'a child with a ticket': { lie: { back: { age: 'child' } }, problem: 'child-or-ticket' },
  'urgent by one device': {
    of: { mode: 'all-ahead', days: 3 },
    lie: { front: { kind: 'urgent' }, back: { how: 'without-her', reason: 'life' } },
    problem: 'urgent-not-right',
  },
  'spoken for 30 days and heard by nobody': { lie: { back: { how: 'spoken' } }, problem: 'no-witness' },
  'by a device of a third organisation': { lie: {}, problem: 'wrong-writer', atKnock: true },
}

for (const [name, { lie, of = {}, problem, atKnock }] of Object.entries(LIES))
  test(`sealer and opener say the same of it: ${name}`, async () => {
    const device = problem === 'wrong-writer' ? world.device('haapa-worker-1') : world.device('koivu-worker-1')
    const base = { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today, ...of } as const
    const { input } = await demoInput(world, { ...base, ...lie })
    const sealing = sealPermission({ ...input, device })
    await assert.rejects(sealing, (error) => error instanceof DoesNotStand && error.problem === problem)
    const sent = await lieAbout(world, await sealDemo(world, base), { ...lie, device })
    const opening = { desks: [world.desk('kataja', 'referral')], roster: world.roster, today }
    const { k, keys } = sent.reservation
    const story = { ...opening, released: releasedOf(sent, 'story'), name: keys.name, ticket: sent.keys }
    assert.deepEqual(await openStory(story), { ok: false, problem })
    const knock = await openKnock({ ...opening, released: releasedOf(sent, 'knock'), name: k })
    // What the front tells stops the first contact already.
    assert.equal(knock.ok ? null : knock.problem, atKnock ? problem : null)
  })

test('an honest permission that is signed and sealed again stands: the lies above are refused for what they say', async () => {
  const honest = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  const sent = await lieAbout(world, honest, {})
  const opening = { desks: [world.desk('kataja', 'referral')], roster: world.roster, today }
  const { k, keys } = sent.reservation
  const story = { ...opening, released: releasedOf(sent, 'story'), name: keys.name, ticket: sent.keys }
  assert.equal((await openStory(story)).ok, true)
  assert.equal((await openKnock({ ...opening, released: releasedOf(sent, 'knock'), name: k })).ok, true)
})
