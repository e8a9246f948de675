// The network, its roster, and the wraps of desk keys. Governed by docs/protocol.md "Roster".
import * as z from 'zod'
import { Wrap } from '@apila/core/account/session.ts'
import { NetworkId, SignedEntry } from '@apila/core/organisation/roster.ts'
import { Problem } from '../platform/problem.ts'
import { type Call, type Route, deviceRoute, openRoute, requireSession } from '../platform/route.ts'
import { extendRoster } from './roster-keeper.ts'
import { addEntries, listEntries, listWraps, putWraps, setFolderNetwork } from './store.ts'

const Network = z.object({ network: NetworkId.nullable(), demo: z.boolean() })
const Entries = z.object({ entries: z.array(SignedEntry).min(1).max(1000) })
const Wraps = z.object({ wraps: z.array(Wrap).max(200) })

/** A founding batch carries a recipient of about 2 kB for each device and desk. Unit: bytes. */
const ROSTER_BYTES = 4_000_000
const WRAPS_BYTES = 2_000_000

export const organisationRoutes: readonly Route[] = [
  openRoute(
    { method: 'get', path: '/api/v1/network', summary: 'Which network this is', answer: Network },
    ({ ctx }) => {
      const roster = ctx.network.roster.current()?.roster
      return Promise.resolve({ network: roster?.network ?? null, demo: roster?.demo ?? false })
    },
  ),
  deviceRoute(
    'device',
    { method: 'get', path: '/api/v1/roster', summary: 'The whole roster, as it was signed', answer: Entries },
    async ({ ctx }) => ({
      entries: await listEntries(ctx.db.read()),
    }),
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v1/roster',
      summary: 'Found a demo network, or add signed entries as a keeper',
      body: Entries,
      maxBytes: ROSTER_BYTES,
    },
    addToRoster,
  ),
  deviceRoute(
    'keeper',
    {
      method: 'put',
      path: '/api/v1/wraps',
      summary: "Desk keys sealed to devices of the keeper's organisation",
      body: Wraps,
      maxBytes: WRAPS_BYTES,
    },
    async ({ ctx, body, device, roster }) => {
      for (const wrap of body.wraps) {
        const to = roster.devices.get(wrap.device)
        if (to?.organisation !== device.organisation || !to.desks.includes(wrap.desk)) throw new Problem('not-found')
      }
      await ctx.db.write((tx) => putWraps(tx, body.wraps))
      return undefined
    },
  ),
  deviceRoute(
    'device',
    { method: 'get', path: '/api/v1/wraps', summary: 'Desk keys sealed to this device', answer: Wraps },
    async ({ ctx, device }) => ({
      wraps: await listWraps(ctx.db.read(), device.id),
    }),
  ),
]

async function addToRoster({ ctx, body, request }: Call<z.output<typeof Entries>>): Promise<undefined> {
  await ctx.db.exclusively(async () => {
    const before = ctx.network.roster.current()
    if (before) requireSession(ctx, request, 'keeper')
    else if (!ctx.demo) throw new Problem('not-found')
    const after = extendRoster(before, body.entries)
    if (!after || (!before && !after.roster.demo)) throw new Problem('roster-refused')
    await ctx.db.write(async (tx) => {
      await addEntries(tx, after.roster.network, before?.roster.length ?? 0, body.entries)
      if (!before) await setFolderNetwork(tx, after.roster.network)
    })
    ctx.db.useNetwork(after.roster.network)
    ctx.network.roster.set(after)
  })
}
