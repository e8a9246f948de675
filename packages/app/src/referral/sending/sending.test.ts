// Agreeing as a pure state: how many taps an ordinary referral takes, what may be skipped, and what must never be sealed.
import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Day, addDays } from '@apila/core/day.ts'
import { OrganisationId, type WhichDesk } from '@apila/core/organisation/roster.ts'
import { Digest } from '@apila/core/bytes.ts'
import { Codes } from '@apila/core/referral/content.ts'
import { Back, Front, PERMISSION_DAYS } from '@apila/core/referral/permission.ts'
import { writtenText } from '../plain-text.ts'
import { type SendingAct, changeSending } from './change-sending.ts'
import { type Facts, needsOf, nextOpen, obstaclesOf, openQuestions, yesFaults } from './questions.ts'
import { type Answers, NEW_SENDING, STEPS, Sending, lastDayOf } from './sending.ts'
import { childWelfareOf, codesOf, permissionOf, refusedItems, toldItems, toldOf } from './told.ts'

const today = Day.parse('2026-11-22')
const digest = Digest.parse('A'.repeat(43))
const koivu = OrganisationId.parse('koivu')
const kataja = OrganisationId.parse('kataja')
const desk = (organisation: OrganisationId): WhichDesk => ({ organisation, desk: 'referral' as WhichDesk['desk'] })
const known = { id: 'AAAAAAAAAAA', from: desk(koivu), to: desk(kataja), today, shown: digest }
const facts: Facts = {
  today,
  isClockWrong: false,
  liveWords: ['lantern'],
  lookAt: (text) => ({
    codes: (text.match(/\d{6}[-A]\d{3}[0-9A-Y]/g) ?? []).map((code) => ({ text: code, kind: 'hetu' as const })),
    names: text.match(/Virtanen/g) ?? [],
    details: [],
  }),
}

const run = (acts: readonly SendingAct[], from: Sending = NEW_SENDING): Sending => acts.reduce(changeSending, from)
const choose = (answers: Answers): SendingAct => ({ act: 'choose', answers })
const answer = (answers: Answers): SendingAct => ({ act: 'answer', answers })
const codesNeeded = (sending: Sending, page = sending.page) => needsOf(sending, page, facts).map(({ code }) => code)
const obstacles = (sending: Sending) => obstaclesOf(sending, facts).map(({ need }) => need.code)

/** Every tap and field of an ordinary referral up to "check". */
const ADULT: readonly SendingAct[] = [
  choose({ interpreterNow: 'none', language: 'en' }),
  choose({ age: 'adult' }),
  choose({ why: 'legal-advice' }),
  choose({ to: kataja }),
  choose({ wishedInterpreter: 'not-needed' }),
  choose({ anyDay: true }),
  choose({ reach: 'worker' }),
  choose({ between: 'sheet' }),
  choose({ mode: 'knock-ahead' }),
  choose({ untilDays: 30 }),
  choose({ told: { situation: 'yes' } }),
  answer({ situation: 'what happened' }),
  choose({ told: { situation: 'yes', needs: 'yes' } }),
  answer({ needs: 'what helps' }),
  choose({ told: { situation: 'yes', needs: 'yes', clarified: 'no' } }),
  { act: 'next' },
]
const YES: SendingAct = { act: 'decide', answer: 'yes', shown: 'text', shownIn: 'en', on: today, explained: null }
const adult = run(ADULT)
const decided = run([{ act: 'next' }, YES], adult)
const ready = run([choose({ keep: 'paper' }), answer({ word: 'rowanberry' })], decided)

test('nothing is chosen beforehand', () => {
  for (const [key, value] of Object.entries(NEW_SENDING)) {
    if (key === 'page' || key === 'contact') continue
    const isEmpty =
      value === null ||
      value === '' ||
      value === false ||
      (typeof value === 'object' && Object.keys(value).length === 0)
    assert.ok(isEmpty, key)
  }
  assert.ok(Object.values(NEW_SENDING.contact).every((value) => value === null || value === ''))
})

test('single choices go on by themselves, and an ordinary referral is asked after thirteen choices and two fields', () => {
  assert.equal(adult.page, 'check')
  assert.deepEqual(obstacles(adult), [])
  assert.equal(ADULT.filter(({ act }) => act === 'choose').length, 13)
  assert.equal(ADULT.filter(({ act }) => act === 'answer').length, 2)
  const pages = ADULT.map((_, at) => run(ADULT.slice(0, at)).page)
  assert.deepEqual([...new Set(pages)], ['client', 'receiver', 'contact', 'told'])
})

