// Takes signed entries into the roster, with everything that comes with them: the founding, desk keys, passkeys, the proposal that they complete;
// and takes everything from devices that have gone. All or nothing, in one transaction. Governed by docs/protocol.md "Roster".
import type { SignedCredential } from '@apila/core/account/passkey.ts'
import type { BatchKeys } from '@apila/core/account/session.ts'
import type { DeviceId, SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { RosterBatch } from '@apila/core/account/roster-batch.ts'
import { deleteCredentialsOf } from '../account/credential-store.ts'
import { takeCredential } from '../account/credentials.ts'
import { withTouch } from '../account/fresh.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { clientNetwork } from '../platform/client-address.ts'
import { digestOf } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { type Call, requireSession } from '../platform/route.ts'
import { allowRelocking } from '../referral/relocking.ts'
import { deleteSubscriptionsOf } from '../ringing/store.ts'
import { addDeskKeys, requireKnown } from './desk-keys.ts'
import { deleteFoundingCodes } from './founding-store.ts'
import { requireFounding } from './require-founding.ts'
import { extendRoster } from './roster-keeper.ts'
import { addEntries, deleteRecoveryWrapsOf, deleteWrapsOf, setFolderNetwork } from './store.ts'

const NO_KEYS: BatchKeys = { wraps: [], recovery: [], links: [] }

export async function addToRoster(call: Call<RosterBatch>): Promise<undefined> {
  const { ctx, request } = call
  // Only tries with a wrong founding code add up.
  const giveBack = (): void => {
    ctx.network.limits.giveBack('sign-in', clientNetwork(ctx, request))
  }
  await ctx.db.exclusively(async () => {
    if (!ctx.network.roster.current()) {
      if (ctx.demo) giveBack()
      else if (!requireFounding(call, call.body.code).isSigned(call.body.entries))
        throw new Problem('roster-refused', { paths: ['entries.0 not-signed-now'] })
      await add(call, null)
      return
    }
    const session = requireSession(ctx, request, 'keeper')
    giveBack()
    if (isTaken(session.roster.heads, call.body.entries)) return
    await withTouch({ ctx, ...session }, 'add-to-roster', () => add(call, session.device.id))
  })
}

async function add({ ctx, body }: Call<RosterBatch>, writer: DeviceId | null): Promise<void> {
  const before = ctx.network.roster.current()
  const after = extendRoster(before, body.entries, ctx.today())
  if (!after.ok) {
    const index = after.n - (before?.length ?? 0)
    throw new Problem('roster-refused', { paths: [`entries.${String(index)} ${after.problem}`] })
  }
  const { roster } = after
  // A made-up network has no place in a folder of an own one, nor the other way round.
  if (!before && roster.demo !== ctx.demo)
    throw new Problem('roster-refused', { paths: [ctx.demo ? 'entries.0 not-demo' : 'entries.0 demo'] })
  const completed = body.proposal === undefined ? undefined : ctx.network.proposals.find(body.proposal)
  const gone = [...(before?.devices.keys() ?? [])].filter((id) => !roster.devices.has(id))
  const keys = [completed?.keys ?? NO_KEYS, body.keys ?? NO_KEYS]
  for (const each of keys) requireKnown(roster, each)
  await ctx.db.write(async (tx) => {
    const own = { ...tx, network: roster.network }
    await addEntries(tx, roster.network, before?.length ?? 0, body.entries)
    if (!before) {
      await setFolderNetwork(tx, roster.network)
      await deleteFoundingCodes(tx)
    }
    await takeFromGone(own, before, roster, gone)
    for (const each of keys) await addDeskKeys(own, each, writer)
    await takeCredentials(ctx, own, { before, after: roster }, [
      ...(completed?.credentials ?? []),
      ...(body.credentials ?? []),
    ])
    if (body.proposal !== undefined) await ctx.network.proposals.remove(own, [body.proposal])
  })
  ctx.db.useNetwork(roster.network)
  ctx.network.roster.set(roster)
  ctx.network.founding?.end()
  for (const id of gone) ctx.network.sessions.endAll(id)
  await ctx.network.proposals.settle(roster)
  if (before)
    await allowRelocking(ctx.network.quotas, ctx.db.read(), { roster, since: before.length, today: ctx.today() })
}

async function takeFromGone(tx: Scope, before: Roster | null, after: Roster, gone: readonly DeviceId[]): Promise<void> {
  await deleteWrapsOf(tx, gone)
  await deleteCredentialsOf(tx, gone)
  await deleteSubscriptionsOf(tx, gone)
  // What lay for papers that are not the organisation's any more opens for nobody.
  for (const { id } of before?.organisations.values() ?? [])
    if (!after.organisations.has(id)) await deleteRecoveryWrapsOf(tx, id)
}

// Only devices that come with this batch: whoever was there adds a passkey from a session of their own.
async function takeCredentials(
  ctx: Ctx,
  tx: Scope,
  { before, after }: { before: Roster | null; after: Roster },
  credentials: readonly SignedCredential[],
): Promise<void> {
  for (const credential of credentials) {
    if (before?.devices.has(credential.device)) throw new Problem('not-found')
    await takeCredential(ctx, tx, after, credential)
  }
}

// The very batch that was taken before: its answer was lost.
function isTaken(heads: readonly string[], entries: readonly SignedEntry[]): boolean {
  const digests = entries.map(({ entry }) => digestOf(entry))
  const at = heads.indexOf(digests[0] ?? '')
  return at >= 0 && digests.every((digest, index) => heads[at + index] === digest)
}
