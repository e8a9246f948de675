// SQL of permissions, their parts and the locks of these. Rows are named by tags; nothing tells sender, receiver, kind or mode.
// Governed by docs/data.md and docs/protocol.md "Wire".
import type { Scope } from '../platform/db.ts'
import type { Tables } from '../platform/schema.ts'

export type PermissionRow = Omit<Tables['permissions'], 'network_id'>
export type PartRow = Omit<Tables['parts'], 'network_id'>
export type LockRow = Omit<Tables['locks'], 'network_id'>

/** Most values in one `in (…)`: well below what the engine takes. */
const MOST_AT_ONCE = 1000

export function inChunks<T>(values: readonly T[]): T[][] {
  const chunks: T[][] = []
  for (let at = 0; at < values.length; at += MOST_AT_ONCE) chunks.push(values.slice(at, at + MOST_AT_ONCE))
  return chunks
}

export async function findPermission({ sql, network }: Scope, endTag: string): Promise<PermissionRow | undefined> {
  return sql
    .selectFrom('permissions')
    .selectAll()
    .where('network_id', '=', network)
    .where('end_tag', '=', endTag)
    .executeTakeFirst()
}

export type PermissionName = Pick<PermissionRow, 'end_tag' | 'until_day' | 'reserved_day' | 'state'>

export async function listPermissionNames({ sql, network }: Scope): Promise<PermissionName[]> {
  return sql
    .selectFrom('permissions')
    .select(['end_tag', 'until_day', 'reserved_day', 'state'])
    .where('network_id', '=', network)
    .execute()
}

/** Those of these end tags that have a permission, in whatever state. */
export async function listKnown({ sql, network }: Scope, endTags: readonly string[]): Promise<string[]> {
  const known: string[] = []
  for (const chunk of inChunks(endTags)) {
    const rows = await sql
      .selectFrom('permissions')
      .select('end_tag')
      .where('network_id', '=', network)
      .where('end_tag', 'in', chunk)
      .execute()
    known.push(...rows.map((row) => row.end_tag))
  }
  return known
}

export async function listMarks({ sql, network }: Scope, endTags: readonly string[]): Promise<string[]> {
  const marks: string[] = []
  for (const chunk of inChunks(endTags)) {
    const rows = await sql
      .selectFrom('permissions')
      .select('mark')
      .where('network_id', '=', network)
      .where('end_tag', 'in', chunk)
      .execute()
    marks.push(...rows.map((row) => row.mark))
  }
  return marks
}

export type FoundPart = Pick<PartRow, 'tag' | 'end_tag' | 'slot'> &
  Pick<PermissionRow, 'line' | 'post_tag' | 'until_day'>

/** A part whose deposit was finished and whose day has not passed, without its body. */
export async function findPart({ sql, network }: Scope, tag: string, today: string): Promise<FoundPart | undefined> {
  return sql
    .selectFrom('parts')
    .innerJoin('permissions', (join) =>
      join.onRef('permissions.network_id', '=', 'parts.network_id').onRef('permissions.end_tag', '=', 'parts.end_tag'),
    )
    .select([
      'parts.tag',
      'parts.end_tag',
      'parts.slot',
      'permissions.line',
      'permissions.post_tag',
      'permissions.until_day',
    ])
    .where('parts.network_id', '=', network)
    .where('parts.tag', '=', tag)
    .where('permissions.state', '=', 'alive')
    .where('permissions.until_day', '>=', today)
    .executeTakeFirst()
}

export async function findBody(
  { sql, network }: Scope,
  tag: string,
): Promise<Pick<PartRow, 'body' | 'receipt'> | undefined> {
  return sql
    .selectFrom('parts')
    .select(['body', 'receipt'])
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .executeTakeFirst()
}

export type PartName = Pick<PartRow, 'tag' | 'end_tag' | 'slot'>

/** Parts with these tags, whosever they are. */
export async function listPartsByTag({ sql, network }: Scope, tags: readonly string[]): Promise<PartName[]> {
  return sql
    .selectFrom('parts')
    .select(['tag', 'end_tag', 'slot'])
    .where('network_id', '=', network)
    .where('tag', 'in', tags)
    .execute()
}

/** All parts of these permissions. */
export async function listParts({ sql, network }: Scope, endTags: readonly string[]): Promise<PartName[]> {
  const parts: PartName[] = []
  for (const chunk of inChunks(endTags)) {
    const rows = await sql
      .selectFrom('parts')
      .select(['tag', 'end_tag', 'slot'])
      .where('network_id', '=', network)
      .where('end_tag', 'in', chunk)
      .execute()
    parts.push(...rows)
  }
  return parts
}

