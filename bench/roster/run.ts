// How long a network of years takes to read: a roster of 2,000 entries verified once and then only its new part, as a device keeps it; and a desk
// of 12 periods in a network of 100 devices that opens 1,000 notes at sign-in and locks 1,000 permissions anew. Time of the processor, so that
// whoever else works on the machine does not count. Not a timed test: read the numbers beside one signature.
import { canonical } from '@apila/core/canonical.ts'
import type { DeviceId, SignedEntry } from '@apila/core/organisation/roster.ts'
import { Roster } from '@apila/core/organisation/roster-value.ts'
import { leftToRelock, relocksOf, safeSince } from '@apila/core/referral/relocking.ts'
import { type HeldDesk, deskKeys, openWraps } from '@apila/sealing/account/desk-keys.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import { isSignedBy } from '@apila/sealing/labels.ts'
import { wrapsFor } from '@apila/sealing/organisation/key-periods.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import {
  TODAY,
  describe,
  deviceOf,
  epochBody,
  foundNetwork,
  keepersOf,
  readWhole,
  seedOf,
  which,
  withBatch,
} from '@apila/sealing/organisation/test-network.ts'
import { openNote, sealNote } from '@apila/sealing/referral/note.ts'
import { relockPart } from '@apila/sealing/referral/relock.ts'
import { sealPermission } from '@apila/sealing/referral/seal.ts'
import { inputWith, randomName, releasedKnock } from '@apila/sealing/referral/test/permission.ts'

const [ENTRIES, NEW_ENTRIES, DEVICES, PERIODS, PERMISSIONS, SAMPLE] = [2000, 20, 100, 12, 1000, 40]
const BIRCH = keepersOf('birch')

async function once<T>(act: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const before = process.cpuUsage()
  const value = await act()
  const { user, system } = process.cpuUsage(before)
  return { ms: (user + system) / 1_000, value }
}
const rows: Array<{ what: string; ms: number }> = []
const say = (what: string, ms: number) => rows.push({ what, ms })

// Ten years: keys every month, and devices that come.
async function tenYears(length: number): Promise<SignedEntry[]> {
  const log = await foundNetwork()
  const steps: Array<readonly [Record<string, unknown>, readonly string[]]> = []
  let epoch = 1
  for (let device = 2; log.length + steps.length < length;)
    if (steps.length % 3 === 0 && device < DEVICES + 2) {
      const record = await describe(`birch-worker-${String(device)}`, 'birch', { desks: ['referral'] })
      steps.push([{ kind: 'device', device: record }, BIRCH])
      device += 1
    } else {
      steps.push([await epochBody('birch', 'referral', epoch), BIRCH])
      epoch += 1
    }
  return withBatch(log, ...steps)
}

const log = await tenYears(ENTRIES + NEW_ENTRIES)
const [first] = log
const one = await once(async () => {
  const device = await deviceOf('alder-keeper-1')
  const [signature] = first?.signatures ?? []
  for (let n = 0; n < 100; n += 1)
    await isSignedBy(device.verifyKey, signature?.signature ?? '', 'apila/roster/v2', canonical({ n }))
})
say('one signature verified', one.ms / 100)
const whole = await once(() => readRoster(log.slice(0, ENTRIES), null, TODAY))
if (!whole.value.ok) throw new Error(whole.value.problem)
say(`a roster of ${String(ENTRIES)} entries, the first time`, whole.ms)
const kept = structuredClone(whole.value.roster)
const parsed = await once(() => Roster.parse(kept))
say('the kept roster read back', parsed.ms)
const rest = await once(() => readRoster(log.slice(ENTRIES), parsed.value, TODAY))
if (!rest.value.ok) throw new Error(rest.value.problem)
say(`only its new part, ${String(NEW_ENTRIES)} entries`, rest.ms)

