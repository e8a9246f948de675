// What a device keeps: nothing of it is forgotten or passed over unsaid, and no clock of the device's own sweeps it.
import test from 'node:test'
import assert from 'node:assert/strict'
import * as z from 'zod'
import { Day, addDays } from '@apila/core/day.ts'
import { BrokenSeal } from '@apila/sealing/age.ts'
import { finnishDay } from '../clock.ts'
import { judgeKept } from './kept-row.ts'

const until = Day.parse('2026-11-30')
const schema = z.strictObject({ any: z.string() })
const WHOLE = { any: 'draft' }

const judge = async (
  kept: unknown,
  day: Day | null,
  open: (blob: string) => Promise<unknown> = () => Promise.resolve(WHOLE),
) => (await judgeKept(kept, { schema, day, open })).is

const row = { until, blob: 'sealed' }

test('what opens is read, with its last day', async () => {
  const kept = await judgeKept(row, { schema, day: until, open: () => Promise.resolve(WHOLE) })
  assert.deepEqual(kept, { is: 'readable', until, value: WHOLE })
})

test('a row that could not be parsed was forgotten in silence', async () => {
  for (const value of [
    undefined,
    null,
    'text',
    7,
    {},
    { until },
    { blob: 'sealed' },
    { until: 'soon', blob: 'sealed' },
    { until, blob: 3 },
  ])
    for (const day of [null, until, addDays(until, 400)]) assert.equal(await judge(value, day), 'unreadable')
})

test('a broken seal was passed over in silence; what another device of the browser has sealed is left alone', async () => {
  assert.equal(await judge(row, until, () => Promise.reject(new BrokenSeal())), 'unreadable')
  assert.equal(await judge(row, until, () => Promise.reject(new Error('a bug'))), 'unreadable')
  for (const day of [until, addDays(until, 400)])
    assert.equal(await judge(row, day, () => Promise.resolve(null)), 'others')
})

test('what opens and has not the shape of this program is unreadable, and not dropped', async () => {
  for (const value of [undefined, 'text', 7, [], {}, { any: 7 }, { ...WHOLE, more: '' }])
    assert.equal(await judge(row, until, () => Promise.resolve(value)), 'unreadable')
})

test("a day ends what is kept by the server's clock alone", async () => {
  assert.equal(await judge(row, until), 'readable', 'on its last day')
  assert.equal(await judge(row, addDays(until, 1)), 'past')
  assert.equal(await judge(row, null), 'readable', 'nobody knows the day')
  assert.equal(await judge(row, addDays(until, 1), () => Promise.reject(new BrokenSeal())), 'past')
  const past = await judgeKept(row, { schema, day: addDays(until, 1), open: () => Promise.resolve(WHOLE) })
  assert.deepEqual(past, { is: 'past', value: WHOLE }, 'what has gone can still be told')
})

test('the day of an HTTP date is the one in Finland, in summer and in winter', () => {
  assert.equal(finnishDay('Mon, 30 Nov 2026 21:59:59 GMT'), '2026-11-30')
  assert.equal(finnishDay('Mon, 30 Nov 2026 22:00:00 GMT'), '2026-12-01')
  assert.equal(finnishDay('Tue, 30 Jun 2026 20:59:59 GMT'), '2026-06-30')
  assert.equal(finnishDay('Tue, 30 Jun 2026 21:00:00 GMT'), '2026-07-01')
  for (const none of [null, '', 'soon', 'Mon, 99 Nov 2026']) assert.equal(finnishDay(none), null)
})