export async function addPermission(
  { sql, network }: Scope,
  permission: PermissionRow,
  parts: readonly PartRow[],
  locks: readonly LockRow[],
): Promise<void> {
  const own = <Row extends object>(row: Row) => ({ network_id: network, ...row })
  await sql.insertInto('permissions').values(own(permission)).execute()
  await sql.insertInto('parts').values(parts.map(own)).execute()
  if (locks.length > 0) await sql.insertInto('locks').values(locks.map(own)).execute()
}

/** Lets permissions be opened: their leashes are stored. */
export async function setAlive({ sql, network }: Scope, endTag: string): Promise<void> {
  await sql
    .updateTable('permissions')
    .set({ state: 'alive', reserved_day: null })
    .where('network_id', '=', network)
    .where('end_tag', '=', endTag)
    .execute()
}

/** What was being stored is a reservation again: nothing of it but its names and its day. */
export async function setReserved({ sql, network }: Scope, endTags: readonly string[]): Promise<void> {
  for (const chunk of inChunks(endTags)) {
    const parts = await listParts({ sql, network }, chunk)
    await deleteByTag({ sql, network }, 'locks', parts)
    await sql
      .updateTable('parts')
      .set({ body: null, receipt: null })
      .where('network_id', '=', network)
      .where('end_tag', 'in', chunk)
      .execute()
    await sql
      .updateTable('permissions')
      .set({ state: 'reserved', renew_tag: null, post_tag: null, line: null, deposit_tag: null })
      .where('network_id', '=', network)
      .where('end_tag', 'in', chunk)
      .execute()
  }
}

/** Deletes a reservation, which nothing hangs on but its names. */
export async function deleteNames({ sql, network }: Scope, endTag: string): Promise<void> {
  for (const table of ['permissions', 'parts'] as const)
    await sql.deleteFrom(table).where('network_id', '=', network).where('end_tag', '=', endTag).execute()
}

/** Deletes permissions and everything that hangs on them. */
export async function deletePermissions({ sql, network }: Scope, endTags: readonly string[]): Promise<void> {
  for (const chunk of inChunks(endTags)) {
    const parts = await listParts({ sql, network }, chunk)
    for (const table of ['locks', 'items'] as const) await deleteByTag({ sql, network }, table, parts)
    for (const table of ['permissions', 'parts', 'lines', 'bells'] as const)
      await sql.deleteFrom(table).where('network_id', '=', network).where('end_tag', 'in', chunk).execute()
  }
}

async function deleteByTag(
  { sql, network }: Scope,
  table: 'locks' | 'items',
  parts: readonly PartName[],
): Promise<void> {
  for (const chunk of inChunks(parts.map((part) => part.tag)))
    await sql.deleteFrom(table).where('network_id', '=', network).where('tag', 'in', chunk).execute()
}

/** The locks of one slot, oldest first. */
export async function listLocks({ sql, network }: Scope, tag: string, slot: LockRow['slot']): Promise<LockRow[]> {
  return sql
    .selectFrom('locks')
    .select(['tag', 'slot', 'n', 'blob', 'turn_tag'])
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .where('slot', '=', slot)
    .orderBy('n')
    .execute()
}

/** How many locks a permission has. */
export async function countLocks({ sql, network }: Scope, endTag: string): Promise<number> {
  const row = await sql
    .selectFrom('locks')
    .innerJoin('parts', (join) =>
      join.onRef('parts.network_id', '=', 'locks.network_id').onRef('parts.tag', '=', 'locks.tag'),
    )
    .select((b) => b.fn.countAll().as('count'))
    .where('parts.network_id', '=', network)
    .where('parts.end_tag', '=', endTag)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function addLock({ sql, network }: Scope, row: LockRow): Promise<void> {
  await sql
    .insertInto('locks')
    .values({ network_id: network, ...row })
    .execute()
}

/** Deletes the locks of a slot that are older than `n`. */
export async function deleteOlderLocks(
  { sql, network }: Scope,
  { tag, slot, n }: Pick<LockRow, 'tag' | 'slot' | 'n'>,
): Promise<void> {
  await sql
    .deleteFrom('locks')
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .where('slot', '=', slot)
    .where('n', '<', n)
    .execute()
}

export async function countAlive({ sql, network }: Scope): Promise<number> {
  const { count } = await sql
    .selectFrom('permissions')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('network_id', '=', network)
    .where('state', '=', 'alive')
    .executeTakeFirstOrThrow()
  return count
}