test('a kept draft is read back as it was, at every moment', () => {
  for (const [at] of ADULT.entries()) {
    const sending = run(ADULT.slice(0, at + 1))
    assert.deepEqual(Sending.parse(JSON.parse(JSON.stringify(sending))), sending)
  }
  assert.deepEqual(Sending.parse(JSON.parse(JSON.stringify(ready))), ready)
  assert.ok(!Sending.safeParse({ ...ready, mode: 'by-post' }).success)
})

test('any step may be gone to, skipped and come back to; only the yes leads to the code', () => {
  for (const step of STEPS.slice(0, 5)) assert.equal(changeSending(NEW_SENDING, { act: 'go', step }).page, step)
  assert.equal(changeSending(adult, { act: 'go', step: 'code' }).page, 'check')
  assert.equal(changeSending(decided, { act: 'go', step: 'code' }).page, 'code')
  assert.deepEqual(
    run([{ act: 'next' }, { act: 'next' }, { act: 'next' }, { act: 'next' }]).page,
    'check',
    'skipped to the check',
  )
  assert.ok(obstacles(NEW_SENDING).length >= 8, 'where everything that is missing is told')
  const turned = changeSending(adult, { act: 'next' })
  assert.equal(turned.page, 'decide')
  assert.equal(changeSending(turned, { act: 'next' }).page, 'decide', 'past it leads only an answer of the client')
  for (const [said, page] of [
    ['no', 'refused'],
    ['think', 'thinking'],
  ] as const) {
    const after = changeSending(turned, { ...YES, answer: said })
    assert.deepEqual([after.page, after.shown, after.shownOn], [page, '', null])
  }
})

test('from the check one changes one answer and is back', () => {
  const changing = changeSending(adult, { act: 'go', step: 'receiver', isChange: true })
  assert.equal(changeSending(changing, choose({ why: 'housing' })).page, 'check')
  assert.equal(run([{ act: 'next' }], changing).page, 'check')
})

test('a yes is a yes to the words that were shown: any other answer takes it back', () => {
  for (const answers of [
    { situation: 'more' },
    { untilDays: 60 },
    { to: koivu },
    { told: {} },
    { reach: 'own' },
    { between: 'times' },
  ] as const satisfies readonly Answers[]) {
    const after = changeSending({ ...decided, page: 'told' }, answer(answers))
    assert.deepEqual([after.shown, after.shownOn, after.handed], ['', null, null])
  }
  for (const answers of [{ word: 'x' }, { keep: 'worker' }, { ifEnded: 'wait' }] as const satisfies readonly Answers[])
    assert.equal(changeSending(decided, answer(answers)).shown, 'text')
})

test('one last day: what is offered, shown and sealed is the same, also when it is sealed a day later', () => {
  for (const days of PERMISSION_DAYS) {
    const sending = run([{ act: 'next' }, YES], run([answer({ untilDays: days })], adult))
    const tomorrow = Day.parse('2026-11-23')
    assert.equal(lastDayOf(sending, today), lastDayOf(sending, tomorrow))
    assert.equal(permissionOf({ ...sending, keep: 'paper' }, known).front.until, lastDayOf(sending, tomorrow))
  }
  const late = { ...facts, today: Day.parse('2026-11-25') }
  assert.deepEqual(
    needsOf(ready, 'code', late)
      .filter(({ isOptional }) => !isOptional)
      .map(({ code }) => code),
    ['turn-again'],
  )
})

test('what asks for the yes anew names the day that it is noted for; by a wrong clock the clock is to be put right first', () => {
  const late = Day.parse('2026-11-25')
  const early = Day.parse('2026-11-02')
  const asked = (on: Day, isClockWrong: boolean) =>
    yesFaults(ready, { today: on, isClockWrong }).map(({ code, what }) => [code, what])
  assert.deepEqual(asked(today, false), [])
  assert.deepEqual(asked(today, true), [])
  for (const day of [late, early]) {
    assert.deepEqual(asked(day, false), [['turn-again', '22.11.2026']])
    assert.deepEqual(asked(day, true), [['turn-again-clock', '22.11.2026']])
  }
})

