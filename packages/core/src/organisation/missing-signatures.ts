// Who is still to sign a batch of the roster, by organisation, as one administrator tells another. The rule itself is roster-signers.ts; a
// batch stands only by that one. Governed by docs/protocol.md "Roster".
import type { Device, DeviceId, OrganisationId, RosterEntry } from './roster.ts'
import type { Roster } from './roster-value.ts'

/** How many administrators of an organisation are missing. */
export type MissingSignatures = { organisation: OrganisationId; count: number }

export type BatchMissing = {
  /** Nothing happens without these. */
  must: MissingSignatures[]
  /** Of so many more members two each; `among` says which could be. */
  members: { more: number; among: MissingSignatures[] } | null
  /** A member that goes by its own word in `must`; or these, who put it out. */
  orElse: MissingSignatures[]
}

type Without<T> = T extends unknown ? Omit<T, 'v' | 'n' | 'previous' | 'on'> : never
type Content = Without<RosterEntry>

const KEEPERS = 2

/** What is missing when these devices have signed. */
export function findMissing(roster: Roster, contents: readonly Content[], signedBy: readonly DeviceId[]): BatchMissing {
  const coming = contents.flatMap((content) => ('devices' in content ? content.devices : []))
  const active = new Map<DeviceId, Device>([...coming.map((device) => [device.id, device] as const), ...roster.devices])
  const signers = signedBy.flatMap((id) => active.get(id) ?? []).filter(({ roles }) => roles.includes('keeper'))
  const missingOf = (organisation: OrganisationId): MissingSignatures => ({
    organisation,
    count: Math.max(0, KEEPERS - signers.filter((each) => each.organisation === organisation).length),
  })
  const members = [...roster.organisations.keys()]
  const leaving = contents.flatMap((content) => (content.kind === 'organisation-remove' ? [content.id] : []))
  const own = new Set<OrganisationId>(leaving)
  let needed = 0
  for (const content of contents) {
    const whose = organisationOf(roster, content)
    if (whose !== null) own.add(whose)
    if (content.kind === 'organisation' || content.kind === 'policy')
      needed = Math.max(needed, Math.floor(members.length / 2) + 1)
    if (content.kind === 'epoch' && content.organisation === null) needed = Math.max(needed, 1)
  }
  const others = members.filter((id) => !leaving.includes(id))
  const missing = others.map(missingOf)
  const more = needed - missing.filter(({ count }) => count === 0).length
  const must = [...own].map(missingOf).filter(({ count }) => count > 0)
  return {
    must,
    members: more > 0 ? { more, among: missing.filter(({ count }) => count > 0) } : null,
    orElse: leaving.length > 0 && must.length > 0 ? missing.filter(({ count }) => count > 0) : [],
  }
}

function organisationOf(roster: Roster, content: Content): OrganisationId | null {
  switch (content.kind) {
    case 'desk':
    case 'epoch':
      return content.organisation
    case 'device':
      return content.device.organisation
    case 'device-change':
    case 'device-remove':
      return roster.devices.get(content.id)?.organisation ?? null
    case 'organisation':
      return content.id
    case 'organisation-remove':
      return content.id
    case 'genesis':
    case 'policy':
    case 'recovery':
      return null
  }
}
