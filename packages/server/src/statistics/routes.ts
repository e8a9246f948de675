// Sealed counters, closings and the release desk. Governed by docs/statistics.md "Architecture".
import { withTouch } from '../account/fresh.ts'
import * as z from 'zod'
import { yearOf } from '@apila/core/day.ts'
import { takesClosings } from '@apila/core/statistics/release-desk.ts'
import {
  Closing,
  Cohort,
  CounterList,
  CounterPut,
  CounterSlots,
  ReleaseState,
  ReleaseStep,
  mayClose,
} from '@apila/core/statistics/wire.ts'
import { ItemId } from '@apila/core/bytes.ts'
import { fromBase64url, listTag, toBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { type DeviceCall, type Route, deviceRoute } from '../platform/route.ts'
import { readStanding, readState, takeStep } from './release-desk.ts'
import { publish, readRelease } from './publishing.ts'
import { addClosing, findCounter, listCounters, putCounter } from './store.ts'

/** A drawn release is text of at most 4 MB within JSON, where its quotes are escaped. Unit: bytes. */
const RELEASE_BYTES = 8_000_000
const SUMS_BYTES = 4_000_000
/** Most devices of one desk, far above any organisation's, so that a faulty device cannot fill the disk. */
const MOST_SLOTS = 500

const OfCohort = z.object({ cohort: Cohort })
const Fixture = z.object({ release: z.string().max(4_000_000) })

export const statisticsRoutes: readonly Route[] = [
  deviceRoute(
    'statistics',
    {
      method: 'put',
      path: '/api/v2/counters',
      summary: "A device's sealed counters of a cohort",
      body: CounterPut,
      isCounted: true,
    },
    storeCounters,
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/counters/list',
      summary: "The sealed counters of a desk's devices",
      body: CounterList,
      answer: CounterSlots,
    },
    async ({ ctx, body }) => {
      const rows = await listCounters(ctx.db.read(), listTag(body.list), body.cohort)
      return { slots: rows.map((row) => ({ slot: ItemId.parse(row.slot), blob: toBase64url(row.blob) })) }
    },
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/closings',
      summary: "An organisation's sums, sealed to both release officers",
      body: Closing,
    },
    (call) => withTouch(call, 'close-year', () => closeCohort(call)),
  ),
  deviceRoute(
    'release-desk',
    {
      method: 'post',
      path: '/api/v2/releases/state',
      summary: 'Where a cohort stands',
      body: OfCohort,
      answer: ReleaseState,
    },
    ({ ctx, body, device, roster }) => readState(ctx.db.read(), roster, device, body.cohort),
  ),
  deviceRoute(
    'release-officer',
    {
      method: 'post',
      path: '/api/v2/releases/steps',
      summary: 'The next step of a release',
      body: ReleaseStep,
      maxBytes: Math.max(RELEASE_BYTES, SUMS_BYTES),
    },
    async ({ ctx, body, device, roster }) => {
      await ctx.db.write((tx) => takeStep(tx, roster, device, body))
      // The last step publishes.
      ctx.pages.clear()
      return undefined
    },
  ),
  deviceRoute(
    'release-desk',
    {
      method: 'post',
      path: '/api/v2/releases/fixtures',
      summary: 'Publish an invented release in a demo network',
      body: Fixture,
      maxBytes: RELEASE_BYTES,
    },
    async ({ ctx, body, roster }) => {
      if (!roster.demo) throw new Problem('not-found')
      const release = readRelease(body.release)
      if (!release.invented) throw new Problem('release-refused')
      await ctx.db.write((tx) => publish(tx, release))
      ctx.pages.clear()
      return undefined
    },
  ),
]

async function storeCounters({ ctx, body, device }: DeviceCall<CounterPut>): Promise<undefined> {
  const { cohort, slot } = body
  if (cohort > yearOf(ctx.today())) throw new Problem('bad-input', { paths: ['cohort'] })
  await ctx.db.write(async (tx) => {
    const { state, closedBy } = await readStanding(tx, cohort)
    if (!takesClosings(state) || closedBy.includes(device.organisation)) throw new Problem('already-closed')
    const list = listTag(body.list)
    const isNew = !(await findCounter(tx, { listTag: list, cohort, slot }))
    if (isNew && (await listCounters(tx, list, cohort)).length >= MOST_SLOTS) throw new Problem('too-many')
    await putCounter(tx, { list_tag: list, cohort, slot, blob: fromBase64url(body.blob) })
  })
}

async function closeCohort({ ctx, body, device }: DeviceCall<Closing>): Promise<undefined> {
  if (!mayClose(body.cohort, ctx.today())) throw new Problem('too-early')
  await ctx.db.write(async (tx) => {
    const { state, closings } = await readStanding(tx, body.cohort)
    const own = closings.find((row) => row.organisation === device.organisation)
    const sums = fromBase64url(body.blob)
    if (own?.sums && Buffer.compare(own.sums, sums) === 0) return
    if (own || !takesClosings(state)) throw new Problem('already-closed')
    await addClosing(tx, body.cohort, device.organisation, sums)
  })
}
