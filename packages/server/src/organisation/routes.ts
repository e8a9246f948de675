// The network, its roster, and the wraps of desk keys. Governed by docs/protocol.md "Roster".
import * as z from 'zod'
import { MOST_WRAPS, Wrap } from '@apila/core/account/session.ts'
import { Network, RosterBatch, RosterFrom, RosterRest } from '@apila/core/organisation/wire.ts'
import { findEpoch, isOnDesk } from '@apila/core/organisation/roster-value.ts'
import type { DeviceId, SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Ctx } from '../ctx.ts'
import { digestOf } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { type Call, type Route, deviceRoute, openRoute, requireSession } from '../platform/route.ts'
import { extendRoster } from './roster-keeper.ts'
import { addEntries, addWrap, deleteWrapsOf, listEntries, listWraps, listWrapsOf, setFolderNetwork } from './store.ts'

const Wraps = z.strictObject({ wraps: z.array(Wrap).max(200) })
/** What a device may hold of its desks: three wraps for each of many epochs. */
const OwnWraps = z.strictObject({ wraps: z.array(Wrap) })

/** A founding batch carries a recipient of about 2 kB for each device and desk. Unit: bytes. */
const ROSTER_BYTES = 4_000_000
const WRAPS_BYTES = 2_000_000

/** The protocol's versions that this server speaks. */
const VERSIONS = [2]

export const organisationRoutes: readonly Route[] = [
  openRoute(
    { method: 'post', path: '/api/v2/network', summary: 'Which network this is', answer: Network },
    ({ ctx }) => {
      const roster = ctx.network.roster.current()
      return Promise.resolve({
        v: VERSIONS,
        network: roster?.network ?? null,
        track: roster?.track ?? null,
        demo: roster?.demo ?? false,
        rosterLength: roster?.length ?? 0,
        neutral: ctx.config.neutralUrl,
      })
    },
  ),
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/roster',
      summary: 'The entries of the roster from a number on, as they were signed',
      body: RosterFrom,
      answer: RosterRest,
      packed: 'public',
    },
    async ({ ctx, body }) => ({ entries: await listEntries(ctx.db.read(), body.from) }),
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/roster/add',
      summary: 'Found a demo network, or add signed entries as a keeper: all of them or none',
      body: RosterBatch,
      maxBytes: ROSTER_BYTES,
      before: ({ ctx, request }) => {
        if (ctx.network.roster.current()) requireSession(ctx, request, 'keeper')
        else if (!ctx.demo) throw new Problem('not-found')
      },
    },
    addToRoster,
  ),
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/wraps',
      summary: 'Desk keys sealed to this device',
      answer: OwnWraps,
      packed: 'sealed',
    },
    async ({ ctx, device }) => ({ wraps: await listWraps(ctx.db.read(), device.id) }),
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/wraps/add',
      summary: "Desk keys sealed to devices of the keeper's organisation; beside those that are there",
      body: Wraps,
      maxBytes: WRAPS_BYTES,
      isCounted: true,
    },
    async ({ ctx, body, device, roster }) => {
      const { organisation } = device
      for (const { device: id, desk, epoch } of body.wraps) {
        const to = roster.devices.get(id)
        const which = { organisation, desk }
        if (!to || !isOnDesk(to, which) || !findEpoch(roster, which, epoch)) throw new Problem('not-found')
      }
      await addWraps(ctx, body.wraps, device.id)
      return undefined
    },
  ),
]

// A wrap that is there already is no fault; a fourth could only push out a true one. One keeper has one place, so that noise of one leaves
// room for two others.
async function addWraps(ctx: Ctx, wraps: readonly Wrap[], writer: DeviceId): Promise<void> {
  await ctx.db.write(async (tx) => {
    for (const wrap of wraps) {
      const there = await listWrapsOf(tx, wrap)
      if (there.some(({ blob }) => blob === wrap.blob)) continue
      if (there.length >= MOST_WRAPS || there.some((each) => each.writer === writer)) throw new Problem('too-many')
      await addWrap(tx, wrap, { n: there.length, writer })
    }
  })
}

async function addToRoster({ ctx, body, request }: Call<z.output<typeof RosterBatch>>): Promise<undefined> {
  await ctx.db.exclusively(async () => {
    const before = ctx.network.roster.current()
    if (before) requireSession(ctx, request, 'keeper')
    else if (!ctx.demo) throw new Problem('not-found')
    if (before && isTaken(before.heads, body.entries)) return
    const after = extendRoster(before, body.entries, ctx.today())
    if (!after.ok) {
      const index = after.n - (before?.length ?? 0)
      throw new Problem('roster-refused', { paths: [`entries.${String(index)} ${after.problem}`] })
    }
    if (!before && !after.roster.demo) throw new Problem('roster-refused', { paths: ['entries.0 not-demo'] })
    const { roster } = after
    const gone = [...(before?.devices.keys() ?? [])].filter((id) => !roster.devices.has(id))
    await ctx.db.write(async (tx) => {
      await addEntries(tx, roster.network, before?.length ?? 0, body.entries)
      if (!before) await setFolderNetwork(tx, roster.network)
      await deleteWrapsOf(tx, gone)
    })
    ctx.db.useNetwork(roster.network)
    ctx.network.roster.set(roster)
    for (const id of gone) ctx.network.sessions.endAll(id)
  })
}

// The very batch that was taken before: its answer was lost.
function isTaken(heads: readonly string[], entries: readonly SignedEntry[]): boolean {
  const digests = entries.map(({ entry }) => digestOf(entry))
  const at = heads.indexOf(digests[0] ?? '')
  return at >= 0 && digests.every((digest, index) => heads[at + index] === digest)
}
