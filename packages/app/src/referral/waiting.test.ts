// What a device keeps: nothing of it is forgotten or passed over unsaid, and no clock of the device's own sweeps it.
import test from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Day, addDays } from '@apila/core/day.ts'
import { BrokenSeal } from '@apila/sealing/age.ts'
import { finnishDay } from '../clock.ts'
import { type WaitingKind, judgeKept } from './waiting.ts'

const KINDS: readonly WaitingKind[] = ['draft', 'queue', 'sheet']
const until = Day.parse('2026-11-30')
const { whole } = JSON.parse(
  readFileSync(new URL('../../../sealing/vectors/permission.json', import.meta.url), 'utf8'),
) as { whole: { deposit: object }[] }
const PARCEL = { deposit: whole[0]?.deposit }

const judge = async (
  kind: WaitingKind,
  value: unknown,
  day: Day | null,
  open: (blob: string) => Promise<unknown> = () => Promise.resolve(kind === 'queue' ? PARCEL : { any: 'draft' }),
) => (await judgeKept(kind, { key: `${kind}/1`, value }, day, open)).is

const row = { until, blob: 'sealed' }

test('what opens is listed, with the key it was kept under', async () => {
  for (const kind of KINDS) {
    const opened = kind === 'queue' ? PARCEL : { any: 'draft' }
    const kept = await judgeKept(kind, { key: `${kind}/1`, value: row }, until, () => Promise.resolve(opened))
    assert.deepEqual(kept, { is: 'readable', item: { key: `${kind}/1`, until, value: opened } })
  }
})

test('a row that could not be parsed was forgotten in silence', async () => {
  for (const kind of KINDS)
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
      for (const day of [null, until, addDays(until, 400)]) assert.equal(await judge(kind, value, day), 'unreadable')
})

test('a broken seal was passed over in silence; what another device of the browser has sealed is left alone', async () => {
  for (const kind of KINDS) {
    assert.equal(await judge(kind, row, until, () => Promise.reject(new BrokenSeal())), 'unreadable')
    assert.equal(await judge(kind, row, until, () => Promise.reject(new Error('a bug'))), 'unreadable')
    for (const day of [until, addDays(until, 400)])
      assert.equal(await judge(kind, row, day, () => Promise.resolve(null)), 'others')
  }
})

test('what waits to be sent and is no parcel of this version is told as unreadable, and not dropped', async () => {
  for (const value of [{}, 'text', { deposit: null }, { deposit: { ...PARCEL.deposit, v: 3 } }, { deposit: { v: 1 } }])
    assert.equal(await judge('queue', row, until, () => Promise.resolve(value)), 'unreadable')
})

test("a day ends a draft and a sheet by the server's clock alone, and never a parcel", async () => {
  for (const kind of ['draft', 'sheet'] as const) {
    assert.equal(await judge(kind, row, until), 'readable', 'on its last day')
    assert.equal(await judge(kind, row, addDays(until, 1)), 'past')
    assert.equal(await judge(kind, row, null), 'readable', 'nobody knows the day')
    assert.equal(await judge(kind, row, addDays(until, 1), () => Promise.reject(new BrokenSeal())), 'past')
  }
  assert.equal(await judge('queue', row, addDays(until, 400)), 'readable')
})

test('the day of an HTTP date is the one in Finland, in summer and in winter', () => {
  assert.equal(finnishDay('Mon, 30 Nov 2026 21:59:59 GMT'), '2026-11-30')
  assert.equal(finnishDay('Mon, 30 Nov 2026 22:00:00 GMT'), '2026-12-01')
  assert.equal(finnishDay('Tue, 30 Jun 2026 20:59:59 GMT'), '2026-06-30')
  assert.equal(finnishDay('Tue, 30 Jun 2026 21:00:00 GMT'), '2026-07-01')
  for (const none of [null, '', 'soon', 'Mon, 99 Nov 2026']) assert.equal(finnishDay(none), null)
})
