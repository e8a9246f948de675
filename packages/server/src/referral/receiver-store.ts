// SQL of what organisations tell clients. What each column is for, and when it goes, stands in docs/data.md.
import type { Day } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { ReceiverLines } from '@apila/core/referral/receiver-lines.ts'
import type { Scope } from '../platform/db.ts'

export type StoredLines = { organisation: OrganisationId; lines: ReceiverLines; on: Day }

export async function listReceiverLines({ sql, network }: Scope): Promise<StoredLines[]> {
  const rows = await sql
    .selectFrom('receiver_lines')
    .selectAll()
    .where('network_id', '=', network)
    .orderBy('organisation')
    .execute()
  return rows.map(({ organisation, lines, day }) => ({
    organisation: organisation as OrganisationId,
    lines: ReceiverLines.parse(JSON.parse(lines)),
    on: day as Day,
  }))
}

/** Keeps the last words only. */
export async function putReceiverLines(
  { sql, network }: Scope,
  { organisation, lines, on }: StoredLines,
): Promise<void> {
  const said = { lines: JSON.stringify(lines), day: on }
  await sql
    .insertInto('receiver_lines')
    .values({ ...said, network_id: network, organisation })
    .onConflict((conflict) => conflict.columns(['network_id', 'organisation']).doUpdateSet(said))
    .execute()
}
