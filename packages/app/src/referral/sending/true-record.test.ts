// The record says what somebody said, and nothing else: after any walk through the questions each member of the permission is the last
// answer that was tapped for it, or stands empty. Governed by docs/protocol.md "True record".
import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Digest } from '@apila/core/bytes.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { OrganisationId, type WhichDesk } from '@apila/core/organisation/roster.ts'
import { type SendingAct, changeSending } from './change-sending.ts'
import { type Answers, NEW_SENDING, type Sending, WRITTEN_ITEMS } from './sending.ts'
import { permissionOf } from './told.ts'

const today = Day.parse('2026-11-22')
const [koivu, kataja] = ['koivu', 'kataja'].map((id) => OrganisationId.parse(id)) as [OrganisationId, OrganisationId]
const deskOf = (organisation: OrganisationId): WhichDesk => ({ organisation, desk: 'referral' as WhichDesk['desk'] })
const known = { id: 'AAAAAAAAAAA', from: deskOf(koivu), to: deskOf(kataja), today, shown: Digest.parse('A'.repeat(43)) }

/** Every question that is asked, with all that may be tapped. */
const OPTIONS = {
  age: ['adult', 'child', 'unsure'],
  why: ['support', 'housing', 'crisis'],
  language: ['fi', 'en', 'ar'],
  mode: ['knock-ahead', 'all-ahead', 'all-together'],
  untilDays: [3, 14, 90],
  between: ['sheet', 'words', 'times'],
  extent: ['part', 'whole', null],
  interpreterNow: ['none', 'independent', 'phone'],
  knowsInterpreter: ['yes', 'no'],
  keep: ['paper', 'memory', 'worker', 'none'],
  hearing: [null, 'colleague', 'nobody'],
  situation: ['', 'what happened'],
  needs: ['', 'what helps'],
} as const satisfies { [Name in keyof Answers]?: readonly Sending[Name][] }
const NAMES = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[]

const answer = fc
  .constantFrom(...NAMES)
  .chain((name) =>
    fc
      .constantFrom<Sending[typeof name]>(...OPTIONS[name])
      .chain((value) =>
        fc
          .constantFrom('answer' as const, 'choose' as const)
          .map((act): SendingAct => ({ act, answers: { [name]: value } })),
      ),
  )
const told = fc.subarray([...WRITTEN_ITEMS]).map((yes): SendingAct => ({
  act: 'choose',
  answers: { told: Object.fromEntries(WRITTEN_ITEMS.map((item) => [item, yes.includes(item) ? 'yes' : 'no'])) },
}))
/** All questions in any order, then whatever is tapped anew. */
const walk = fc
  .tuple(
    fc.shuffledSubarray([...NAMES], { minLength: NAMES.length - 1 }),
    fc.array(fc.oneof({ weight: 4, arbitrary: answer }, told), { maxLength: 25 }),
  )
  .map(([names, later]): SendingAct[] => [
    ...names.map((name): SendingAct => ({ act: 'answer', answers: { [name]: OPTIONS[name][0] } })),
    ...later,
  ])

/** What somebody said last, by name, and of whom: kept apart from the code that is tried. */
function heard(acts: readonly SendingAct[]) {
  const said: Record<string, unknown> = {}
  const isChild = () => said['age'] === 'child' || said['age'] === 'unsure'
  for (const act of acts) {
    if (act.act !== 'answer' && act.act !== 'choose') continue
    const wasChild = isChild()
    const interpreter = said['interpreterNow']
    Object.assign(said, act.answers)
    // How a child goes is nobody's answer for an adult; a child goes with everything ahead, and without a code.
    if (wasChild && !isChild()) delete said['mode']
    if (isChild() || wasChild) delete said['keep']
    if (isChild() && said['mode'] !== 'all-ahead') delete said['mode']
    if (said['keep'] === 'none' && said['mode'] !== 'all-ahead') delete said['keep']
    if (said['interpreterNow'] !== interpreter) delete said['knowsInterpreter']
  }
  return { said, permitted: (said['told'] ?? {}) as Record<string, string>, child: isChild() }
}

