// The local program takes its release keys from the members' roster: the true one, its continuation, and no other. An older roster, a fork, another
// network's, a broken one and other keys than before stop the start with a sentence, and leave what the machine knew.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { decodeBytes } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import { OrganisationId, type SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { ReleaseKeys } from '@apila/core/program/program.ts'
import { ed25519Pair } from '@apila/sealing/ed25519.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import { type RosterContent, signBatch } from '@apila/sealing/organisation/batch.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import { keysOfRoster } from '../../packages/server/src/program/roster-keys.ts'
import { type World, foundDemo } from '../world/network.ts'

const today = Day.parse('2026-11-30')
let folder: string
let world: World
let roster: Roster
let first: readonly SignedEntry[]
const at = (name: string) => join(folder, name)
const members = ['koivu', 'kataja', 'haapa']

const keepersOf = (organisations: readonly string[]) =>
  organisations.flatMap((id) => [1, 2].map((n) => world.device(`${id}-keeper-${String(n)}`)))

async function releaseKeys(): Promise<ReleaseKeys> {
  const keys = await Promise.all(
    members.map(async (id) => ({
      organisation: OrganisationId.parse(id),
      verifyKey: (await ed25519Pair(systemRandom(32))).verifyKey,
    })),
  )
  return ReleaseKeys.parse({ v: 2, keys })
}

/** A roster that goes on from another by one entry which the members sign. */
async function goOn(from: readonly SignedEntry[], before: Roster, content: RosterContent): Promise<SignedEntry[]> {
  return [...from, ...(await signBatch(before, today, [content], keepersOf(members)))]
}
const naming = ({ keys }: ReleaseKeys): RosterContent => ({ kind: 'policy', topic: 'release-keys', value: { keys } })

function write(name: string, entries: readonly SignedEntry[]): string {
  writeFileSync(at(name), JSON.stringify({ v: 2, entries }))
  return at(name)
}

const machine = (name: string): string => mkdtempSync(join(folder, `${name}-`))
const take = (file: string, where: string, more: Partial<Parameters<typeof keysOfRoster>[0]> = {}) =>
  keysOfRoster({ rosterFile: file, folder: where, paper: null, today, began: null, ...more })

let keys: ReleaseKeys
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'apila-roster-keys-'))
  world = await foundDemo(Day.parse('2026-01-02'))
  keys = await releaseKeys()
  first = await goOn(world.entries, world.roster, naming(keys))
  const reading = await readRoster(first, null, today)
  assert.ok(reading.ok)
  roster = reading.roster
})
after(() => {
  rmSync(folder, { recursive: true })
})

test('the keys are those that the members have named, and change when they name others', async () => {
  const where = machine('honest')
  const file = write('first.json', first)
  assert.deepEqual(take(file, where), keys)
  const later = await releaseKeys()
  const second = write('second.json', await goOn(first, roster, naming(later)))
  assert.deepEqual(take(second, where), later)
  assert.deepEqual(take(second, where), later, 'again')
})

test('an older roster and a fork are named as what they are, and the machine keeps what it knew', async () => {
  const where = machine('forked')
  const [one, other] = [await releaseKeys(), await releaseKeys()]
  take(write('true.json', await goOn(first, roster, naming(one))), where)
  const known = readFileSync(join(where, 'network.json'), 'utf8')
  assert.throws(() => take(write('older.json', first), where), /is older than what this machine has read/)
  const fork = await goOn(first, roster, naming(other))
  assert.throws(() => take(write('fork.json', fork), where), /is a fork: .* Somebody shows two desks two rosters/)
  assert.equal(readFileSync(join(where, 'network.json'), 'utf8'), known)
})

test('a roster of another network, one that breaks a rule, and one without release keys are refused', async () => {
  const where = machine('other')
  take(write('first-again.json', first), where)
  const elsewhere = await foundDemo(Day.parse('2026-01-03'))
  const reading = await readRoster(elsewhere.entries, null, today)
  assert.ok(reading.ok)
  const foreign = await goOn(elsewhere.entries, reading.roster, naming(keys))
  assert.throws(
    () => take(write('foreign.json', foreign), where),
    /another network than the one that this machine began with/,
  )
  const few = await signBatch(roster, today, [naming(await releaseKeys())], keepersOf(['koivu']))
  assert.throws(
    () => take(write('few.json', [...first, ...few]), where),
    /breaks a rule/,
    'a minority names its own keys',
  )
  const [last] = first.slice(-1)
  assert.ok(last)
  const changed = { ...last, entry: last.entry.replace(keys.keys[0]?.verifyKey ?? '', keys.keys[1]?.verifyKey ?? '') }
  assert.throws(() => take(write('changed.json', [...first.slice(0, -1), changed]), where), /breaks a rule/)
  assert.throws(
    () => take(write('none.json', world.entries), machine('none')),
    /have not named three release keys.*--keys.*apila-tools ring/,
  )
  assert.throws(
    () => take(write('first.json', first), where, { today: Day.parse('2026-01-05') }),
    /clock of this machine/,
  )
  writeFileSync(at('noise.json'), 'no roster')
  assert.throws(() => take(at('noise.json'), where), /is no roster/)
})

test('the founding’s paper tells a false network at the first start, and a first roster brings no other keys than were trusted', async () => {
  const file = write('paper.json', first)
  const digits = Buffer.from(decodeBytes(roster.genesis)).toString('hex').slice(0, 40)
  const grouped = digits.toUpperCase().match(/.{4}/g)?.join(' ') ?? ''
  assert.deepEqual(take(file, machine('paper'), { paper: grouped }), keys)
  const where = machine('false-paper')
  assert.throws(
    () => take(file, where, { paper: grouped.replace(/^./, (sign) => (sign === '0' ? '1' : '0')) }),
    /of another network than the paper/,
  )
  const began = await releaseKeys()
  assert.throws(() => take(file, where, { began }), /names other release keys than this machine began with/)
  assert.throws(() => take(file, where, { began }), /names other release keys/, 'also when it is tried again')
  assert.deepEqual(take(file, where, { began: keys }), keys)
})
