// SQL of sealed counters and sums, of the release desk, of published releases and of the ledger. Governed by docs/data.md.
import type { Scope } from '../platform/db.ts'
import type { Tables } from '../platform/schema.ts'

export async function findCounter(
  { sql, network }: Scope,
  name: { listTag: string; cohort: number; slot: string },
): Promise<boolean> {
  const row = await sql
    .selectFrom('counters')
    .select('slot')
    .where('network_id', '=', network)
    .where('list_tag', '=', name.listTag)
    .where('cohort', '=', name.cohort)
    .where('slot', '=', name.slot)
    .executeTakeFirst()
  return row !== undefined
}

export async function putCounter({ sql, network }: Scope, row: Omit<Tables['counters'], 'network_id'>): Promise<void> {
  await sql
    .insertInto('counters')
    .values({ network_id: network, ...row })
    .onConflict((conflict) =>
      conflict.columns(['network_id', 'list_tag', 'cohort', 'slot']).doUpdateSet({ blob: row.blob }),
    )
    .execute()
}

export async function listCounters(
  { sql, network }: Scope,
  listTag: string,
  cohort: number,
): Promise<{ slot: string; blob: Uint8Array }[]> {
  return sql
    .selectFrom('counters')
    .select(['slot', 'blob'])
    .where('network_id', '=', network)
    .where('list_tag', '=', listTag)
    .where('cohort', '=', cohort)
    .orderBy('slot')
    .execute()
}

export type ClosingRow = Omit<Tables['closings'], 'network_id'>

export async function listClosings({ sql, network }: Scope, cohort: number): Promise<ClosingRow[]> {
  return sql
    .selectFrom('closings')
    .selectAll()
    .where('network_id', '=', network)
    .where('cohort', '=', cohort)
    .orderBy('organisation')
    .execute()
}

export async function addClosing(
  { sql, network }: Scope,
  cohort: number,
  organisation: string,
  sums: Uint8Array,
): Promise<void> {
  await sql.insertInto('closings').values({ network_id: network, cohort, organisation, sums, half: null }).execute()
}

/** Adds what the first officer has made of an organisation's sums. */
export async function setHalf(
  { sql, network }: Scope,
  cohort: number,
  organisation: string,
  half: Uint8Array,
): Promise<void> {
  await sql
    .updateTable('closings')
    .set({ half })
    .where('network_id', '=', network)
    .where('cohort', '=', cohort)
    .where('organisation', '=', organisation)
    .execute()
}

export type DeskRow = Omit<Tables['release_desk'], 'network_id'>

export async function findDesk({ sql, network }: Scope, cohort: number): Promise<DeskRow | undefined> {
  return sql
    .selectFrom('release_desk')
    .selectAll()
    .where('network_id', '=', network)
    .where('cohort', '=', cohort)
    .executeTakeFirst()
}

export async function putDesk({ sql, network }: Scope, row: DeskRow): Promise<void> {
  await sql
    .insertInto('release_desk')
    .values({ network_id: network, ...row })
    .onConflict((conflict) => conflict.columns(['network_id', 'cohort']).doUpdateSet(row))
    .execute()
}

/** After publication nothing sealed of a cohort is needed any more. */
export async function deleteSealedOf({ sql, network }: Scope, cohort: number): Promise<void> {
  await sql.deleteFrom('counters').where('network_id', '=', network).where('cohort', '=', cohort).execute()
  await sql
    .updateTable('closings')
    .set({ sums: null, half: null })
    .where('network_id', '=', network)
    .where('cohort', '=', cohort)
    .execute()
  await sql
    .updateTable('release_desk')
    .set({ total: null })
    .where('network_id', '=', network)
    .where('cohort', '=', cohort)
    .execute()
}

export async function addRelease({ sql, network }: Scope, id: string, release: string): Promise<void> {
  await sql.insertInto('releases').values({ network_id: network, id, release }).execute()
}

export async function findRelease({ sql, network }: Scope, id: string): Promise<string | undefined> {
  const row = await sql
    .selectFrom('releases')
    .select('release')
    .where('network_id', '=', network)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.release
}

export async function listReleaseIds({ sql, network }: Scope): Promise<string[]> {
  const rows = await sql.selectFrom('releases').select('id').where('network_id', '=', network).orderBy('id').execute()
  return rows.map((row) => row.id)
}

export async function addLedgerLine({ sql, network }: Scope, n: number, line: string): Promise<void> {
  await sql.insertInto('ledger').values({ network_id: network, n, line }).execute()
}

/** The ledger's lines in order, as they were published. */
export async function listLedger({ sql, network }: Scope): Promise<string[]> {
  const rows = await sql.selectFrom('ledger').select('line').where('network_id', '=', network).orderBy('n').execute()
  return rows.map((row) => row.line)
}
