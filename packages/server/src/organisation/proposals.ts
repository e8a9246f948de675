// Batches that one keeper has signed ahead and that wait for others; and the devices that are held back meanwhile, since somebody proposed to
// remove them. Few wait at once, so all of them are in memory too. Governed by docs/protocol.md "Proposals".
import { parseCanonical } from '@apila/core/canonical.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import { labelledText } from '@apila/core/labels.ts'
import type { Proposed } from '@apila/core/account/roster-batch.ts'
import { PROPOSAL_DAYS, Proposal, type ProposalSignature } from '@apila/core/organisation/proposal.ts'
import { type Device, type DeviceId, RosterEntry, type VerifyKey } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { Database, Scope } from '../platform/db.ts'
import { digestOf, isSignedBy } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { type StoredProposal, deleteProposals, listProposals, setProposal } from './proposal-store.ts'

export type Proposals = {
  /** Those that are about the keeper's organisation, or about all members. */
  listFor: (keeper: Device, roster: Roster, today: Day) => Proposed[]
  find: (id: string) => Proposed | undefined
  /** Takes a proposal that its signers have signed; the very same again is no fault. */
  take: (keeper: Device, roster: Roster, proposed: Proposed, today: Day) => Promise<void>
  sign: (keeper: Device, roster: Roster, id: string, signature: ProposalSignature) => Promise<void>
  drop: (keeper: Device, roster: Roster, id: string) => Promise<void>
  /** In the transaction of the batch that completes it; `settle` follows when that is durable. */
  remove: (tx: Scope, ids: readonly string[]) => Promise<void>
  /** After proposals or roster have changed. */
  settle: (roster: Roster | null) => Promise<void>
  /** Whether somebody has proposed to remove this device. A keeper's device is never held back: one of two could lock the other out. */
  isHeld: (device: Device) => boolean
  /** Those that are too old to be completed. */
  listStale: (today: Day) => string[]
}

/** Most that wait of one organisation's keepers. */
const MOST_WAITING = 20

export async function openProposals(db: Database, roster: Roster | null): Promise<Proposals> {
  let waiting: StoredProposal[] = []
  let held = new Set<DeviceId>()
  const settle = async (now: Roster | null): Promise<void> => {
    waiting = await listProposals(db.read())
    held = now ? heldBack(now, waiting) : new Set()
  }
  await settle(roster)
  const find = (id: string) => waiting.find((each) => each.id === id)
  const getFor = (keeper: Device, now: Roster, id: string): StoredProposal => {
    const found = find(id)
    if (!found || !isAbout(now, found.proposed, keeper)) throw new Problem('not-found')
    return found
  }
  return {
    settle,
    find: (id) => find(id)?.proposed,
    isHeld: (device) => held.has(device.id),
    listStale: (today) => waiting.filter(({ day }) => today > addDays(day as Day, PROPOSAL_DAYS)).map(({ id }) => id),
    listFor: (keeper, now, today) =>
      waiting
        .filter(({ day }) => today <= addDays(day as Day, PROPOSAL_DAYS))
        .filter(({ proposed }) => isAbout(now, proposed, keeper))
        .map(({ proposed }) => proposed),
    take: async (keeper, now, proposed, today) => {
      const id = digestOf(proposed.proposal)
      const there = find(id)
      if (there?.writer === keeper.id) return
      if (there) throw new Problem('already-there')
      const { on } = readProposal(now, proposed, today)
      if (!isAbout(now, proposed, keeper)) throw new Problem('not-found')
      for (const signature of proposed.signatures) requireSigned(now, proposed, signature)
      const own = waiting.filter(
        ({ writer }) => now.devices.get(writer as DeviceId)?.organisation === keeper.organisation,
      )
      if (own.length >= MOST_WAITING) throw new Problem('too-many')
      await db.write((tx) => setProposal(tx, { id, day: on, writer: keeper.id, proposed }))
      await settle(now)
    },
    sign: async (keeper, now, id, signature) => {
      const found = getFor(keeper, now, id)
      requireSigned(now, found.proposed, signature)
      const { signatures } = found.proposed
      if (signatures.some((each) => signerOf(each) === signerOf(signature))) return
      await db.write((tx) =>
        setProposal(tx, { ...found, proposed: { ...found.proposed, signatures: [...signatures, signature] } }),
      )
      await settle(now)
    },
    drop: async (keeper, now, id) => {
      const { id: known } = getFor(keeper, now, id)
      await db.write((tx) => deleteProposals(tx, [known]))
      await settle(now)
    },
    remove: deleteProposals,
  }
}

