// Finnish holidays, against four years of the calendar, and Easter against its published dates.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, Day } from '../day.ts'
import { isFinnishHoliday } from './holidays.ts'

const HOLIDAYS = {
  2024: '01-01 01-06 03-29 03-31 04-01 05-01 05-09 05-19 06-21 06-22 11-02 12-06 12-24 12-25 12-26',
  2025: '01-01 01-06 04-18 04-20 04-21 05-01 05-29 06-08 06-20 06-21 11-01 12-06 12-24 12-25 12-26',
  2026: '01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-19 06-20 10-31 12-06 12-24 12-25 12-26',
  // Midsummer and All Saints as late as they come.
  2027: '01-01 01-06 03-26 03-28 03-29 05-01 05-06 05-16 06-25 06-26 11-06 12-06 12-24 12-25 12-26',
}

for (const [year, expected] of Object.entries(HOLIDAYS))
  test(`the holidays of ${year}`, () => {
    const found: string[] = []
    for (let day = Day.parse(`${year}-01-01`); day.startsWith(year); day = addDays(day, 1))
      if (isFinnishHoliday(day)) found.push(day.slice(5))
    assert.equal(found.join(' '), expected)
  })

/** Easter Sundays, the two years of the rule's exceptions and two of the earliest among them. */
const EASTERS = `1954-04-18 1981-04-19 2008-03-23 2011-04-24 2028-04-16 2029-04-01 2030-04-21 2031-04-13 2032-03-28 2033-04-17
  2034-04-09 2035-03-25 2036-04-13 2037-04-05 2038-04-25 2039-04-10 2040-04-01 2041-04-21 2042-04-06 2043-03-29 2044-04-17
  2045-04-09 2046-03-25 2047-04-14 2048-04-05 2049-04-18 2050-04-10`

test('Easter is on its Sunday', () => {
  for (const easter of EASTERS.split(/\s+/).map((day) => Day.parse(day)))
    for (const [days, isHoliday] of [
      [-2, true],
      [-1, false],
      [0, true],
      [1, true],
      [2, false],
    ] as const)
      assert.equal(isFinnishHoliday(addDays(easter, days)), isHoliday, `${easter} and ${String(days)} days`)
})
