// Her book as it is read: everything that she allowed and every line, in every language with the same sentences, and nothing of her words.
import test from 'node:test'
import assert from 'node:assert/strict'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { LineAct, type PlainAct } from '@apila/core/referral/content.ts'
import type { Back, Front } from '@apila/core/referral/permission.ts'
import type { BookLine } from '@apila/sealing/referral/book.ts'
import { loadAll, loadTexts } from '../../content/texts.ts'
import type { HerBook } from '../book.ts'
import { bookText } from './book-text.ts'

const on = Day.parse('2026-11-22')
const until = Day.parse('2026-12-06')
const [koivu, kataja] = ['koivu', 'kataja'] as OrganisationId[] as [OrganisationId, OrganisationId]
const desk = (organisation: OrganisationId) => ({ organisation, desk: 'referral' }) as Front['from']
const front = (changes: Partial<Front> = {}): Front => ({
  ...{ v: 2, id: 'AAAAAAAAAAA', kind: 'referral', mode: 'knock-ahead', from: desk(koivu), to: desk(kataja) },
  ...{ extent: null, why: 'housing', talk: null, meeting: [], notBefore: on, until, grows: null },
  ...changes,
})
const back = (changes: Partial<Back> = {}) =>
  ({ age: 'adult', what: ['situation'], how: 'shown', keep: ['memory'], ...changes }) as Back
const line = (n: number, act: PlainAct, follows = true): BookLine => ({
  ...{ isRead: true, n, act, on, organisation: kataja, follows },
})
const book = (
  lines: readonly BookLine[] = [],
  changes: Partial<HerBook['receipt']> = {},
  isShorter = false,
): HerBook => ({
  receipt: { front: front(), back: back(), refused: ['needs'], bookIdentity: '', ...changes },
  lines,
  isShorter,
  until,
  confirming: 'not-needed',
})
const nameOf = (id: string) => `[${id}]`
const textIn = async (language: (typeof LANGUAGES)[number], shown: HerBook) =>
  bookText(await loadTexts(language), shown, nameOf)

await loadAll(LANGUAGES)

test('from whom, to whom, what for, what and what not, how, until when: in each language the same sentences', async () => {
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    const { allowed } = await textIn(language, book())
    const whole = allowed.join('\n')
    for (const part of ['[koivu]', '[kataja]', '22.11.2026', '6.12.2026'])
      assert.ok(whole.includes(part), `${language}: ${part}`)
    for (const key of ['why.housing', 'told.situation', 'told.needs', 'turned.knock-ahead'] as const)
      assert.ok(whole.includes(texts.t(key)), `${language}: ${key}`)
    assert.equal(allowed.length, 6, 'nobody asked whether they may write: nothing is said of it')
    assert.doesNotMatch(whole, /\{/)
  }
})

test('a yes that was only said is told as what it is now: to be confirmed, confirmed, or heard', async () => {
  const signatures = [{ device: 'koivu-worker-2', as: 'witness', signature: 'A' }] as unknown as Back['signatures']
  for (const language of LANGUAGES) {
    const { t } = await loadTexts(language)
    const told = async (confirming: HerBook['confirming'], heard: Back['signatures'] = []) =>
      (await textIn(language, { ...book([], { back: back({ how: 'spoken', signatures: heard }) }), confirming }))
        .allowed
    const open = t('book.to-confirm', { day: '6.12.2026' })
    assert.deepEqual(
      [(await told('to-confirm')).includes(open), (await told('to-confirm')).includes(t('book.confirmed'))],
      [true, false],
      language,
    )
    assert.deepEqual(
      [(await told('confirmed')).includes(open), (await told('confirmed')).includes(t('book.confirmed'))],
      [false, true],
      language,
    )
    const heard = await told('not-needed', signatures)
    assert.deepEqual([heard.includes(t('book.heard')), heard.includes(t('book.alone'))], [true, false], language)
  }
})

test('where she keeps the code stands nowhere: it is read on paper, too', async () => {
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    const { allowed, lines } = await textIn(language, book([line(0, 'her-book-read')]))
    for (const keep of ['paper', 'memory', 'worker'] as const)
      assert.ok(![...allowed, ...lines].join('\n').includes(texts.t(`keep.${keep}`)))
  }
})

test('what was sent without asking says so; what she refused and what may be written is said where somebody was asked', async () => {
  const texts = await loadTexts('en')
  const urgent = await textIn('en', book([], { back: back({ how: 'without-her' }), refused: [] }))
  assert.match(urgent.allowed[0] ?? '', /without asking you/)
  assert.doesNotMatch(urgent.allowed.join(), /did not want/)
  for (const [changes, key] of [
    [{ talk: 'codes' }, 'turned.between-times'],
    [{ talk: 'words' }, 'turned.between-words'],
    [{ talk: 'words', meeting: [koivu, kataja] }, 'turned.between-sheet'],
  ] as const) {
    const { allowed } = await textIn('en', book([], { front: front(changes as Partial<Front>) }))
    assert.ok(allowed.includes(texts.t(key)), key)
  }
})

test('every act has its words in every language, and handing out says what, to what kind of recipient and how', async () => {
  const acts = LineAct.options.filter((act): act is PlainAct => act !== 'handed-out' && act !== 'notice')
  for (const language of LANGUAGES) {
    const { lines } = await textIn(language, book(acts.map((act, n) => line(n, act))))
    for (const said of lines) assert.doesNotMatch(said, /journal\.|book\.|\{/, said)
  }
  const handedOut = { what: ['book', 'needs'], to: 'lawyer', how: 'file' } as const
  const handed: BookLine = {
    ...line(0, 'her-book-read'),
    act: 'handed-out',
    handedOut: { ...handedOut, what: [...handedOut.what] },
  } as BookLine
  assert.deepEqual((await textIn('en', book([handed]))).lines, [
    '22.11.2026: [kataja], handed out. What: The client’s log of openings; What help is wished for. To whom: To a lawyer. How: As a file.',
  ])
})

test('what was told by law is said with why, what, to whom, and whether the client knows', async () => {
  const notice = {
    what: ['worry-for-child'],
    provision: 'child-notify-duty',
    to: 'child-welfare',
    state: 'owed',
  } as const
  const told = { ...line(0, 'her-book-read'), act: 'notice', notice: { ...notice, what: [...notice.what] } } as BookLine
  assert.deepEqual((await textIn('en', book([told]))).lines, [
    '22.11.2026: [kataja], told by law. The law obliges me, and it is meant to help you. What: Worry for a child. To whom: Child welfare. Not yet: is to be told.',
  ])
  for (const language of LANGUAGES)
    assert.doesNotMatch((await textIn(language, book([told]))).lines.join(), /notice|\{/)
})

test('she hears how much was written; noise, a line out of order and a missing one are told and hide nothing', async () => {
  const lines = [
    line(0, 'message:question'),
    line(1, 'message:question'),
    line(2, 'addition'),
    line(3, 'her-book-read', false),
  ]
  const text = await textIn('en', book([...lines, { isRead: false, n: 4 }], {}, true))
  assert.equal(text.lines.length, 1 + 1 + 5)
  assert.match(text.lines[0] ?? '', /missing/)
  assert.equal(text.lines[1], 'The two teams have written to each other: 2 questions, 1 addition.')
  assert.match(text.lines[5] ?? '', /does not follow/)
  assert.equal(text.lines[6], 'A line that cannot be read')
})
