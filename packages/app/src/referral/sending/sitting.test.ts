// Several organisations in one sitting: each has its own answer of the client, its own code and its own permission.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Day } from '@apila/core/day.ts'
import { OrganisationId, type WhichDesk } from '@apila/core/organisation/roster.ts'
import { Digest } from '@apila/core/bytes.ts'
import { type SendingAct, changeSending } from './change-sending.ts'
import { type Facts, needsOf, obstaclesOf } from './questions.ts'
import { NEW_SENDING, Sending, askedNow, isClosed, permissionsOf, sittingOf } from './sending.ts'
import { meetingOf, permissionOf } from './told.ts'

const today = Day.parse('2026-11-30')
const digest = Digest.parse('A'.repeat(43))
const [koivu, kataja, haapa, vaahtera] = ['koivu', 'kataja', 'haapa', 'vaahtera'].map((id) =>
  OrganisationId.parse(id),
) as [OrganisationId, OrganisationId, OrganisationId, OrganisationId]
const desk = (organisation: OrganisationId): WhichDesk => ({ organisation, desk: 'referral' as WhichDesk['desk'] })
const facts: Facts = {
  today,
  isClockWrong: false,
  liveWords: [],
  lookAt: () => ({ codes: [], names: [], details: [] }),
}

const run = (acts: readonly SendingAct[], from: Sending): Sending => acts.reduce(changeSending, from)
const decide = (answer: 'yes' | 'no' | 'think', shown = 'text'): SendingAct => ({
  ...{ act: 'decide', answer, shown, shownIn: 'en', on: today, explained: null },
})
const SENT: SendingAct = { act: 'sent' }
const HAVE: SendingAct = { act: 'have-it' }
const readyOf = (sending: Sending) => sending.ready.map(({ to }) => to)

const asking: Sending = {
  ...NEW_SENDING,
  ...{ page: 'decide', interpreterNow: 'none', language: 'en', age: 'adult', why: 'legal-advice', to: kataja },
  ...{
    anyDay: true,
    reach: 'worker',
    between: 'sheet',
    mode: 'knock-ahead',
    untilDays: 30,
    situation: 'what happened',
  },
  ...{ told: { situation: 'yes' }, meets: 'AAAAAAAAAAA' },
  more: [
    { to: haapa, why: 'housing' },
    { to: vaahtera, why: 'health' },
  ],
}
const frontOf = (sending: Sending) =>
  permissionOf(
    { ...sending, keep: 'paper' },
    { id: 'AAAAAAAAAAA', from: desk(koivu), to: desk(sending.to ?? koivu), today, shown: digest },
  ).front

test('each is asked about by itself, with what it is for; no code is handed over before all have an answer', () => {
  const seen = [asking]
  for (const answer of ['yes', 'no'] as const) seen.push(run([decide(answer)], seen.at(-1) ?? asking))
  assert.deepEqual(
    seen.map((sending) => [sending.page, askedNow(sending).to, askedNow(sending).why, sending.shown]),
    [
      ['decide', kataja, 'legal-advice', ''],
      ['decide', haapa, 'housing', ''],
      ['decide', vaahtera, 'health', ''],
    ],
  )
  assert.deepEqual(sittingOf(asking), [kataja, haapa, vaahtera])
})

test('who got a no gets nothing and is named nowhere; the others each get a permission that names all with a yes', () => {
  const first = run([decide('yes', 'of kataja'), decide('no'), decide('yes', 'of vaahtera')], asking)
  assert.deepEqual([first.page, first.to, first.shown], ['code', kataja, 'of kataja'])
  assert.deepEqual(frontOf(first).meeting, [koivu, kataja, vaahtera])
  const second = run([{ act: 'answer', answers: { keep: 'paper', word: 'rowan' } }, HAVE], first)
  assert.deepEqual([second.page, second.to, second.why, second.shown], ['code', vaahtera, 'health', 'of vaahtera'])
  assert.deepEqual([second.keep, second.word, second.handed, second.noWord], [null, '', null, false], 'its own code')
  assert.deepEqual(
    permissionsOf(second).map((one) => [one.to, one.why, one.word, one.shown, frontOf(one).meeting]),
    [
      [kataja, 'legal-advice', 'rowan', 'of kataja', [koivu, kataja, vaahtera]],
      [vaahtera, 'health', '', 'of vaahtera', [koivu, kataja, vaahtera]],
    ],
  )
  assert.equal(second.meets, 'AAAAAAAAAAA', 'the desk knows that they belong together')
  const used = needsOf({ ...second, word: 'Rowan ' }, 'code', facts).map(({ code }) => code)
  assert.ok(used.includes('word-taken') || used.includes('word-short'), 'and its own word')
  const last = run([SENT], second)
  assert.deepEqual([last.page, last.met, last.situation], ['sent', [kataja, vaahtera], ''])
})

