// SQL of web push: which devices asked for it, and the last round. Governed by docs/data.md.
import type { Scope } from '../platform/db.ts'
import type { Tables } from '../platform/schema.ts'

export type Subscription = Omit<Tables['subscriptions'], 'network_id'>
export type Round = Omit<Tables['push_rounds'], 'network_id'>

/** A device has one subscription: a new one takes the place of the last. */
export async function setSubscription({ sql, network }: Scope, row: Subscription): Promise<void> {
  const { device, endpoint, listen } = row
  // Two devices of one browser have one address: it is the one's who asked last, and rings once.
  await sql
    .deleteFrom('subscriptions')
    .where('network_id', '=', network)
    .where('endpoint', '=', endpoint)
    .where('device', '!=', device)
    .execute()
  await sql
    .insertInto('subscriptions')
    .values({ network_id: network, ...row })
    .onConflict((conflict) => conflict.columns(['network_id', 'device']).doUpdateSet({ endpoint, listen }))
    .execute()
}

export async function listSubscriptions({ sql, network }: Scope): Promise<Subscription[]> {
  return sql
    .selectFrom('subscriptions')
    .select(['device', 'endpoint', 'listen'])
    .where('network_id', '=', network)
    .execute()
}

export async function deleteSubscriptionsOf({ sql, network }: Scope, devices: readonly string[]): Promise<void> {
  for (const device of devices)
    await sql.deleteFrom('subscriptions').where('network_id', '=', network).where('device', '=', device).execute()
}

/** A push service knows the address no more; the device may meanwhile have another. */
export async function deleteEndpoints({ sql, network }: Scope, endpoints: readonly string[]): Promise<void> {
  for (const endpoint of endpoints)
    await sql.deleteFrom('subscriptions').where('network_id', '=', network).where('endpoint', '=', endpoint).execute()
}

export async function findRound({ sql, network }: Scope): Promise<Round | undefined> {
  return sql
    .selectFrom('push_rounds')
    .select(['day', 'round', 'bell'])
    .where('network_id', '=', network)
    .executeTakeFirst()
}

export async function setRound({ sql, network }: Scope, round: Round): Promise<void> {
  await sql
    .insertInto('push_rounds')
    .values({ network_id: network, ...round })
    .onConflict((conflict) => conflict.column('network_id').doUpdateSet(round))
    .execute()
}