test('an interpreter whom the client knows stops, until changed or wanted', () => {
  const with_ = (answers: Answers) =>
    run([answer({ interpreterNow: 'phone', language: 'ar', age: 'adult', ...answers })])
  assert.ok(obstacles(with_({ knowsInterpreter: 'yes' })).includes('known-interpreter'))
  assert.ok(!obstacles(with_({ knowsInterpreter: 'yes', keepsInterpreter: true })).includes('known-interpreter'))
  assert.ok(!obstacles(with_({ knowsInterpreter: 'no' })).includes('known-interpreter'))
  const changed = changeSending(
    with_({ knowsInterpreter: 'yes', keepsInterpreter: true }),
    answer({ knowsInterpreter: null }),
  )
  assert.equal(changed.keepsInterpreter, false)
  assert.equal(
    changeSending(with_({ knowsInterpreter: 'no' }), answer({ interpreterNow: 'none' })).knowsInterpreter,
    null,
  )
})

test('a step with something that stops is not left by itself', () => {
  const stopped = run([
    answer({ interpreterNow: 'phone', language: 'ar', knowsInterpreter: 'yes' }),
    choose({ age: 'adult' }),
  ])
  assert.equal(stopped.page, 'client')
  assert.equal(changeSending(stopped, choose({ keepsInterpreter: true })).page, 'receiver')
  const noAddress = run([answer({ reach: 'own' }), choose({ untilDays: 14 })], { ...adult, page: 'contact' })
  assert.equal(noAddress.page, 'contact')
})

test('every language can be told: by code, by its name, or as not asked', () => {
  const codes = (answers: Answers) => Codes.parse(codesOf(changeSending(adult, answer(answers))))
  assert.equal(codes({ language: 'so' }).language, 'so')
  assert.deepEqual(
    [
      codes({ language: 'other', languageName: ' Dinka ' }).language,
      codes({ language: 'other', languageName: 'Dinka' }).languageName,
    ],
    ['other', 'Dinka'],
  )
  assert.equal(codes({ language: 'not-asked', languageName: 'Dinka' }).languageName, undefined)
  for (const languageName of ['', 'x', '040 123', 'a@b'])
    assert.ok(
      obstacles(run([answer({ interpreterNow: 'none', language: 'other', languageName })])).includes('language-name'),
    )
})

test('interpreters who are not wanted go along as numbers only, and only where an interpreter is wished', () => {
  const of = (notInterpreters: string, wishedInterpreter: Sending['wishedInterpreter'] = 'any') =>
    changeSending(adult, answer({ wishedInterpreter, notInterpreters }))
  assert.deepEqual(codesOf(of('4521, 77;  4521')).notInterpreters, ['4521', '77'])
  assert.equal(codesOf(of('4521', 'not-needed')).notInterpreters, undefined)
  assert.deepEqual(obstacles(of('4521, Aino')), ['numbers'])
  assert.deepEqual(obstacles(of('123456789')), ['numbers'])
  assert.deepEqual(obstacles(of(Array.from({ length: 11 }, (_, at) => String(at)).join())), ['numbers'])
})

test('a decision counts only on the screen turned to the client', () => {
  for (const page of ['client', 'told', 'check', 'code', 'sent'] as const)
    assert.equal(changeSending({ ...adult, page }, YES).shown, '')
})

test('an empty part cannot be sent as told, and nothing told cannot be sent at all', () => {
  for (const [answers, need] of [
    [{ situation: '  \n' }, 'empty-situation'],
    [{ needs: '' }, 'empty-needs'],
    [{ told: { situation: 'yes', needs: 'yes', clarified: 'yes' } }, 'empty-clarified'],
    [{ told: { situation: 'no', needs: 'no', clarified: 'no' } }, 'nothing-told'],
    [{ told: {} }, 'nothing-told'],
    [{ reach: 'own' }, 'address'],
    [{ reach: 'with-story', contact: { ...NEW_SENDING.contact, channel: 'phone', address: ' ' } }, 'address'],
  ] as const satisfies readonly (readonly [Answers, string])[])
    assert.deepEqual([...new Set(obstacles(changeSending(adult, answer(answers))))], [need], JSON.stringify(answers))
})