const CODE = (word: string): SendingAct => ({ act: 'answer', answers: { keep: 'paper', word } })

test('a no after other codes were handed over: nothing had left, so no permission of the sitting names it', () => {
  const third = run([decide('yes'), decide('yes'), decide('yes'), CODE('rowan'), HAVE, CODE('bramble'), HAVE], asking)
  assert.deepEqual([third.to, readyOf(third), third.met], [vaahtera, [kataja, haapa], []])
  const no = run([{ act: 'back' }, decide('no')], third)
  // The one before is looked at once more, with its code and word: its "I have it" sends them all.
  assert.deepEqual([no.page, no.to, no.word, no.keep, readyOf(no)], ['code', haapa, 'bramble', 'paper', [kataja]])
  for (const one of permissionsOf(no)) assert.deepEqual(frontOf(one).meeting, [koivu, kataja, haapa], one.to ?? '')
  const sent = run([SENT], no)
  assert.deepEqual([sent.page, sent.met], ['sent', [kataja, haapa]])
})

test('a no to the second of three leaves the third, and neither permission names the second', () => {
  const second = run([decide('yes'), decide('yes'), decide('yes'), CODE('rowan'), HAVE, { act: 'back' }], asking)
  const no = run([decide('no')], second)
  assert.deepEqual([no.page, no.to, readyOf(no), no.handed], ['code', vaahtera, [kataja], null])
  for (const one of permissionsOf(no)) assert.deepEqual(frontOf(one).meeting, [koivu, kataja, vaahtera])
})

test('what a colleague has signed names those who had a yes then: after a no it is signed anew, with the code that the client has', () => {
  const signed = { list: 'A', id: 'A', front: {}, back: { signatures: [{}] } } as unknown as Sending['colleague']
  const first = run([decide('yes'), decide('yes'), decide('no')], { ...asking, hearing: 'colleague' })
  const second = run([CODE('rowan'), { act: 'answer', answers: { colleague: signed } }, HAVE], first)
  assert.deepEqual([second.to, second.colleague], [haapa, null])
  const no = run([{ act: 'back' }, decide('no')], second)
  assert.deepEqual([no.page, no.to, no.word, no.colleague, readyOf(no)], ['code', kataja, 'rowan', null, []])
  // Also where another one is left: it is not sent with the name that was signed.
  const three = run([decide('yes'), decide('yes'), decide('yes')], { ...asking, hearing: 'colleague' })
  const middle = run([CODE('rowan'), { act: 'answer', answers: { colleague: signed } }, HAVE, { act: 'back' }], three)
  const left = run([decide('no')], middle)
  assert.deepEqual([left.to, left.word, left.colleague, readyOf(left)], [kataja, 'rowan', null, []])
  assert.deepEqual([left.more.map(({ to }) => to), frontOf(left).meeting], [[vaahtera], [koivu, kataja, vaahtera]])
})

const handed = (digits: string): SendingAct => ({
  act: 'answer',
  answers: { handed: { digits, reservation: { sealedOn: today } } as unknown as Sending['handed'] },
})
const ONE = [CODE('rowan'), handed('1111')] as const
const TWO = [CODE('bramble'), handed('2222')] as const

test('a no after codes were handed over is said of that organisation, until the next code was handed over', () => {
  const third = run([decide('yes'), decide('yes'), decide('yes'), ...ONE, HAVE, ...TWO, HAVE, handed('3333')], asking)
  assert.deepEqual([third.saidNo, third.hasVoid], [null, false])
  const no = run([{ act: 'back' }, decide('no')], third)
  // The sentence of the no says what became of its code; the others hold.
  assert.deepEqual([no.saidNo, no.hasVoid, no.to, no.handed?.digits], [vaahtera, false, haapa, '2222'])
  const second = run([decide('yes'), decide('yes'), decide('yes'), ...ONE, HAVE, ...TWO, { act: 'back' }], asking)
  const left = run([decide('no')], second)
  assert.deepEqual([left.saidNo, left.to, left.handed], [haapa, vaahtera, null])
  assert.deepEqual([left.keep, left.word, left.noWord], [null, '', false], 'what went with its code is asked anew')
  assert.equal(run([CODE('lingon'), HAVE], { ...left, more: [], asked: [...left.asked, ...third.asked] }).saidNo, null)
})

