// SQL of the founding code's hash. Governed by docs/data.md.
import type { Scope } from '../platform/db.ts'

export async function findFoundingCode({ sql, network }: Scope): Promise<{ code: string; day: string } | undefined> {
  return sql.selectFrom('foundings').select(['code', 'day']).where('network_id', '=', network).executeTakeFirst()
}

export async function setFoundingCode({ sql, network }: Scope, row: { code: string; day: string }): Promise<void> {
  await sql
    .insertInto('foundings')
    .values({ network_id: network, ...row })
    .onConflict((conflict) => conflict.column('network_id').doUpdateSet(row))
    .execute()
}

/** There is a network now. Across networks, since the code was there before it. */
export async function deleteFoundingCodes({ sql }: Scope): Promise<void> {
  await sql.deleteFrom('foundings').execute()
}
