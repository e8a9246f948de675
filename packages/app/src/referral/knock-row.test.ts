// First contacts on the list: before one is opened the row claims nothing of a client or a permission; afterwards each is told apart.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Mark, Name } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { caseMark } from '@apila/core/referral/case-mark.ts'
import { loadAll, loadTexts } from '../content/texts.ts'
import { deskMarks, knockWords } from './knock-row.ts'
import type { HeardKnock, ReadFront } from './today.ts'

const name = (sign: string) => Name.parse(sign.repeat(21) + 'A')
const mark = (sign: string) => Mark.parse(sign.repeat(21) + 'A')
const read: ReadFront = {
  mark: mark('B'),
  from: OrganisationId.parse('koivu'),
  why: 'housing',
  kind: 'referral',
  on: Day.parse('2026-11-30'),
}
const question: ReadFront = { ...read, mark: mark('C'), why: 'consultation', kind: 'consult' }
const nameOf = () => 'Birch'
const inEach = async (look: (desk: Parameters<typeof knockWords>[0]) => void) => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) look({ ...(await loadTexts(language)), nameOf })
}

test('what was not opened says no sentence of a permission, with or without something beside it: it may be a question', async () => {
  await inEach((desk) => {
    for (const s of [null, name('S')]) {
      const { title, line } = knockWords(desk, { k: name('K'), s }, { at: 1, all: 2, code: undefined })
      const said = `${title} ${line}`
      for (const key of ['today.knock-ahead', 'today.knock-help'] as const) assert.ok(!said.includes(desk.t(key)), key)
    }
  })
})

test('what is urgent says so before it is opened, and who sent it does not', async () => {
  await inEach((desk) => {
    const { title, line } = knockWords(
      desk,
      { k: name('K'), s: name('S'), isUrgent: true },
      { at: 1, all: 2, code: undefined },
    )
    assert.equal(title, desk.t('today.urgent'))
    assert.equal(line, desk.t('today.knock-urgent', { at: 1, all: 2 }))
    assert.ok(!`${title} ${line}`.includes('Birch'))
  })
})

test('a question that was opened is called a question, and says nothing of a client', async () => {
  await inEach((desk) => {
    const words = knockWords(desk, { k: name('K'), s: name('S'), read: question }, { at: 1, all: 1, code: 'K7' })
    assert.equal(words.title, desk.t('today.knock-question'))
    assert.ok(!words.line.includes(desk.t('today.knock-ahead')))
  })
})

test('no two links have one name; what was opened says reference, sender, matter and day', async () => {
  const knocks: HeardKnock[] = [
    { k: name('K'), s: null },
    { k: name('L'), s: null },
    { k: name('M'), s: null, read },
    { k: name('N'), s: name('S'), read: { ...read, mark: mark('D') } },
  ]
  const marks = deskMarks({ sent: [], received: [], knocks })
  assert.equal(marks.get(read.mark)?.code.slice(0, 2), caseMark(read.mark).code)
  await inEach((desk) => {
    const rows = knocks.map((heard, n) =>
      knockWords(desk, heard, { at: n + 1, all: 4, code: heard.read && marks.get(heard.read.mark)?.code }),
    )
    assert.equal(new Set(rows.map(({ spoken, title }) => spoken + title)).size, rows.length)
    assert.equal(new Set(rows.map(({ line }) => line)).size, rows.length)
    const opened = rows[2]
    for (const part of ['Birch', desk.t('for.housing'), '30.11.2026']) assert.ok(opened?.line.includes(part), part)
    assert.ok(opened?.spoken.includes(marks.get(read.mark)?.code ?? '?'))
    assert.ok(rows[3]?.line.includes(desk.t('today.knock-ahead')))
  })
})