test('where the client may hold a code that opens nothing any more, it is said until the next one was handed over', () => {
  const second = run([decide('yes'), decide('yes'), decide('yes'), ...ONE, HAVE, ...TWO], asking)
  const alone = run([decide('yes'), ...ONE], { ...asking, more: [] })
  for (const [from, name] of [
    [second, 'of several'],
    [alone, 'of one'],
  ] as const) {
    const think = run([{ act: 'back' }, decide('think')], from)
    assert.deepEqual([think.page, think.hasVoid], ['thinking', true], name)
    const changed = run([{ act: 'answer', answers: { situation: 'more' } }], from)
    assert.deepEqual([changed.hasVoid, changed.saidNo], [true, null], name)
    assert.equal(run([{ act: 'answer', answers: { onlyMe: true } }], from).hasVoid, false, name)
    assert.equal(Sending.parse(JSON.parse(JSON.stringify(think))).hasVoid, true, 'also after a reload')
  }
  const refused = run([{ act: 'back' }, decide('no')], alone)
  assert.deepEqual([refused.page, refused.hasVoid], ['refused', true])
  const tomorrow = { ...decide('yes'), on: Day.parse('2026-12-01') } as SendingAct
  assert.deepEqual(run([{ act: 'back' }, tomorrow], alone).hasVoid, true, 'another day makes other digits')
  assert.equal(run([{ act: 'back' }, decide('yes')], alone).hasVoid, false, 'the same day keeps them')
  assert.equal(run([SENT], alone).hasVoid, false, 'what has left is good')
  const again = run([decide('yes'), decide('yes'), decide('yes'), ...ONE], { ...asking, page: 'decide', hasVoid: true })
  assert.equal(again.hasVoid, true)
  assert.equal(run([HAVE], again).hasVoid, false)
})

test('what waits for signal is told from what has left', () => {
  const second = run([decide('yes'), decide('no'), decide('yes'), ...ONE, HAVE, ...TWO], asking)
  const some = run(
    [
      { act: 'gone', to: kataja },
      { act: 'queued', waits: [vaahtera] },
    ],
    second,
  )
  assert.deepEqual([some.page, some.met, some.waits], ['queued', [kataja, vaahtera], [vaahtera]])
  assert.deepEqual(run([{ act: 'queued', waits: [kataja, vaahtera] }], second).waits, [kataja, vaahtera])
  assert.deepEqual(run([SENT], second).waits, [])
})

test('once one has left nothing of the sitting is answered otherwise: no way leads to a no that it would name', () => {
  const second = run([decide('yes'), decide('yes'), decide('yes'), CODE('rowan'), HAVE], asking)
  assert.equal(isClosed(second), false)
  const gone = run([{ act: 'gone', to: kataja }], second)
  assert.equal(isClosed(gone), true)
  const ways: readonly SendingAct[] = [
    { act: 'back' },
    { act: 'go', step: 'decide' },
    { act: 'go', step: 'client' },
    { act: 'next' },
    decide('no'),
    { act: 'answer', answers: { hearing: 'nobody' } },
    { act: 'answer', answers: { more: [] } },
  ]
  for (const way of ways) assert.deepEqual(changeSending(gone, way), gone, JSON.stringify(way))
  assert.equal(run([{ act: 'gone', to: kataja }], gone).met.length, 1)
})

test('whoever answers, a no is named to nobody', () => {
  const yes = { shown: 'text', shownIn: 'en', shownOn: today, explained: null }
  const asked: Sending['asked'] = [
    { to: haapa, why: 'housing', yes: null },
    { to: vaahtera, why: 'health', yes },
  ]
  const known = { from: desk(koivu), to: desk(kataja) }
  assert.deepEqual(meetingOf({ between: 'sheet', ready: [], asked }, known), [koivu, kataja, vaahtera])
  assert.deepEqual(meetingOf({ between: 'words', ready: [], asked }, known), [], 'without a sheet nobody meets')
})

