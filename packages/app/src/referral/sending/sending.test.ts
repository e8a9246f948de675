// The sending wizard as a pure state: order of pages, what may not be skipped, and what must never be sealed.
import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Day } from '@apila/core/day.ts'
import { OrganisationId, type WhichDesk } from '@apila/core/organisation/roster.ts'
import { Digest } from '@apila/core/bytes.ts'
import { Back, Front } from '@apila/core/referral/permission.ts'
import { plainText } from '../plain-text.ts'
import {
  NEW_SENDING,
  type Sending,
  type SendingAct,
  type ToldAnswer,
  TOLD_ITEMS,
  changeSending,
  codesOf,
  needsOf,
  pagesOf,
  permissionOf,
  refusedItems,
  toldItems,
  toldOf,
} from './sending.ts'

const today = Day.parse('2026-11-22')
const digest = Digest.parse('A'.repeat(43))
const koivu = OrganisationId.parse('koivu')
const kataja = OrganisationId.parse('kataja')

const told = (answer: ToldAnswer) => TOLD_ITEMS.map((item): SendingAct => ({ act: 'told', item, answer }))

function run(acts: readonly SendingAct[], from: Sending = NEW_SENDING): Sending {
  return acts.reduce(changeSending, from)
}

const adult: readonly SendingAct[] = [
  { act: 'answer', answers: { age: 'adult' } },
  { act: 'next' },
  { act: 'answer', answers: { to: kataja, why: 'legal-advice' } },
  { act: 'next' },
  ...told('yes'),
  { act: 'next' },
  { act: 'answer', answers: { language: 'fi', wishedInterpreter: 'any', reach: 'worker' } },
  { act: 'next' },
  { act: 'answer', answers: { mode: 'knock-ahead', untilDays: 30, meeting: 'yes' } },
  { act: 'next' },
  { act: 'answer', answers: { interpreterNow: 'none' } },
  { act: 'next' },
  { act: 'answer', answers: { situation: 'what happened', needs: 'what helps' } },
  { act: 'next' },
]

const desk = (organisation: OrganisationId): WhichDesk => ({ organisation, desk: 'referral' as WhichDesk['desk'] })
const known = { id: 'AAAAAAAAAAA', from: desk(koivu), to: desk(kataja), today, shown: digest }

test('nothing is chosen beforehand', () => {
  const { age, to, why, mode, untilDays, keep, ifEnded, wishedInterpreter, language, reach } = NEW_SENDING
  for (const answer of [age, to, why, mode, untilDays, keep, ifEnded, wishedInterpreter, language, reach])
    assert.equal(answer, null)
  assert.deepEqual(NEW_SENDING.told, {})
})

test('no page can be passed without its answers', () => {
  for (const page of ['age', 'to', 'told', 'knock', 'how', 'interpreter', 'ticket'] as const) {
    const sending: Sending = { ...NEW_SENDING, age: page === 'age' ? null : 'adult', page }
    assert.notDeepEqual(needsOf(sending, page), [], page)
    assert.equal(changeSending(sending, { act: 'next' }).page, page)
  }
})

test('an adult is led to the screen turned towards her, and only her yes leads to the ticket', () => {
  const asked = run(adult)
  assert.equal(asked.page, 'turned')
  assert.equal(changeSending(asked, { act: 'next' }).page, 'turned')
  const yes = run([{ act: 'decide', answer: 'yes', shown: 'the text', shownIn: 'en' }], asked)
  assert.equal(yes.page, 'ticket')
  assert.equal(yes.shown, 'the text')
  assert.equal(run([{ act: 'decide', answer: 'no', shown: '', shownIn: 'en' }], asked).page, 'refused')
  assert.equal(run([{ act: 'decide', answer: 'think', shown: '', shownIn: 'en' }], asked).page, 'thinking')
})

test('a decision counts only on the screen turned towards her', () => {
  assert.equal(changeSending(NEW_SENDING, { act: 'decide', answer: 'yes', shown: '', shownIn: 'en' }).page, 'age')
})

