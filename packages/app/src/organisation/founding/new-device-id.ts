// A device's name in the roster: its organisation's, and four signs that say nothing of its worker.
import { DeviceId } from '@apila/core/organisation/roster.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'

/** Without those that look alike. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

export function newDeviceId(organisation: string): DeviceId {
  const signs = Array.from(systemRandom(4), (byte) => SIGNS[byte % SIGNS.length] ?? 'a').join('')
  return DeviceId.parse(`${organisation}-${signs}`)
}