const permissionAfter = (acts: readonly SendingAct[]) => {
  const sending = acts.reduce(changeSending, NEW_SENDING)
  try {
    return permissionOf({ ...sending, shownIn: 'en' }, known)
  } catch {
    return null
  }
}

test('after any walk each member is what was said last, and what nobody is asked stands empty', () => {
  let complete = 0
  fc.assert(
    fc.property(walk, (acts) => {
      const made = permissionAfter(acts)
      if (!made) return
      complete += 1
      const { front, back } = made
      const { said, permitted, child } = heard(acts)
      assert.deepEqual(
        [front.mode, back.keep],
        child ? ['all-ahead', []] : [said['mode'], said['keep'] === 'none' ? [] : [said['keep']]],
      )
      assert.deepEqual([back.age, front.why, back.said.language], [said['age'], said['why'], said['language']])
      const isAlone = said['hearing'] === 'nobody'
      assert.equal(front.until, addDays(today, isAlone ? 3 : Number(said['untilDays'] ?? 0)))
      assert.deepEqual(front.meeting, said['between'] === 'sheet' ? [koivu, kataja] : [])
      assert.equal(front.talk, { times: 'codes', words: 'words', sheet: 'words' }[String(said['between'])] ?? null)
      assert.equal(back.said.interpreter, said['interpreterNow'])
      const knows = said['interpreterNow'] === 'none' ? null : (said['knowsInterpreter'] ?? null)
      assert.equal(back.said.knowsInterpreter, knows)
      const written = { situation: said['situation'], needs: said['needs'], clarified: false }
      assert.deepEqual(
        back.what,
        WRITTEN_ITEMS.filter((item) => permitted[item] === 'yes' && Boolean(written[item])),
      )
      // Asked by no screen yet.
      assert.equal(front.extent, said['extent'] ?? null)
      const unasked = [front.grows, back.reason, back.said.explained, back.said.alternatives]
      assert.deepEqual(unasked, [null, null, null, null])
      // What was only said was shown to nobody.
      const isSaid = (said['hearing'] ?? null) !== null
      assert.deepEqual([front.kind, back.how, back.signatures], ['referral', isSaid ? 'spoken' : 'shown', []])
      assert.equal(back.said.shown === null, isSaid)
    }),
    { seed: 2026, numRuns: 1000 },
  )
  assert.ok(complete > 100, `only ${String(complete)} walks were complete`)
})

const ADULT: readonly SendingAct[] = (
  [
    { age: 'adult' },
    { why: 'support' },
    { language: 'fi' },
    { mode: 'all-ahead' },
    { untilDays: 14 },
    { between: 'times' },
    { interpreterNow: 'phone' },
    { knowsInterpreter: 'no' },
    { keep: 'paper' },
  ] as const
).map((answers) => ({ act: 'answer', answers }))

test('a question whose answer is taken back, or was never given, makes no permission', () => {
  assert.ok(permissionAfter(ADULT))
  for (const name of ['age', 'why', 'language', 'mode', 'interpreterNow', 'keep'] as const) {
    assert.equal(permissionAfter([...ADULT, { act: 'answer', answers: { [name]: null } }]), null, `${name} taken back`)
    const without = ADULT.filter((act) => act.act !== 'answer' || !(name in act.answers))
    assert.equal(permissionAfter(without), null, `${name} never given`)
  }
})

test('how a child goes was kept for the adult that she turned out to be: everything ahead and no ticket, and nobody had said so', () => {
  const corrected: SendingAct[] = [
    { act: 'answer', answers: { age: 'unsure' } },
    ...ADULT.filter(
      (act) => act.act !== 'answer' || !('mode' in act.answers || 'keep' in act.answers || 'age' in act.answers),
    ),
    { act: 'answer', answers: { age: 'adult' } },
  ]
  assert.equal(permissionAfter(corrected), null)
})

test('whether she knows the interpreter was kept for another interpreter', () => {
  const made = permissionAfter([...ADULT, { act: 'answer', answers: { interpreterNow: 'independent' } }])
  assert.equal(made?.back.said.knowsInterpreter, null)
})