test('"let me think" about an item neither permits nor refuses it', () => {
  const sending = run([
    ...told('think'),
    { act: 'told', item: 'needs', answer: 'yes' },
    { act: 'told', item: 'situation', answer: 'no' },
  ])
  assert.deepEqual(refusedItems(sending), ['situation'])
  assert.equal(toldOf({ ...sending, needs: 'help', situation: 'a secret' }).situation, null)
  assert.equal(toldOf({ ...sending, needs: 'help' }).needs, 'help')
})

test('what she refused is sealed nowhere in the story, whatever was written before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<ToldAnswer>('yes', 'no', 'think'), { minLength: 4, maxLength: 4 }),
      fc.string({ minLength: 8 }),
      (answers, secret) => {
        const sending = run(
          TOLD_ITEMS.map((item, at): SendingAct => ({ act: 'told', item, answer: answers[at] ?? 'no' })),
          { ...NEW_SENDING, situation: secret, needs: secret },
        )
        const story = toldOf(sending)
        const isWritten = (answer: ToldAnswer | undefined) => answer === 'yes' && plainText(secret).trim() !== ''
        assert.equal(story.situation !== null, isWritten(answers[1]))
        assert.equal(story.needs !== null, isWritten(answers[2]))
      },
    ),
    { seed: 20261122 },
  )
})

test('interpreters she does not want go along as numbers only, and only where an interpreter is wished', () => {
  const asked = run(adult)
  const typing = (notInterpreters: string, wishedInterpreter: Sending['wishedInterpreter'] = 'woman'): Sending => ({
    ...asked,
    wishedInterpreter,
    notInterpreters,
  })
  assert.deepEqual(codesOf(typing(' 4521, 77;4521\n12345678 ')).notInterpreters, ['4521', '77', '12345678'])
  assert.equal('notInterpreters' in codesOf(typing('')), false)
  assert.equal('notInterpreters' in codesOf(typing('4521', 'not-asked')), false)
  assert.equal('notInterpreters' in codesOf(typing('4521', 'not-needed')), false)
  const eleven = Array.from({ length: 11 }, (_, at) => String(at)).join(' ')
  for (const wrong of ['Virtanen', '4521 Virtanen', '123456789', '-1', eleven]) {
    assert.deepEqual(needsOf(typing(wrong), 'knock'), ['numbers'], wrong)
    assert.throws(() => codesOf(typing(wrong)), wrong)
  }
  assert.deepEqual(needsOf(typing('4521 Virtanen', 'not-needed'), 'knock'), [])
})

test('nothing permitted means that one cannot go on', () => {
  const sending: Sending = { ...run(told('no')), page: 'told' }
  assert.deepEqual(needsOf(sending, 'told'), ['nothing-told'])
})

test('unsure is a child: child page, everything ahead, no ticket', () => {
  for (const age of ['child', 'unsure'] as const) {
    const sending = run([{ act: 'answer', answers: { age } }])
    assert.ok(pagesOf(sending).includes('child'))
    assert.equal(sending.mode, 'all-ahead')
    assert.equal(sending.keep, 'none')
    assert.equal(sending.endByPhone, true)
    assert.equal(run([{ act: 'answer', answers: { mode: 'knock-ahead', keep: 'paper' } }], sending).keep, 'none')
  }
})

test('no ticket goes only with everything ahead, and then a word is needed', () => {
  const ahead = run([{ act: 'answer', answers: { age: 'adult', mode: 'all-ahead', keep: 'none', endByPhone: false } }])
  assert.equal(ahead.endByPhone, true)
  assert.ok(needsOf({ ...ahead, ifEnded: 'wait' }, 'ticket').includes('word'))
  assert.equal(run([{ act: 'answer', answers: { mode: 'knock-ahead' } }], ahead).keep, null)
})

