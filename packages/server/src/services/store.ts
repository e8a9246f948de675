// SQL of the members' words on their entries. What each column is for, and when it goes, stands in docs/data.md.
import type { Day } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Confirmation } from '@apila/core/services/confirm.ts'
import type { Scope } from '../platform/db.ts'

export async function listConfirmations({ sql, network }: Scope): Promise<Confirmation[]> {
  const rows = await sql
    .selectFrom('confirmations')
    .selectAll()
    .where('network_id', '=', network)
    .orderBy('service')
    .execute()
  return rows.map(({ service, day, organisation, state, message }) => ({
    service,
    day: day as Day,
    organisation: organisation as OrganisationId,
    state,
    message,
  }))
}

/** Keeps the last word only: an earlier one, and what it said, is gone. */
export async function putConfirmation({ sql, network }: Scope, word: Confirmation): Promise<void> {
  await sql
    .insertInto('confirmations')
    .values({ ...word, network_id: network })
    .onConflict((conflict) => conflict.columns(['network_id', 'service']).doUpdateSet(word))
    .execute()
}

export async function deleteConfirmations({ sql, network }: Scope, services: readonly string[]): Promise<void> {
  for (const service of services)
    await sql.deleteFrom('confirmations').where('network_id', '=', network).where('service', '=', service).execute()
}
