// Keeps the names of a permission before its ticket is handed over, so that ending finds them whenever she asks, and fixes its last day.
// Names that nobody used leave after a few days. Governed by docs/protocol.md "Deposit" and "Ending".
import type { Name, Proof } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import type { Names } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { markOf } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { requireSealed } from './days.ts'
import { hasEnding } from './ending-store.ts'
import { isEnded } from './look-store.ts'
import {
  type PartRow,
  type PermissionRow,
  addPermission,
  findPermission,
  listParts,
  listPartsByTag,
} from './permission-store.ts'

/** What names a permission to the server. */
export type Named = { withdraw: Proof; k: Name; s: Name; t: Name; until: Day; sealedOn: Day }

export type NamedRows = { permission: PermissionRow; parts: PartRow[] }

/** The rows of a reservation: its names and its day, and nothing else. */
export function reservedRows(ctx: Ctx, { withdraw, k, s, t, until, sealedOn }: Named): NamedRows {
  if (new Set([k, s, t]).size < 3) throw new Problem('bad-input', { paths: ['k', 's', 't'] })
  const endTag = ctx.network.pepper.tag('end', withdraw)
  const part = (slot: PartRow['slot'], name: Name): PartRow => ({
    tag: ctx.network.pepper.tag('loc', name),
    end_tag: endTag,
    slot,
    body: null,
    receipt: null,
  })
  return {
    permission: {
      end_tag: endTag,
      renew_tag: null,
      post_tag: null,
      mark: markOf(withdraw),
      line: null,
      until_day: until,
      renewals: 0,
      deposit_tag: null,
      reserved_day: sealedOn,
      state: 'reserved',
    },
    parts: [part('k', k), part('s', s), part('t', t)],
  }
}

/** Whether she has asked for the end of a permission with this proof. */
export const hasEndedBefore = async (ctx: Ctx, scope: Scope, withdraw: Proof): Promise<boolean> =>
  (await isEnded(scope, markOf(withdraw))) || (await hasEnding(scope, ctx.network.pepper.tag('ending', withdraw)))

/** What stands under these names already: nothing, the very same, or something else, which makes them unusable. */
export async function findNamed(
  scope: Scope,
  { permission, parts }: NamedRows,
): Promise<PermissionRow | 'none' | 'other'> {
  const there = await findPermission(scope, permission.end_tag)
  const taken = await listPartsByTag(
    scope,
    parts.map((part) => part.tag),
  )
  if (!there) return taken.length === 0 ? 'none' : 'other'
  const own = await listParts(scope, [permission.end_tag])
  const areSame =
    own.length === parts.length &&
    taken.length === parts.length &&
    parts.every(({ tag, slot }) => own.some((row) => row.tag === tag && row.slot === slot))
  return areSame && there.until_day === permission.until_day ? there : 'other'
}

/** Keeps names; the same again is answered like the first time. */
export async function keepNames(ctx: Ctx, device: DeviceId, names: Names): Promise<void> {
  requireSealed(names, ctx.today())
  const rows = reservedRows(ctx, names)
  await ctx.db.write(async (tx) => {
    const there = await findNamed(tx, rows)
    if (there === 'other') throw new Problem('already-there')
    if (there !== 'none') return
    if (await hasEndedBefore(ctx, tx, names.withdraw)) throw new Problem('has-ended')
    ctx.network.quotas.spend('names', device)
    await addPermission(tx, rows.permission, rows.parts, [])
  })
}