test('one yes alone is an ordinary permission of two; none is a refusal', () => {
  const one = run([decide('no'), decide('yes', 'of haapa'), decide('no')], asking)
  assert.deepEqual([one.page, one.to, frontOf(one).meeting], ['code', haapa, [koivu, haapa]])
  const none = run([decide('no'), decide('no'), decide('no')], asking)
  assert.deepEqual([none.page, none.asked, none.shown], ['refused', [], ''])
})

test('"let me think" about one takes back what was said of the others: nothing goes half', () => {
  const thinking = run([decide('yes'), decide('think')], asking)
  assert.deepEqual([thinking.page, thinking.asked, thinking.shown], ['thinking', [], ''])
})

test('another answer takes every yes back, also of those whose code was handed over, and all are asked about again', () => {
  const second = run([decide('yes'), decide('yes'), decide('yes'), CODE('rowan'), HAVE], asking)
  assert.deepEqual([second.to, second.more.map(({ to }) => to)], [haapa, [vaahtera]])
  for (const answers of [{ situation: 'more' }, { hearing: 'nobody' }] as const) {
    const changed = run([{ act: 'answer', answers }], second)
    assert.deepEqual([changed.asked, changed.shown, changed.handed, changed.ready], [[], '', null, []])
    assert.deepEqual(
      [changed.to, changed.why, changed.more.map(({ to }) => to)],
      [kataja, 'legal-advice', [haapa, vaahtera]],
    )
    assert.deepEqual([changed.word, changed.keep], ['', null])
    const again = run([decide('yes'), decide('no'), decide('no')], { ...changed, page: 'decide' })
    assert.deepEqual([again.page, frontOf(again).meeting], ['code', [koivu, kataja]])
  }
  const thinking = run([{ act: 'back' }, decide('think')], second)
  assert.deepEqual([thinking.page, thinking.ready, thinking.to], ['thinking', [], kataja])
})

test('the oldest yes of a sitting says whether all are asked about again', () => {
  const second = run([decide('yes'), decide('yes'), decide('no'), CODE('rowan'), HAVE, CODE('bramble')], asking)
  const codes = (at: Sending) => needsOf(at, 'code', facts).map(({ code }) => code)
  assert.ok(!codes(second).includes('turn-again'))
  const shownOn = Day.parse('2026-11-27')
  assert.ok(
    codes({ ...second, ready: second.ready.map((one) => ({ ...one, yes: { ...one.yes, shownOn } })) }).includes(
      'turn-again',
    ),
  )
})

test('a yes that has grown old is asked for again by itself', () => {
  const code = run([decide('yes', 'first'), decide('yes', 'second'), decide('no')], asking)
  const back: Sending = { ...code, page: 'decide' }
  assert.equal(askedNow(back).to, kataja)
  const yes = run([decide('yes', 'anew')], back)
  assert.deepEqual([yes.page, yes.to, yes.shown, yes.more.length], ['code', kataja, 'anew', 1])
  const no = run([decide('no')], back)
  assert.deepEqual([no.page, no.to, no.shown, no.more, no.handed], ['code', haapa, 'second', [], null])
})

test('who else comes is asked only where a sheet is kept, each with what it is for', () => {
  const at = (acts: readonly SendingAct[]) => run(acts, { ...asking, page: 'contact' })
  const times = at([{ act: 'answer', answers: { between: 'times' } }])
  assert.deepEqual([times.more, times.meets], [[], null])
  const twice = at([{ act: 'answer', answers: { to: haapa } }])
  assert.deepEqual(
    twice.more.map(({ to }) => to),
    [vaahtera],
    'nobody is asked about twice',
  )
  const open = at([{ act: 'answer', answers: { more: [{ to: haapa, why: null }] } }])
  const missing = obstaclesOf(open, facts).map(({ need }) => [need.code, need.at])
  assert.ok(missing.some(([code, id]) => code === 'more-why' && id === 'more-why-haapa'))
})

test('a kept draft comes back in the middle of a sitting as it was', () => {
  const acts = [decide('yes'), decide('no'), decide('yes'), CODE('rowan'), HAVE, { act: 'gone', to: kataja } as const]
  for (let n = 0; n <= acts.length; n += 1) {
    const sending = run(acts.slice(0, n), asking)
    const read = Sending.parse(JSON.parse(JSON.stringify(sending)))
    assert.deepEqual(changeSending(NEW_SENDING, { act: 'found', kept: read }), sending)
  }
})