test('the permission says what was agreed, each member from one act, and nothing that nobody said', () => {
  const sending = run([
    ...adult,
    { act: 'decide', answer: 'yes', shown: 'x', shownIn: 'sv' },
    { act: 'answer', answers: { keep: 'paper', word: 'lantern', ifEnded: 'wait' } },
  ])
  assert.deepEqual(needsOf(sending, 'ticket'), [])
  const { front, back } = permissionOf(sending, known)
  assert.deepEqual(Front.parse(front), front)
  assert.deepEqual(Back.parse(back), back)
  assert.equal(front.until, '2026-12-22')
  assert.deepEqual(back.what, ['safe-contact', 'situation', 'needs'], 'an empty part is not told')
  assert.deepEqual(front.meeting, ['koivu', 'kataja'])
  assert.deepEqual([front.talk, front.extent, front.grows, back.reason], [null, null, null, null])
  assert.deepEqual([back.said.explained, back.said.alternatives, back.said.knowsInterpreter], [null, null, null])
  assert.deepEqual(back.said.shown, { digest, language: 'sv' })
  assert.deepEqual(permissionOf({ ...sending, meeting: 'no' }, known).front.meeting, [])
  assert.equal(codesOf(sending).ownChannel, null)
})

test('what is permitted and not written is not told, and with nothing written one cannot go on', () => {
  const sending: Sending = {
    ...run(told('yes')),
    told: { needs: 'yes', situation: 'yes' },
    page: 'writing',
    needs: ' ',
  }
  assert.deepEqual(toldItems(sending), [])
  assert.deepEqual(needsOf(sending, 'writing'), ['nothing-written'])
  assert.deepEqual(toldItems({ ...sending, needs: 'a bed' }), ['needs'])
})

test('control characters never reach a seal, and line ends of any system become one', () => {
  const sending: Sending = { ...NEW_SENDING, told: { situation: 'yes' }, situation: 'a\r\nb\tc\u0000d\ud800e\u2028f' }
  assert.equal(toldOf(sending).situation, 'a\nb cde\nf')
})

test('an incomplete permission is never sealed', () => {
  assert.throws(() => permissionOf(NEW_SENDING, known))
  assert.throws(() => codesOf(NEW_SENDING))
})

test('after sending, nothing of her is left in the page', () => {
  const sent = run(
    [
      { act: 'decide', answer: 'yes', shown: 'x', shownIn: 'en' },
      { act: 'answer', answers: { word: 'lantern' } },
      { act: 'sent' },
    ],
    run(adult),
  )
  assert.equal(sent.page, 'sent')
  assert.equal(sent.situation, '')
  assert.equal(sent.word, '')
})

test('her own channel must be one that reaches her', () => {
  const own: Sending = { ...NEW_SENDING, language: 'fi', wishedInterpreter: 'any', reach: 'own' }
  assert.deepEqual(needsOf(own, 'knock'), ['address'])
  assert.deepEqual(needsOf({ ...own, ownChannel: { ...own.ownChannel, channel: 'phone', address: '1' } }, 'knock'), [])
})

test('her own channel is told beforehand; what is added to her safe contact later stays in the story', () => {
  const ownChannel = { ...NEW_SENDING.ownChannel, channel: 'message' as const, address: '050 1' }
  const begun: Sending = {
    ...NEW_SENDING,
    page: 'knock',
    why: 'support',
    told: { 'safe-contact': 'yes' },
    language: 'fi',
    wishedInterpreter: 'any',
    reach: 'own',
    ownChannel,
  }
  const after = run([{ act: 'next' }], begun)
  assert.deepEqual(after.contact, ownChannel)
  const written = run([{ act: 'answer', answers: { contact: { ...after.contact, codeWord: 'clover' } } }], after)
  assert.deepEqual(codesOf(written).ownChannel, ownChannel)
  assert.equal(toldOf(written).safeContact?.codeWord, 'clover')
})

test('a queued parcel leaves nothing in the page and no way back, so that no second permission is sealed', () => {
  const queued = run([{ act: 'decide', answer: 'yes', shown: 'x', shownIn: 'en' }, { act: 'queued' }], run(adult))
  assert.equal(queued.page, 'queued')
  assert.equal(queued.situation, '')
  assert.equal(pagesOf(queued).includes('queued'), false)
})
