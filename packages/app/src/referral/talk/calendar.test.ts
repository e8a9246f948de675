// The calendar file: the right moment in summer and winter, lines that any calendar reads, and nothing that tells what it is for.
import test from 'node:test'
import assert from 'node:assert/strict'
import type { Day } from '@apila/core/day.ts'
import { calendarFile, utcOf } from './calendar.ts'

const FILE = {
  on: '2026-12-08' as Day,
  at: '13:00',
  title: 'Tapaaminen',
  place: 'puhelin',
  id: '0b0c9f0e-1f4e-4d58-9c55-0d3f6a0c9a11',
  made: '20261130T120000Z',
}

test('a moment in Finland is the right one in UTC, also on the days when the clocks change', () => {
  const cases: ReadonlyArray<[string, string, string]> = [
    ['2026-12-08', '13:00', '20261208T110000Z'],
    ['2026-07-01', '13:00', '20260701T100000Z'],
    ['2026-01-01', '00:30', '20251231T223000Z'],
    ['2026-06-01', '02:00', '20260531T230000Z'],
    ['2026-03-29', '02:30', '20260329T003000Z'],
    ['2026-03-29', '04:00', '20260329T010000Z'],
    ['2026-03-28', '12:00', '20260328T100000Z'],
    ['2026-03-30', '12:00', '20260330T090000Z'],
    ['2026-10-25', '02:30', '20261024T233000Z'],
    ['2026-10-25', '04:00', '20261025T020000Z'],
    ['2026-10-24', '12:00', '20261024T090000Z'],
    ['2026-10-26', '12:00', '20261026T100000Z'],
    ['2027-03-28', '08:00', '20270328T050000Z'],
    ['2027-10-31', '08:00', '20271031T060000Z'],
  ]
  for (const [on, at, utc] of cases) {
    assert.equal(utcOf(on as Day, at), utc, `${on} ${at}`)
    // The platform's own tables say the same.
    const shown = new Date(utc.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'))
    const finnish = shown.toLocaleString('sv-SE', {
      timeZone: 'Europe/Helsinki',
      dateStyle: 'short',
      timeStyle: 'short',
    })
    assert.equal(finnish, `${on} ${at}`)
  }
})

test('lines end as the standard says, none is longer than 75 bytes, and unfolded they say what was given', () => {
  const title = 'Tapaaminen, jossa on; merkkejä \\ ja\nrivejä '.repeat(4) + '👩‍👧'.repeat(12)
  const text = calendarFile({ ...FILE, title })
  assert.ok(text.endsWith('END:VCALENDAR\r\n'))
  assert.doesNotMatch(text, /[^\r]\n|\r[^\n]/)
  for (const line of text.split('\r\n')) assert.ok(new TextEncoder().encode(line).length <= 75, line)
  const unfolded = text.replaceAll('\r\n ', '')
  const summary = /^SUMMARY:(.*)$/m.exec(unfolded)?.[1]?.trimEnd() ?? ''
  const read = summary.replaceAll(/\\([\\;,n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
  assert.equal(read, title.trimEnd())
})

test('what must stand in it stands once, and the place only where one was said', () => {
  const text = calendarFile(FILE)
  for (const name of ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID', 'UID', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'LOCATION'])
    assert.equal(text.split(`\r\n`).filter((line) => line.startsWith(name)).length, 1, name)
  assert.doesNotMatch(calendarFile({ ...FILE, place: null }), /LOCATION/)
  assert.doesNotMatch(text, /apila|ihmiskaup|trafficking|människohandel/i)
})
