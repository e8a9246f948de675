// Reads vectors/network.json and vectors/account.json with our code: logs of every kind of entry, joining, device files and recovery papers.
// The second reader reads the same in vectors/reader/network.test.ts.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { codeText, readCode } from '@apila/core/account/code-text.ts'
import { JoinRequest } from '@apila/core/account/join.ts'
import { Day } from '@apila/core/day.ts'
import type { Device, OrganisationId, SignedEntry } from '@apila/core/organisation/roster.ts'
import { currentEpoch } from '@apila/core/organisation/roster-value.ts'
import type { Digest } from '@apila/core/bytes.ts'
import { type DeviceFile, openDeviceFile, prfSalt, readDeviceFile } from './account/device-file.ts'
import { answerPossession, codeBytes, hearJoin, joinKeys, spokenDigits } from './account/join.ts'
import { digestOf, fromBase64url, toBase64url } from './encoding.ts'
import { joinPapers, openPapers, paperText, papersKey, readPaper } from './organisation/papers.ts'
import { openRecoveryWraps } from './organisation/recovery.ts'
import { readRoster } from './organisation/roster.ts'
import { genesisGroups, isGenesisOnPaper, recordGroups } from './organisation/spoken.ts'
import { deviceOf, which } from './organisation/test-network.ts'
import { stretchSalted } from './ticket.ts'
import type { accountCases } from '../vectors/account-cases.ts'
import type { RosterCase } from '../vectors/roster-cases.ts'

const load = async (name: string) =>
  JSON.parse(await readFile(new URL(`../vectors/${name}`, import.meta.url), 'utf8')) as unknown
const network = (await load('network.json')) as {
  today: string
  entries: SignedEntry[]
  life: SignedEntry[]
  cases: RosterCase[]
}
const kept = (await load('account.json')) as Awaited<ReturnType<typeof accountCases>>
const today = Day.parse(network.today)
const alder = 'alder' as OrganisationId

test('logs of members that come, leave and come back, of policies and of proposals stand or fall as they must', async () => {
  assert.ok(network.cases.filter(({ stands }) => stands).length >= 15)
  assert.ok(network.cases.filter(({ stands }) => !stands).length >= 45)
  for (const { rule, case: name, after, batch, stands } of network.cases) {
    const reading = await readRoster([...network.entries.slice(0, after), ...batch], null, today)
    assert.equal(reading.ok, stands, `${rule}: ${name}`)
  }
})

test('a life with every kind of entry gives the same roster at once and entry by entry', async () => {
  const whole = await readRoster([...network.entries, ...network.life], null, today)
  assert.ok(whole.ok)
  const half = await readRoster(network.entries, null, today)
  assert.ok(half.ok)
  const rest = await readRoster(network.life, half.roster, today)
  assert.ok(rest.ok)
  assert.deepEqual(rest.roster, whole.roster)
  const { organisations, former, devices } = whole.roster
  assert.deepEqual([[...organisations.keys()], [...former.keys()]], [['alder', 'birch', 'maple'], ['cedar']])
  assert.equal(currentEpoch(whole.roster, which('alder', 'referral'))?.epoch, 2)
  assert.deepEqual(
    ['alder-keeper-1', 'alder-keeper-7', 'alder-worker-1', 'alder-worker-2'].map((id) =>
      devices.has(id as Device['id']),
    ),
    [false, true, false, true],
  )
})

test('codes that are typed', () => {
  for (const { bytes, signs } of kept.codes.codes) {
    assert.equal(codeText(fromBase64url(bytes)), signs)
    assert.deepEqual(codeBytes(readCode(signs.toUpperCase()) ?? ''), new Uint8Array(fromBase64url(bytes)))
  }
  for (const typed of kept.codes.notCodes) assert.equal(readCode(typed), null, typed)
})

test('joining', async () => {
  const { code, id, request, digits, device, possession, said } = kept.join
  const keys = await joinKeys(fromBase64url(code))
  const read = JoinRequest.parse(JSON.parse(request))
  assert.deepEqual([keys.id, await spokenDigits(keys, read)], [id, digits])
  for (const { case: name, side, blob, hears } of said)
    assert.deepEqual(await hearJoin(keys, side, blob, JoinRequest), hears ? read : null, name)
  const own = await deviceOf(device)
  assert.equal(await answerPossession(own.identity, possession.sealed), possession.bytes)
})

test('what people read to each other at a founding', async () => {
  const genesis = await digestOf(network.entries[0]?.entry ?? '')
  assert.deepEqual(genesisGroups(genesis), kept.spoken.genesis)
  assert.ok(isGenesisOnPaper(kept.spoken.genesis.join(' '), genesis))
  assert.equal(isGenesisOnPaper(kept.spoken.genesis.join(' '), 'A'.repeat(43) as Digest), false)
  for (const { record, groups } of kept.spoken.records) assert.deepEqual(await recordGroups(record), groups)
})

test('device files', async () => {
  const [first] = kept.deviceFiles.cases
  assert.ok(first)
  assert.equal(toBase64url(await prfSalt(first.file)), kept.deviceFiles.prfSalt)
  for (const { case: name, file, by, gives } of kept.deviceFiles.cases) {
    const read: DeviceFile = readDeviceFile(file)
    const key = 'prf' in by ? { prf: fromBase64url(by.prf) } : { words: by.words, stretch: stretchSalted }
    const seed = await openDeviceFile(read, key)
    assert.equal(seed && toBase64url(seed), gives, name)
  }
})

test('recovery papers', async () => {
  const { seed, verifyKey, recipientDigest, texts, notPapers, pairs, wraps } = kept.papers
  const paperOf = async (text: string) => {
    const read = await readPaper(text)
    return read.ok ? read.paper : assert.fail(read.problem)
  }
  for (const text of texts) assert.equal(await paperText(await paperOf(text.toUpperCase())), text)
  for (const text of notPapers) assert.equal((await readPaper(text)).ok, false)
  for (const { a = '', b = '', gives } of pairs) {
    const joined = joinPapers(await paperOf(a), await paperOf(b))
    assert.equal(joined.ok ? (toBase64url(joined.seed) === seed ? 'seed' : 'another') : joined.problem, gives)
  }
  const key = await papersKey(alder, fromBase64url(seed))
  assert.deepEqual([key.verifyKey, await digestOf(key.recipient)], [verifyKey, recipientDigest])
  const reading = await readRoster(network.entries, null, today)
  assert.ok(reading.ok)
  const { roster } = reading
  const ours = { ...roster, organisations: new Map(roster.organisations) }
  const before = roster.organisations.get(alder)
  assert.ok(before)
  ours.organisations.set(alder, { ...before, recovery: { recipient: key.recipient, verifyKey: key.verifyKey } })
  const [one = '', other = ''] = texts
  assert.equal((await openPapers(ours, alder, await paperOf(one), await paperOf(other))).ok, true)
  assert.equal((await openPapers(roster, alder, await paperOf(one), await paperOf(other))).ok, false)
  for (const { case: name, blob = '', gives } of wraps) {
    const wrap = { organisation: alder, desk: which('alder', 'referral').desk, epoch: 0, blob }
    const { held, refused } = await openRecoveryWraps(key, roster, [wrap])
    assert.deepEqual([held.length, refused], gives === 'keys' ? [1, 0] : [0, 1], name)
  }
})
