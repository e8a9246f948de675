// Finnish holidays, against three years of the calendar.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, Day } from '../day.ts'
import { isFinnishHoliday } from './holidays.ts'

const HOLIDAYS = {
  2024: '01-01 01-06 03-29 03-31 04-01 05-01 05-09 05-19 06-21 06-22 11-02 12-06 12-24 12-25 12-26',
  2025: '01-01 01-06 04-18 04-20 04-21 05-01 05-29 06-08 06-20 06-21 11-01 12-06 12-24 12-25 12-26',
  2026: '01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-19 06-20 10-31 12-06 12-24 12-25 12-26',
}

for (const [year, expected] of Object.entries(HOLIDAYS))
  test(`the holidays of ${year}`, () => {
    const found: string[] = []
    for (let day = Day.parse(`${year}-01-01`); day.startsWith(year); day = addDays(day, 1))
      if (isFinnishHoliday(day)) found.push(day.slice(5))
    assert.equal(found.join(' '), expected)
  })