const refuse = (what: string) => new Problem('roster-refused', { paths: [what] })

// What can be judged before it has its place: the rest is judged when it comes into the log.
function readProposal(roster: Roster, { proposal: text, contents }: Proposed, today: Day): Proposal {
  const proposal = parseCanonical(text, Proposal)
  if (!proposal) throw refuse('proposal')
  if (roster.heads[proposal.length - 1] !== proposal.head) throw new Problem('roster-moved')
  if (proposal.on > addDays(today, 1) || today > addDays(proposal.on, PROPOSAL_DAYS)) throw refuse('proposal.on')
  if (contents.length !== proposal.contents.length) throw refuse('contents')
  for (const [n, content] of contents.entries()) {
    const entry = digestOf(content) === proposal.contents[n] ? entryOf(content) : null
    if (!entry || entry.kind === 'genesis') throw refuse(`contents.${String(n)}`)
  }
  return proposal
}

// A place that any entry might have: only what it says is read.
function entryOf(content: string): RosterEntry | null {
  try {
    const placed = { ...(JSON.parse(content) as object), n: 1, previous: 'A'.repeat(43), on: '2026-01-01' }
    return RosterEntry.safeParse(placed).data ?? null
  } catch {
    return null
  }
}

const entriesOf = ({ contents }: Proposed): RosterEntry[] => contents.flatMap((content) => entryOf(content) ?? [])

const signerOf = (signature: ProposalSignature): string =>
  'device' in signature ? signature.device : `papers of ${signature.recovery}`

function requireSigned(roster: Roster, proposed: Proposed, signature: ProposalSignature): void {
  const key = keyOf(roster, proposed, signature)
  const text = labelledText('apila/proposal/v2', proposed.proposal)
  if (!key || !isSignedBy(key, text, signature.signature)) throw refuse('signatures')
}

// Of an active device, of one that comes with the batch, or of the papers of an organisation that comes back by it.
function keyOf(roster: Roster, proposed: Proposed, signature: ProposalSignature): VerifyKey | undefined {
  if ('recovery' in signature) return roster.organisations.get(signature.recovery)?.recovery?.verifyKey
  const known = roster.devices.get(signature.device)
  if (known) return known.verifyKey
  const coming = entriesOf(proposed).flatMap((entry) => ('devices' in entry ? entry.devices : []))
  return coming.find(({ id }) => id === signature.device)?.verifyKey
}

/** Whether a proposal is about a keeper's organisation, or about all members. */
function isAbout(roster: Roster, proposed: Proposed, { organisation }: Device): boolean {
  return entriesOf(proposed).some((entry) => {
    switch (entry.kind) {
      case 'desk':
        return entry.organisation === organisation
      case 'epoch':
        return entry.organisation === null || entry.organisation === organisation
      case 'device':
        return entry.device.organisation === organisation
      case 'device-change':
      case 'device-remove':
        return roster.devices.get(entry.id)?.organisation === organisation
      case 'genesis':
      case 'organisation':
      case 'organisation-remove':
      case 'recovery':
      case 'policy':
        return true
    }
  })
}

// By a keeper of the same organisation, whose word alone ends its sessions anyway.
function heldBack(roster: Roster, waiting: readonly StoredProposal[]): Set<DeviceId> {
  const held = new Set<DeviceId>()
  for (const { proposed, writer } of waiting)
    for (const entry of entriesOf(proposed)) {
      const device = entry.kind === 'device-remove' ? roster.devices.get(entry.id) : undefined
      const proposer = roster.devices.get(writer as DeviceId)
      const isOwn = device !== undefined && device.organisation === proposer?.organisation
      if (isOwn && !device.roles.includes('keeper')) held.add(device.id)
    }
  return held
}
