// SQL of passkeys. None stands in the roster: the server signs devices in for its own sake only. Governed by docs/data.md.
import type { CredentialId } from '@apila/core/account/passkey.ts'
import { Day } from '@apila/core/day.ts'
import { DeviceId } from '@apila/core/organisation/roster.ts'
import type { Scope } from '../platform/db.ts'
import type { Tables } from '../platform/schema.ts'

export type CredentialRow = Omit<Tables['credentials'], 'network_id'>

export async function findCredential({ sql, network }: Scope, id: CredentialId): Promise<CredentialRow | undefined> {
  return sql
    .selectFrom('credentials')
    .selectAll()
    .where('network_id', '=', network)
    .where('credential', '=', id)
    .executeTakeFirst()
}

export async function listCredentials({ sql, network }: Scope, device: string): Promise<CredentialRow[]> {
  return sql
    .selectFrom('credentials')
    .selectAll()
    .where('network_id', '=', network)
    .where('device', '=', device)
    .orderBy('credential')
    .execute()
}

export async function addCredential({ sql, network }: Scope, row: CredentialRow): Promise<void> {
  await sql
    .insertInto('credentials')
    .values({ network_id: network, ...row })
    .execute()
}

/** The authenticator's count after an assertion. */
export async function setSignCount({ sql, network }: Scope, id: CredentialId, count: number): Promise<void> {
  await sql
    .updateTable('credentials')
    .set({ sign_count: count })
    .where('network_id', '=', network)
    .where('credential', '=', id)
    .execute()
}

export async function setCopied({ sql, network }: Scope, id: CredentialId, day: Day): Promise<void> {
  await sql
    .updateTable('credentials')
    .set({ copied_day: day })
    .where('network_id', '=', network)
    .where('credential', '=', id)
    .execute()
}

/** Devices with a passkey that was seen twice, and when last. */
export async function listCopied({ sql, network }: Scope): Promise<Map<DeviceId, Day>> {
  const rows = await sql
    .selectFrom('credentials')
    .select(['device', 'copied_day'])
    .where('network_id', '=', network)
    .where('copied_day', 'is not', null)
    .orderBy('copied_day')
    .execute()
  return new Map(rows.map((row) => [DeviceId.parse(row.device), Day.parse(row.copied_day)]))
}

/** A removed device signs in no more. */
export async function deleteCredentialsOf({ sql, network }: Scope, devices: readonly DeviceId[]): Promise<void> {
  for (const device of devices)
    await sql.deleteFrom('credentials').where('network_id', '=', network).where('device', '=', device).execute()
}
