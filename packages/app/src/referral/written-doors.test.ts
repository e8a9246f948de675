// No door takes what nobody can read for something written: details, advice and messages, corrections, letters, the organisation's own lines.
import test from 'node:test'
import assert from 'node:assert/strict'
import { FeedbackForm } from '@apila/core/feedback/wire.ts'
import { addingNeeds } from './addition/addition.ts'
import { NOTHING_WRITTEN, finishLines } from './our-lines.ts'
import { plainSheet, writtenText } from './plain-text.ts'
import { NEW_SENDING, WRITTEN_ITEMS } from './sending/sending.ts'
import { openQuestions } from './sending/questions.ts'
import { contactToTell, toldItems } from './sending/told.ts'
import { textProblem } from './talk/text-problem.ts'

const EMPTY = ['\u200b\u200b', '\u2800', '...', '\u3164', ' \u2060 ', '\ufeff', '\u00ad', '-']

test('a part of the details that shows nothing is not told', () => {
  for (const text of EMPTY) {
    const clarified = [
      { code: 'housing' as const, byRole: 'herself' as const, month: '2026-11', outcome: text, reusable: true },
    ]
    const told = Object.fromEntries(WRITTEN_ITEMS.map((item) => [item, 'yes' as const]))
    assert.deepEqual(toldItems({ ...NEW_SENDING, told, situation: text, needs: text, clarified }), [])
    const contact = { ...NEW_SENDING.contact, channel: 'phone' as const, address: text }
    assert.equal(contactToTell({ ...NEW_SENDING, reach: 'own', contact }), null)
    const codes = openQuestions({ ...NEW_SENDING, word: text }, 'code').map(({ code }) => code)
    assert.ok(codes.includes('word'))
  }
})

test('a question, a message and a correction that show nothing are not sent', async () => {
  for (const text of EMPTY) {
    const written = { text, harmless: [] }
    for (const way of ['question', 'message'] as const) assert.equal(await textProblem(written, way), 'text-empty')
    assert.deepEqual(await addingNeeds({ part: 'situation', written, isWanted: true }), ['text-empty'])
    assert.equal(writtenText(text), '')
  }
})

test('a row of the sheet that shows nothing is no task', () => {
  for (const text of EMPTY) {
    const tasks = [
      { who: text, what: text },
      { who: text, what: 'calls' },
    ]
    const sheet = plainSheet({ tasks, contact: text, information: text, reviewOn: null })
    assert.deepEqual(sheet, { tasks: [{ who: '', what: 'calls' }], contact: '', information: '', reviewOn: null })
  }
})

test("an organisation's own lines and a reader's message must be readable", () => {
  for (const text of EMPTY) {
    const words = { fi: text, sv: text, en: text }
    const finished = finishLines({ ...NOTHING_WRITTEN, line: words, way: words })
    assert.ok(!finished.ok)
    assert.equal(finished.needs.filter(({ need }) => need === 'text').length, 6)
    assert.equal(FeedbackForm.safeParse({ message: text }).success, false)
  }
})

test('what can be read is taken as it stands, without blanks around it', () => {
  for (const text of ['ok', '1', '👍', 'می\u200cخواهم']) assert.equal(writtenText(` ${text}\n`), text)
})
