// The network, its roster, batches that wait for a second signature, and desk keys. Governed by docs/protocol.md "Roster" and "Proposals".
import * as z from 'zod'
import { BatchKeys, RecoveryWrap, SeedLink, Wrap } from '@apila/core/account/session.ts'
import { deskKey } from '@apila/core/organisation/roster-value.ts'
import { ProposalDropped, ProposalSigned, Proposals, Proposed, RosterBatch } from '@apila/core/account/roster-batch.ts'
import { Network, RosterFrom, RosterRest } from '@apila/core/organisation/wire.ts'
import { withTouch } from '../account/fresh.ts'
import { Problem } from '../platform/problem.ts'
import { type Route, deviceRoute, openRoute, requireSession } from '../platform/route.ts'
import { addToRoster } from './add-to-roster.ts'
import { addDeskKeys, areOwn, commonDesksOf, requireKnown } from './desk-keys.ts'
import { listDeskKeys, listEntries, listWraps } from './store.ts'

/** `recovery` and `links`: beside wraps, where a key is older than what they were sealed to. */
const AddedKeys = z.strictObject({
  wraps: BatchKeys.shape.wraps.max(200),
  recovery: BatchKeys.shape.recovery.max(200).default([]),
  links: BatchKeys.shape.links.max(200).default([]),
})
/** What a device may hold of its desks: three wraps for each of many epochs, and what leads to the earlier years of common desks. */
const OwnWraps = z.strictObject({ wraps: z.array(Wrap), links: z.array(SeedLink) })
const RecoveryWraps = z.strictObject({ recovery: z.array(RecoveryWrap) })

/** A founding batch carries a recipient of about 2 kB for each device and desk, and a wrap of 4 kB for each device of a desk. Unit: bytes. */
const ROSTER_BYTES = 8_000_000
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
        purchaser: roster?.purchaser ?? null,
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
      servesRingers: true,
    },
    async ({ ctx, body }) => ({ entries: await listEntries(ctx.db.read(), body.from) }),
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/roster/add',
      summary: 'Found a network with the founding code, or add signed entries as a keeper: all of them or none',
      body: RosterBatch,
      maxBytes: ROSTER_BYTES,
      limit: 'sign-in',
      isCounted: true,
      before: ({ ctx, request }) => {
        if (ctx.network.roster.current()) requireSession(ctx, request, 'keeper')
        else if (!ctx.demo && !ctx.network.founding) throw new Problem('not-found')
      },
    },
    addToRoster,
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/roster/propose',
      summary: 'A batch that is signed ahead and waits for others; what it would remove is held back at once',
      body: Proposed,
      maxBytes: ROSTER_BYTES,
      isCounted: true,
    },
    async (call) => {
      const { ctx, body, device, roster } = call
      await withTouch(call, 'propose', () => ctx.network.proposals.take(device, roster, body, ctx.today()))
      for (const each of roster.devices.values())
        if (ctx.network.proposals.isHeld(each)) ctx.network.sessions.endAll(each.id)
      return undefined
    },
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/roster/proposals',
      summary: "Batches that wait and are about the keeper's organisation or all members",
      answer: Proposals,
    },
    ({ ctx, device, roster }) =>
      Promise.resolve({ proposals: ctx.network.proposals.listFor(device, roster, ctx.today()) }),
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/roster/proposals/sign',
      summary: 'One more signature ahead',
      body: ProposalSigned,
    },
    async (call) => {
      const { ctx, body, device, roster } = call
      await withTouch(call, 'propose', () => ctx.network.proposals.sign(device, roster, body.id, body.signature))
      return undefined
    },
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/roster/proposals/drop',
      summary: 'A batch waits no longer; what was held back is free again',
      body: ProposalDropped,
    },
    async ({ ctx, body, device, roster }) => {
      await ctx.network.proposals.drop(device, roster, body.id)
      return undefined
    },
  ),
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/wraps',
      summary: 'Desk keys sealed to this device, and what leads to the earlier keys of common desks',
      answer: OwnWraps,
      packed: 'sealed',
      servesRingers: true,
    },
    async ({ ctx, device, roster }) => {
      const scope = ctx.db.read()
      const desks = commonDesksOf(roster, device)
      const links = [
        ...(await listDeskKeys(scope, 'seed_links', '')),
        ...(await listDeskKeys(scope, 'seed_links', device.organisation)),
      ]
        .map((link) => SeedLink.parse({ ...link, organisation: link.organisation || null }))
        .filter((link) => desks.includes(deskKey(link)))
      return { wraps: await listWraps(scope, device.id), links }
    },
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/wraps/recovery',
      summary: "Desk keys that lie for the papers of the keeper's organisation",
      answer: RecoveryWraps,
    },
    async (call) => {
      const { ctx, device } = call
      const rows = await withTouch(call, 'read-recovery', () =>
        listDeskKeys(ctx.db.read(), 'recovery_wraps', device.organisation),
      )
      return { recovery: rows.map((row) => RecoveryWrap.parse(row)) }
    },
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/wraps/add',
      summary: "Desk keys sealed to devices of the keeper's organisation; beside those that are there",
      body: AddedKeys,
      maxBytes: WRAPS_BYTES,
      isCounted: true,
    },
    async (call) => {
      const { ctx, body, device, roster } = call
      requireKnown(roster, body)
      if (!areOwn(roster, device.organisation, body)) throw new Problem('not-found')
      await withTouch(call, 'add-wraps', () => ctx.db.write((tx) => addDeskKeys(tx, body, device.id)))
      return undefined
    },
  ),
]
