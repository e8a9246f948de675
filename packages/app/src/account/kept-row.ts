// What one row that this device keeps is to it. Nothing kept is forgotten unsaid, and no clock of the device's own sweeps it.
// Governed by docs/threat-model.md (what lies on a device).
import * as z from 'zod'
import { Day } from '@apila/core/day.ts'

/** How a thing is kept: its last day, and the rest sealed to the device. */
const KeptRow = z.object({ until: Day, blob: z.string() })

/** others: another device of the same browser has sealed it. unreadable: damaged, or of another version of this program. */
export type Judged<T> =
  { is: 'readable'; until: Day; value: T } | { is: 'past'; value: T | null } | { is: 'unreadable' | 'others' }

interface Judging<T> {
  schema: z.ZodType<T>
  /** The server's day; null where it is not known, and for what is never past: a device's own clock may be wrong. */
  day: Day | null
  /** Gives null for what is another device's. */
  open: (blob: string) => Promise<unknown>
}

export async function judgeKept<T>(kept: unknown, { schema, day, open }: Judging<T>): Promise<Judged<T>> {
  const row = KeptRow.safeParse(kept)
  if (!row.success) return { is: 'unreadable' }
  const { until, blob } = row.data
  const opened = await open(blob).catch(() => undefined)
  if (opened === null) return { is: 'others' }
  const read = schema.safeParse(opened)
  if (day !== null && until < day) return { is: 'past', value: read.data ?? null }
  return read.success ? { is: 'readable', until, value: read.data } : { is: 'unreadable' }
}
