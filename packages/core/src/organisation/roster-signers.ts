// Who must sign an entry of the roster. Governed by docs/protocol.md "Roster".
import type { Device, DeviceId, OrganisationId, RosterEntry } from './roster.ts'
import type { Draft } from './roster-draft.ts'

/** Whether those who signed are enough. `signers`: active devices, as they stood before the entry. */
export function isSignedEnough(draft: Draft, entry: RosterEntry, signers: ReadonlyMap<DeviceId, Device>): boolean {
  switch (entry.kind) {
    // All that are in it.
    case 'genesis':
      return entry.devices.every(({ id }) => signers.has(id))
    case 'desk':
    case 'epoch':
      return countKeepers(signers, entry.organisation) >= 2
    case 'device':
      return countKeepers(signers, entry.device.organisation) >= 2
    case 'device-change':
    case 'device-remove': {
      const device = draft.devices.get(entry.id)
      // Of a device that is not there nobody needs to sign anything: the rules refuse it.
      return device === undefined || countKeepers(signers, device.organisation) >= 2
    }
    // Two keepers of each of more than half of the members.
    case 'policy': {
      const members = [...draft.organisations.keys()]
      return members.filter((id) => countKeepers(signers, id) >= 2).length * 2 > members.length
    }
  }
}

function countKeepers(signers: ReadonlyMap<DeviceId, Device>, organisation: OrganisationId): number {
  const isKeeper = (device: Device) => device.organisation === organisation && device.roles.includes('keeper')
  return [...signers.values()].filter(isKeeper).length
}
