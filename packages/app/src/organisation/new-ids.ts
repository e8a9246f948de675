// Names in the roster: of an organisation or a team from its own name, of a device its organisation's and four signs that say nothing of its
// worker.
import { DeviceId } from '@apila/core/organisation/roster.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'

/** Without those that look alike. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

export function newDeviceId(organisation: string): DeviceId {
  const signs = Array.from(systemRandom(4), (byte) => SIGNS[byte % SIGNS.length] ?? 'a').join('')
  return DeviceId.parse(`${organisation}-${signs}`)
}

/** Letters, digits and hyphens of a name, as ids are written. */
export function slugOf(name: string, most = 24): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
  return plain.slice(0, most).replace(/-+$/, '') || 'x'
}