test('a personal identity code stops in every field; a possible name asks once', () => {
  const hetu = '010190-123A'
  const contact = { ...NEW_SENDING.contact, channel: 'phone' as const, address: '040' }
  const row = { code: 'health', byRole: 'herself', month: '2026-11', outcome: hetu, reusable: true } as const
  for (const answers of [
    { situation: hetu },
    { needs: `x ${hetu}` },
    { told: { clarified: 'yes' }, clarified: [row] },
    { reach: 'own', contact: { ...contact, whoWeSay: hetu } },
    { reach: 'own', contact: { ...contact, address: hetu } },
  ] as const satisfies readonly Answers[])
    assert.ok(obstacles(changeSending(adult, answer(answers))).includes('code-hetu'), JSON.stringify(answers))
  const named = changeSending(adult, answer({ situation: 'met Virtanen' }))
  assert.deepEqual(
    obstaclesOf(named, facts).map(({ need }) => need.what),
    ['Virtanen'],
  )
  assert.deepEqual(obstacles(changeSending(named, answer({ notNames: ['Virtanen'] }))), [])
  const word = needsOf(run([answer({ word: 'Virtanen' })], ready), 'code', facts)
  assert.ok(word.some(({ code }) => code === 'name'))
})

test('the agreed word: long enough, unique, or declined; without a code it cannot be declined', () => {
  const missing = (answers: Answers) => codesNeeded(run([answer(answers)], ready)).filter((code) => code !== 'if-ended')
  assert.deepEqual(missing({}), [])
  assert.deepEqual(missing({ word: 'ab' }), ['word-short'])
  assert.deepEqual(missing({ word: ' LANTERN' }), ['word-taken'])
  assert.deepEqual(missing({ word: '' }), ['word'])
  assert.deepEqual(missing({ word: '', noWord: true }), [])
  const ahead = run([answer({ mode: 'all-ahead' }), { act: 'go', step: 'decide' }, YES], adult)
  const without = run([answer({ keep: 'none', noWord: true })], ahead)
  assert.equal(without.noWord, false)
  assert.ok(codesNeeded(without).includes('word'))
})

test('a child or unsure: all ahead by a tap, no code, nothing forced, and nothing noted that nobody tapped', () => {
  for (const age of ['child', 'unsure'] as const) {
    const child = run([answer({ ...adult, age, childNext: 'go-on' })])
    assert.deepEqual([child.mode, child.keep], [null, 'none'])
    const asked = run([choose({ mode: 'all-ahead' })], { ...child, page: 'contact' })
    assert.deepEqual(obstacles(asked), [], 'no call to child welfare is needed to refer')
    assert.deepEqual(childWelfareOf(asked), { caller: null, notNow: null, childTold: null })
    const { front, back } = permissionOf(asked, known)
    assert.deepEqual([front.mode, back.keep, back.age], ['all-ahead', [], age])
    const bound = run([answer({ childWork: 'service' })], asked)
    assert.deepEqual(obstacles(bound), ['child-caller'], 'where the law binds, it is asked')
    assert.deepEqual(obstacles(run([answer({ childCaller: 'not-now', notNow: 'advice-first' })], bound)), [])
    const told = run([answer({ childTold: 'not-safe' })], asked)
    assert.equal(childWelfareOf(told)?.childTold, 'not-safe')
    assert.equal(childWelfareOf(changeSending(told, answer({ age: 'adult' }))), undefined)
  }
})

test('advice first is an answer of its own: nothing else is needed for it, and one comes back to the same step', () => {
  const advice = run([
    answer({ interpreterNow: 'none', language: 'fi' }),
    choose({ age: 'unsure' }),
    choose({ childNext: 'advice' }),
  ])
  assert.equal(advice.page, 'advice')
  const back = changeSending(advice, { act: 'next' })
  assert.deepEqual([back.page, back.childNext, back.age], ['client', null, 'unsure'])
})

test('the permission holds what was answered, and null where nobody answered', () => {
  const { front, back } = permissionOf(ready, known)
  Front.parse(front)
  Back.parse(back)
  assert.deepEqual([front.talk, front.meeting], ['words', [koivu, kataja]])
  assert.deepEqual([back.said.explained, back.said.alternatives, back.said.knowsInterpreter], [null, null, null])
  const silent = permissionOf({ ...ready, between: null }, known).front
  assert.deepEqual([silent.talk, silent.meeting], [null, []])
  assert.deepEqual(permissionOf({ ...ready, between: 'times' }, known).front.talk, 'codes')
  assert.deepEqual(permissionOf({ ...ready, explained: ['can-end'] }, known).back.said.explained, ['can-end'])
  assert.equal(codesOf({ ...ready, wishedInterpreter: null }).interpreter, 'not-asked')
  assert.throws(() => permissionOf({ ...ready, age: null }, known))
})

