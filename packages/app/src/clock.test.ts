import { test } from 'node:test'
import assert from 'node:assert/strict'
import { finnishDay, hourInFinland, timeInFinland, todayInFinland } from './clock.ts'

test('the desk counts the days of Finland, as the server does, wherever a device is and whatever zone it is set to', () => {
  const before = process.env.TZ
  try {
    for (const zone of ['UTC', 'Europe/Stockholm', 'Europe/Helsinki', 'Pacific/Kiritimati', 'America/Los_Angeles']) {
      process.env.TZ = zone
      for (const [moment, day, time] of [
        ['2026-11-30T21:59:00Z', '2026-11-30', '23:59'],
        ['2026-11-30T22:00:00Z', '2026-12-01', '00:00'],
        ['2026-12-31T22:30:00Z', '2027-01-01', '00:30'],
        ['2026-06-30T20:59:00Z', '2026-06-30', '23:59'],
        ['2026-06-30T21:00:00Z', '2026-07-01', '00:00'],
      ] as const) {
        const now = new Date(moment)
        assert.equal(todayInFinland(now), day, `${zone} ${moment}`)
        assert.equal(timeInFinland(now), time, `${zone} ${moment}`)
        assert.equal(hourInFinland(now), Number(time.slice(0, 2)), `${zone} ${moment}`)
        assert.equal(todayInFinland(now), finnishDay(now.toUTCString()), `${zone} ${moment}`)
      }
    }
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
})
