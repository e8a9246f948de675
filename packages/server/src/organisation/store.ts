// SQL of the data folder's own mark, the roster and the wraps of desk keys. Governed by docs/data.md.
import type { Wrap } from '@apila/core/account/session.ts'
import { DeskId, type DeviceId, SignedEntry } from '@apila/core/organisation/roster.ts'
import { DeviceId as DeviceIdShape } from '@apila/core/organisation/roster.ts'
import type { Scope } from '../platform/db.ts'
import { fromBase64url, toBase64url } from '../platform/keys.ts'
import type { Tables } from '../platform/schema.ts'

/** The folder's mark, across networks: a folder serves one. */
export async function findFolder({ sql }: Scope): Promise<Tables['folder'] | undefined> {
  return sql.selectFrom('folder').selectAll().executeTakeFirst()
}

export async function addFolder({ sql }: Scope, kind: Tables['folder']['kind'], seeded: boolean): Promise<void> {
  await sql
    .insertInto('folder')
    .values({ network_id: '', kind, seeded: seeded ? 1 : 0 })
    .execute()
}

export async function setFolderNetwork({ sql }: Scope, network: string): Promise<void> {
  await sql.updateTable('folder').set({ network_id: network }).where('network_id', '=', '').execute()
}

export async function setFolderSeeded({ sql, network }: Scope): Promise<void> {
  await sql.updateTable('folder').set({ seeded: 1 }).where('network_id', '=', network).execute()
}

/** Signed entries from a number on, in order, as they were signed. */
export async function listEntries({ sql, network }: Scope, from = 0): Promise<SignedEntry[]> {
  const rows = await sql
    .selectFrom('roster_entries')
    .selectAll()
    .where('network_id', '=', network)
    .where('n', '>=', from)
    .orderBy('n')
    .execute()
  return rows.map((row) => SignedEntry.parse({ entry: row.entry, signatures: JSON.parse(row.signatures) as unknown }))
}

export async function addEntries(
  { sql }: Scope,
  network: string,
  from: number,
  entries: readonly SignedEntry[],
): Promise<void> {
  for (const [index, { entry, signatures }] of entries.entries()) {
    const row = { network_id: network, n: from + index, entry, signatures: JSON.stringify(signatures) }
    await sql.insertInto('roster_entries').values(row).execute()
  }
}

type WrapName = Pick<Wrap, 'device' | 'desk' | 'epoch'>

/** The wraps that lie side by side for a device, desk and key period. */
export async function listWrapsOf(
  { sql, network }: Scope,
  { device, desk, epoch }: WrapName,
): Promise<{ blob: string; writer: string | null }[]> {
  const rows = await sql
    .selectFrom('wraps')
    .select(['blob', 'writer'])
    .where('network_id', '=', network)
    .where('device', '=', device)
    .where('desk', '=', desk)
    .where('epoch', '=', epoch)
    .orderBy('n')
    .execute()
  return rows.map(({ blob, writer }) => ({ blob: toBase64url(blob), writer }))
}

export async function addWrap(
  { sql, network }: Scope,
  { device, desk, epoch, blob }: Wrap,
  { n, writer }: { n: number; writer: DeviceId | null },
): Promise<void> {
  await sql
    .insertInto('wraps')
    .values({ network_id: network, device, desk, epoch, n, blob: fromBase64url(blob), writer })
    .execute()
}

export async function listWraps({ sql, network }: Scope, device: DeviceId): Promise<Wrap[]> {
  const rows = await sql
    .selectFrom('wraps')
    .selectAll()
    .where('network_id', '=', network)
    .where('device', '=', device)
    .orderBy('desk')
    .orderBy('epoch')
    .orderBy('n')
    .execute()
  return rows.map((row) => ({
    device: DeviceIdShape.parse(row.device),
    desk: DeskId.parse(row.desk),
    epoch: row.epoch,
    blob: toBase64url(row.blob),
  }))
}

/** A removed device keeps no key. */
export async function deleteWrapsOf({ sql, network }: Scope, devices: readonly DeviceId[]): Promise<void> {
  for (const device of devices)
    await sql.deleteFrom('wraps').where('network_id', '=', network).where('device', '=', device).execute()
}

/** A desk's key that lies for papers, or for a later period. `organisation`: empty for the desk that all members share. */
export type Beside = { organisation: string; desk: string; epoch: number; blob: string }
type BesideTable = 'recovery_wraps' | 'seed_links'

/** What lies side by side for one desk and key period. */
export async function listDeskKeysOf(
  { sql, network }: Scope,
  table: BesideTable,
  { organisation, desk, epoch }: Omit<Beside, 'blob'>,
): Promise<{ blob: string; writer: string }[]> {
  const rows = await sql
    .selectFrom(table)
    .select(['blob', 'writer'])
    .where('network_id', '=', network)
    .where('organisation', '=', organisation)
    .where('desk', '=', desk)
    .where('epoch', '=', epoch)
    .orderBy('n')
    .execute()
  return rows.map(({ blob, writer }) => ({ blob: toBase64url(blob), writer }))
}

export async function addDeskKey(
  { sql, network }: Scope,
  table: BesideTable,
  { organisation, desk, epoch, blob }: Beside,
  { n, writer }: { n: number; writer: string },
): Promise<void> {
  await sql
    .insertInto(table)
    .values({ network_id: network, organisation, desk, epoch, n, blob: fromBase64url(blob), writer })
    .execute()
}

/** All of an organisation, in the order of desks and periods; empty: of the desk that all members share. */
export async function listDeskKeys(
  { sql, network }: Scope,
  table: BesideTable,
  organisation: string,
): Promise<Beside[]> {
  const rows = await sql
    .selectFrom(table)
    .selectAll()
    .where('network_id', '=', network)
    .where('organisation', '=', organisation)
    .orderBy('desk')
    .orderBy('epoch')
    .orderBy('n')
    .execute()
  return rows.map((row) => ({ organisation, desk: row.desk, epoch: row.epoch, blob: toBase64url(row.blob) }))
}

/** What lay for papers that are no longer those of the organisation. */
export async function deleteRecoveryWrapsOf({ sql, network }: Scope, organisation: string): Promise<void> {
  await sql
    .deleteFrom('recovery_wraps')
    .where('network_id', '=', network)
    .where('organisation', '=', organisation)
    .execute()
}
