// Plain lines about the demo network's organisations for the consent step: what they are, and when they next read (D-092).
// Invented like the organisations; a real network brings its own list.
import * as z from 'zod'
import { Text } from '@apila/core/content/text.ts'
import demo from '../../../../content/organisations/demo-lines.json' with { type: 'json' }
import type { Reading } from './next-reading.ts'

export interface Profile {
  line: Text
  reading: Reading
}

const { lines } = z.strictObject({ owner: z.literal('demo'), lines: z.record(z.string(), Text) }).parse(demo)

const OFFICE: Reading = { days: [1, 2, 3, 4, 5], fromHour: 9, toHour: 16 }
const READINGS: Readonly<Record<string, Reading>> = {
  vaahtera: { days: [1, 2, 3, 4, 5, 6, 7], fromHour: 0, toHour: 24 },
  haapa: { days: [1, 2, 3, 4, 5, 6], fromHour: 9, toHour: 20 },
}

export const PROFILES: Readonly<Record<string, Profile>> = Object.fromEntries(
  Object.entries(lines).map(([id, line]) => [id, { line, reading: READINGS[id] ?? OFFICE }]),
)
