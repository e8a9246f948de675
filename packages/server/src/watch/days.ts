// Publishes the head of a day once it is over, and takes the witnesses' signatures. Governed by docs/protocol.md "Days".
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from '@apila/core/canonical.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import { labelledText } from '@apila/core/labels.ts'
import { DayCosigned, DayHead, LEAVES_STEP } from '@apila/core/organisation/days.ts'
import type { Device } from '@apila/core/organisation/roster.ts'
import { type Roster, witnessesOf } from '@apila/core/organisation/roster-value.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { digestOf, digestOfBytes, isSignedBy } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { addDay, findLastDay, listDays, setCosignatures, takeLeaves } from './day-store.ts'

/** In the transaction of a new day's first sweep: the head of the day before. What was written since then, while nobody swept, is in it too. */
export async function publishDay(ctx: Ctx, tx: Scope, today: Day): Promise<void> {
  const roster = ctx.network.roster.current()
  if (!roster) return
  const last = await findLastDay(tx)
  const head = canonical(
    DayHead.parse({
      v: 2,
      n: (last?.n ?? -1) + 1,
      on: addDays(today, -1),
      previous: last ? digestOf(last.head) : null,
      roster: { length: roster.length, head: roster.head },
      program: programOf(ctx.root),
      leaves: filledUp(ctx, await takeLeaves(tx)),
    }),
  )
  const signature = ctx.network.signer.sign(labelledText('apila/day/v2', head))
  await addDay(tx, { n: (last?.n ?? -1) + 1, head, signature })
}

// Random ones look like all others; sorted, nothing tells which came when.
function filledUp(ctx: Ctx, leaves: readonly string[]): string[] {
  const size = Math.max(1, Math.ceil(leaves.length / LEAVES_STEP)) * LEAVES_STEP
  const fillers = Array.from({ length: size - leaves.length }, () => digestOfBytes(ctx.randomBytes(32)))
  return [...leaves, ...fillers].toSorted()
}

function programOf(root: string): string | null {
  const page = join(root, 'packages/app/dist/index.html')
  return existsSync(page) ? digestOfBytes(readFileSync(page)) : null
}

/** Takes a witness's signature; of one device the last counts. */
export async function cosign(
  ctx: Ctx,
  roster: Roster,
  device: Device,
  { n, signature }: { n: number; signature: string },
) {
  const isWitness = device.roles.includes('ringer') && witnessesOf(roster).organisations.includes(device.organisation)
  if (!isWitness) throw new Problem('not-found')
  await ctx.db.write(async (tx) => {
    const [day] = await listDays(tx, n, 1)
    if (day?.n !== n) throw new Problem('not-found')
    if (!isSignedBy(device.verifyKey, labelledText('apila/day/v2', day.head), signature))
      throw new Problem('bad-input', { paths: ['signature'] })
    const others = day.cosignatures.filter((each) => each.device !== device.id)
    const own = DayCosigned.shape.signature.parse(signature)
    await setCosignatures(tx, n, [...others, { device: device.id, signature: own }])
  })
}