test('the own channel goes ahead only where it was said, and into the details only where it was written', () => {
  const contact = { ...NEW_SENDING.contact, channel: 'message' as const, address: 'signal' }
  const of = (reach: Sending['reach']) => ({ ...ready, reach, contact })
  assert.equal(codesOf(of('worker')).ownChannel, null)
  assert.equal(codesOf(of('with-story')).ownChannel, null)
  assert.equal(codesOf(of('own')).ownChannel?.address, 'signal')
  assert.deepEqual(
    [toldItems(of('worker')).includes('safe-contact'), toldItems(of('with-story')).includes('safe-contact')],
    [false, true],
  )
  assert.equal(toldOf(of('own')).safeContact?.mayLeaveMessage, 'not-asked')
})

test('what was refused is in no part that is told; what nobody asked is neither', () => {
  const items = ['situation', 'needs', 'clarified'] as const
  fc.assert(
    fc.property(
      fc.record(Object.fromEntries(items.map((item) => [item, fc.constantFrom('yes', 'no')])), { requiredKeys: [] }),
      fc.string(),
      (told, text) => {
        const sending = { ...ready, told: told as Sending['told'], situation: text, needs: text }
        const all = [...toldItems(sending), ...refusedItems(sending)]
        assert.equal(new Set(all).size, all.length)
        for (const item of items) {
          const written = item === 'clarified' ? null : toldOf(sending)[item]
          if (sending.told[item] !== 'yes') assert.equal(written, null)
          else if (item !== 'clarified') assert.equal(written, writtenText(text) || null)
          if (sending.told[item] === undefined) assert.ok(!all.includes(item))
        }
      },
    ),
  )
})

test('after an answer the next open question is shown, and once nothing is open the step is left', () => {
  const first = run([answer({ anyDay: true })], { ...NEW_SENDING, page: 'contact' })
  assert.equal(nextOpen(first, 'q-days'), 'q-reach')
  assert.equal(nextOpen(first, 'q-until'), 'q-wish')
  assert.deepEqual(openQuestions(adult, 'contact'), [])
})

test('after sending nothing of the client is left, and a draft has none of it', () => {
  const sent = changeSending(ready, { act: 'sent' })
  assert.deepEqual({ ...sent, page: 'client', to: null, mode: null, keep: null }, NEW_SENDING)
})

test('who says yes again on the same day keeps the digits of the paper; on another day there are new ones', () => {
  const reservation = { k: 'k', t: 't', keys: {}, hasTicket: true, sealedOn: today }
  const handed = { digits: '1'.repeat(24), reservation, offline: false, deposit: null } as unknown as Sending['handed']
  const again = (on: Day) =>
    run(
      [
        { act: 'go', step: 'decide' },
        { ...YES, on },
      ],
      run([answer({ handed })], ready),
    ).handed?.digits
  assert.equal(again(today), '1'.repeat(24))
  assert.equal(again(Day.parse('2026-11-23')), undefined)
})

test('what is only said is another question: with its own last day, and asked of the client anew', () => {
  const spoken = run([answer({ hearing: 'colleague' })], decided)
  assert.deepEqual([spoken.page, spoken.shown, spoken.shownOn], ['code', '', null], 'the yes was to other words')
  assert.equal(lastDayOf(run([answer({ hearing: 'colleague' })], adult), today), addDays(today, 30))
  assert.equal(lastDayOf(run([answer({ hearing: 'nobody' })], adult), today), addDays(today, 3))
  assert.equal(lastDayOf(run([answer({ hearing: null })], adult), today), addDays(today, 30))
})

test('what a colleague is asked to sign is for these answers alone', () => {
  const heard = run(
    [answer({ hearing: 'colleague' }), { act: 'go', step: 'decide' }, YES, choose({ keep: 'paper' })],
    decided,
  )
  const colleague = { list: 'L', id: 'I', front: {}, back: {} } as unknown as Sending['colleague']
  const waiting = run([answer({ colleague }), answer({ word: 'rowanberry' }), choose({ ifEnded: 'wait' })], heard)
  assert.equal(waiting.colleague, colleague, 'the word and what follows an end are no part of it')
  for (const [name, act] of [
    ['another place for the code', choose({ keep: 'memory' })],
    ['another last day', choose({ untilDays: 7 })],
    ['nobody hears it after all', answer({ hearing: 'nobody' })],
    ['other words', answer({ situation: 'something else' })],
  ] as const)
    assert.equal(changeSending(waiting, act).colleague, null, name)
  const again = run([{ act: 'go', step: 'decide' }, YES], waiting)
  assert.equal(again.colleague, null, 'a second yes is signed anew')
})
