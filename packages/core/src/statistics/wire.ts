// What the server sees of statistics before a release: sealed blobs by cohort (docs/statistics.md "Architecture").
import * as z from 'zod'
import { Digest, ItemId, ListId, Signature, bytesUpTo } from '../bytes.ts'
import { Day, daysBetween, yearOf } from '../day.ts'
import { DeviceId, OrganisationId } from '../organisation/roster.ts'

/** A cohort is the calendar year in which observations were recorded. */
export const Cohort = z.int().min(2020).max(2200)
export type Cohort = z.infer<typeof Cohort>

/** Every sealed counter blob has this plaintext size, in bytes. */
export const COUNTER_BYTES = 16_384

const counterBlob = bytesUpTo(COUNTER_BYTES + 4096)
const sumsBlob = bytesUpTo(COUNTER_BYTES + 8192)

/** PUT /api/v2/counters: a device's cumulative counters of a cohort; replaces what stood in the slot. */
export const CounterPut = z.object({ list: ListId, slot: ItemId, cohort: Cohort, blob: counterBlob })
export type CounterPut = z.infer<typeof CounterPut>

/** POST /api/v2/counters/list. */
export const CounterList = z.object({ list: ListId, cohort: Cohort })
export const CounterSlots = z.object({ slots: z.array(z.object({ slot: ItemId, blob: counterBlob })) })
export type CounterSlots = z.infer<typeof CounterSlots>

/** POST /api/v2/closings: a keeper's sums, sealed to both release officers. Once per organisation and cohort (409 already-closed). */
export const Closing = z.object({ cohort: Cohort, blob: sumsBlob })
export type Closing = z.infer<typeof Closing>

/** Why the second officer sends the drawn tables back. Codes only: what they say to each other stays between them. */
export const RETURN_REASONS = ['words', 'numbers', 'members', 'mismatch'] as const
export const ReturnReason = z.enum(RETURN_REASONS)
export type ReturnReason = z.infer<typeof ReturnReason>

/** POST /api/v2/releases/steps by the officers, in this order; 409 not-your-turn otherwise.
 *  halves: the first officer has taken off his layer of every closing. total: the second officer adds up and seals the sum to the first.
 *  drawn: the first officer's release, one per cohort (409 already-drawn). checked: the second officer's signature, which publishes.
 *  returned: the second officer sends the tables back; the first may send them again, made of the same noise (409 already-drawn otherwise). */
export const ReleaseStep = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('halves'),
    cohort: Cohort,
    halves: z.array(z.object({ organisation: OrganisationId, blob: sumsBlob })).min(1),
  }),
  z.object({ step: z.literal('total'), cohort: Cohort, blob: sumsBlob }),
  z.object({ step: z.literal('drawn'), cohort: Cohort, release: z.string().max(4_000_000), signature: Signature }),
  z.object({ step: z.literal('returned'), cohort: Cohort, digest: Digest, reason: ReturnReason }),
  z.object({ step: z.literal('checked'), cohort: Cohort, digest: Digest, signature: Signature }),
])
export type ReleaseStep = z.infer<typeof ReleaseStep>

/** POST /api/v2/releases/state {cohort}: where a cohort stands. Blobs only for the officer whose turn it is; `closedBy` for keepers and officers. */
export const ReleaseState = z.object({
  cohort: Cohort,
  state: z.enum(['open', 'closing', 'halved', 'totalled', 'drawn', 'returned', 'published']),
  closedBy: z.array(OrganisationId),
  blobs: z.array(z.object({ organisation: OrganisationId, blob: sumsBlob })),
  /** Canonical JSON of the drawn release, once drawn. */
  release: z.string().nullable(),
  drawnBy: DeviceId.nullable(),
  /** Why the tables were sent back, while they are. */
  returnedFor: ReturnReason.nullable(),
  drawnSignature: Signature.nullable(),
  /** The last line of the public ledger, canonical JSON, or null when it is empty. */
  lastLedgerLine: z.string().nullable(),
})
export type ReleaseState = z.infer<typeof ReleaseState>

/** How long after a year's end its cohort may be closed. Unit: days. Source: docs/statistics.md "The close". Lengthening is safe. */
export const CLOSE_AFTER_DAYS = 30

/** The cohort that is closed and released on this day: last year's. */
export const cohortToClose = (today: Day): Cohort => yearOf(today) - 1

/** Whether a cohort may be closed on this day. */
export function mayClose(cohort: Cohort, today: Day): boolean {
  return yearOf(today) > cohort && daysBetween(Day.parse(`${cohort}-12-31`), today) >= CLOSE_AFTER_DAYS
}
