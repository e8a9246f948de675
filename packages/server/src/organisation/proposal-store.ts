// SQL of proposals. Governed by docs/data.md.
import { Proposed } from '@apila/core/account/roster-batch.ts'
import type { Scope } from '../platform/db.ts'

export type StoredProposal = { id: string; day: string; writer: string; proposed: Proposed }

export async function listProposals({ sql, network }: Scope): Promise<StoredProposal[]> {
  const rows = await sql.selectFrom('proposals').selectAll().where('network_id', '=', network).orderBy('id').execute()
  return rows.map(({ id, day, writer, proposed }) => ({
    ...{ id, day, writer },
    proposed: Proposed.parse(JSON.parse(proposed)),
  }))
}

export async function setProposal(
  { sql, network }: Scope,
  { id, day, writer, proposed }: StoredProposal,
): Promise<void> {
  const text = JSON.stringify(proposed)
  await sql
    .insertInto('proposals')
    .values({ network_id: network, id, day, writer, proposed: text })
    .onConflict((conflict) => conflict.columns(['network_id', 'id']).doUpdateSet({ proposed: text }))
    .execute()
}

export async function deleteProposals({ sql, network }: Scope, ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await sql.deleteFrom('proposals').where('network_id', '=', network).where('id', '=', id).execute()
}
