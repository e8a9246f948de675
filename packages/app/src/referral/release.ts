// Asks the server for a sealed half with its leash: what opens it, together with the keys of the desk or the client.
import type { Locator } from '@apila/core/bytes.ts'
import { Released } from '@apila/core/referral/wire.ts'
import type { Session } from '../account/session.ts'

export const release = (session: Session, locator: Locator) =>
  session.api.ask('POST', 'parcels/open', Released, { locator })
