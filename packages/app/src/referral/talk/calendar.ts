// An agreed time as a file for the worker's own calendar, made in the browser (RFC 5545). Nothing in it tells what it is for: a calendar is
// read by colleagues, telephones and their makers. Pure.
import { type Day, addDays, daysBetween, weekdayOf, yearOf } from '@apila/core/day.ts'

export interface CalendarTime {
  on: Day
  /** "13:00" in Finland. */
  at: string
  /** A neutral word, never what it is about. */
  title: string
  /** A word for the place, or null. */
  place: string | null
  /** Random, so that two files never mean the same meeting by chance. */
  id: string
  /** When the file was made, as "20261130T120000Z". */
  made: string
}

/** Longest line before it is folded. Unit: bytes. Source: RFC 5545, 3.1. */
const LONGEST_LINE = 75

/** The file's text. */
export function calendarFile({ on, at, title, place, id, made }: CalendarTime): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//calendar//calendar 1.0//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${made}`,
    `DTSTART:${utcOf(on, at)}`,
    `SUMMARY:${escaped(title)}`,
    ...(place === null ? [] : [`LOCATION:${escaped(place)}`]),
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n')

const bytes = new TextEncoder()

// A fold stands between characters, never within one; each further line begins with a space, which counts.
function folded(line: string): string {
  let shown = ''
  let room = LONGEST_LINE
  for (const sign of line) {
    const size = bytes.encode(sign).length
    if (size > room) {
      shown += '\r\n '
      room = LONGEST_LINE - 1
    }
    shown += sign
    room -= size
  }
  return shown
}

/** A moment in Finland as a moment in UTC: "20261208T110000Z". */
export function utcOf(on: Day, at: string): string {
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  const minutes = hour * 60 + minute - (isSummer(on, hour) ? 180 : 120)
  const day = minutes < 0 ? addDays(on, -1) : on
  const rest = (minutes + 1440) % 1440
  const two = (n: number) => String(n).padStart(2, '0')
  return `${day.replaceAll('-', '')}T${two(Math.floor(rest / 60))}${two(rest % 60)}00Z`
}

/** Summer time in Finland: from the last Sunday of March at 3 to the last Sunday of October at 4. Source: directive 2000/84/EC. */
function isSummer(on: Day, hour: number): boolean {
  const year = yearOf(on)
  const [begins, ends] = [lastSunday(`${String(year)}-03-31` as Day), lastSunday(`${String(year)}-10-31` as Day)]
  if (on === begins) return hour >= 3
  // The hour from 3 to 4 comes twice; nobody meets then.
  if (on === ends) return hour < 3
  return daysBetween(begins, on) > 0 && daysBetween(on, ends) > 0
}

const lastSunday = (last: Day): Day => addDays(last, -(weekdayOf(last) % 7))