// A hundred devices, twelve periods, a thousand permissions, and somebody leaves.
const founded = await foundNetwork()
const staff = await Promise.all(
  Array.from({ length: DEVICES }, (_, at) =>
    describe(`birch-worker-${String(at + 2)}`, 'birch', { desks: ['referral'] }),
  ),
)
const joined = await withBatch(founded, ...staff.map((device) => [{ kind: 'device', device }, BIRCH] as const))
const periods = await Promise.all(
  Array.from({ length: PERIODS - 1 }, async (_, at) => [await epochBody('birch', 'referral', at + 1), BIRCH] as const),
)
const early = await readWhole(await withBatch(joined, ...periods))
const removal = [{ kind: 'device-remove', id: 'birch-worker-2' }, BIRCH] as const
const roster = await readWhole(
  await withBatch(await withBatch(joined, ...periods), removal, [await epochBody('birch', 'referral', PERIODS), BIRCH]),
)
const desk = which('birch', 'referral')
const own = await deviceOf('birch-worker-3')
const seeds = await Promise.all(Array.from({ length: PERIODS + 1 }, (_, epoch) => seedOf('birch', 'referral', epoch)))
const ownRecord = roster.devices.get('birch-worker-3' as DeviceId)
const wraps = (
  await Promise.all(seeds.map((seed, epoch) => wrapsFor(ownRecord ? [ownRecord] : [], { which: desk, epoch, seed })))
).flat()
const opened = await once(() => openWraps(own, roster, wraps))
say(`the wraps of ${String(PERIODS + 1)} periods opened at sign-in`, opened.ms)
const sealing = await once(() =>
  wrapsFor([...roster.devices.values()], { which: desk, epoch: PERIODS, seed: seeds.at(-1) ?? new Uint8Array(32) }),
)
say(`a new key sealed to ${String(sealing.value.length)} devices`, sealing.ms)

const names = Array.from({ length: PERMISSIONS }, () => ({ k: randomName(), s: null }))
const planned = await once(() => leftToRelock(relocksOf([], names), new Set()))
say(`the plan of ${String(planned.value.length)} locks`, planned.ms)
const held: HeldDesk[] = await Promise.all(
  [PERIODS, PERIODS - 1].map(async (epoch) => ({
    ...(await deskKeys(seeds[epoch] ?? new Uint8Array(32))),
    which: desk,
    epoch,
  })),
)
const relocking = { desks: held, since: safeSince(roster, desk), random: systemRandom }
const sent = await Promise.all(
  Array.from({ length: SAMPLE }, async () => {
    const input = await inputWith({ input: { roster: early } })
    return { ...(await sealPermission(input)), k: input.reservation.k }
  }),
)
const anew = await once(async () => {
  for (const { deposit, k } of sent) {
    const result = await relockPart('k', { released: releasedKnock(deposit), name: k, roster, today: TODAY }, relocking)
    if (result.kind !== 'lock') throw new Error(result.kind)
  }
})
say('one lock anew, its part verified', anew.ms / SAMPLE)
say(`so ${String(PERMISSIONS)} of them`, (anew.ms / SAMPLE) * PERMISSIONS)

// The desk's own list: each note under the key that its list comes from, among thirteen.
const all = await Promise.all(
  seeds.toReversed().map(async (seed, at) => ({ ...(await deskKeys(seed)), which: desk, epoch: PERIODS - at })),
)
const oldest = all.at(-1)
const [oneSent] = sent
if (!oldest || !oneSent) throw new Error('no key, no permission')
const noteSample = await Promise.all(Array.from({ length: SAMPLE }, () => sealNote(oldest, oneSent.note)))
const openAll = (keys: readonly HeldDesk[]) =>
  once(async () => {
    for (const blob of noteSample) for (const key of keys) if (await openNote(key, blob).catch(() => null)) break
  })
await openAll([oldest])
say('one note opened by the key of its list', (await openAll([oldest])).ms / SAMPLE)
say('the same, newest of 13 keys first', (await openAll(all)).ms / SAMPLE)
for (const { what, ms } of rows)
  console.log(`${what.padEnd(64)} ${ms.toFixed(2).padStart(9)} ms   ratio ${(ms / (one.ms / 100)).toFixed(1)}`)
