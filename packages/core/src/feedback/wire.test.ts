import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ReportChanged } from '../services/wire.ts'
import { FeedbackForm } from './wire.ts'

test('what a reader writes is kept in one form of its letters, however they were typed', () => {
  const typed = 'Äiti Örö työ é'
  const [one, two] = [typed.normalize('NFC'), typed.normalize('NFD')]
  assert.notEqual(one, two)
  const form = FeedbackForm.parse({ message: two, page: two, contact: two })
  assert.deepEqual([form.message, form.page, form.contact], [one, one, one])
  const report = ReportChanged.parse({ id: '00000000-0000-4000-8000-000000000001', message: two })
  assert.equal(report.message, one)
})
