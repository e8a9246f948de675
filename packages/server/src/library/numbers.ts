// Telephone numbers that pages of ours name, and how far they can be trusted today. They come from the directory alone, with what its
// organisation has said of them: no page can show one and keep that back.
import type { CallUse } from '@apila/core/guide/schema.ts'
import type { ShownDirectory, ShownService } from '@apila/core/services/confirm.ts'
import type { Phone } from '@apila/core/services/schema.ts'
import { getService } from './directory.ts'
import type { Guide } from './guide.ts'

/** A number with the service that answers. */
export interface ShownNumber {
  phone: Phone
  service: ShownService
}

/** The first number of the service that the guide names for a use. Throws where there is none; a checked library has all. */
export function getNumber(library: { directory: ShownDirectory; guide: Guide }, use: CallUse): ShownNumber {
  const named = library.guide.call.numbers.find((one) => one.use === use)
  if (named === undefined) throw new Error(`the guide's call names no service for ${use}`)
  const service = getService(library, named.service)
  const [phone] = service.phones
  if (phone === undefined) throw new Error(`the service for ${use} has no telephone`)
  return { phone, service }
}
