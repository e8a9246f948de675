// Ends a permission at her word (docs/protocol.md "Ending").
import type { Secret } from '@apila/core/bytes.ts'
import type { Session } from '../account/session.ts'

/** The server answers the same to everything. */
export const endPermission = (session: Session, withdraw: Secret): Promise<void> =>
  session.api.tell('POST', 'end', { withdraw })
