// The second reader judges every log of the vectors as it must stand or fall, by which rule, and reads what devices and organisations keep.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { hkdfSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { identityToRecipient } from 'age-encryption'
import * as account from './account.ts'
import * as permission from './permission.ts'
import * as reader from './reader.ts'
import { readRoster } from './roster.ts'
import { Refused, type Signed } from './state.ts'

interface Cases {
  today: string
  entries: Signed[]
  cases: Array<{ rule: string; case: string; after: number; batch: Signed[]; stands: boolean }>
}
interface Account {
  network: string
  codes: { codes: Array<{ bytes: string; signs: string }>; notCodes: string[] }
  join: {
    code: string
    id: string
    request: string
    digits: string
    device: string
    credentialText: string
    possession: { sealed: string; bytes: string }
    said: Array<{ case: string; side: string; blob: string; hears: boolean }>
  }
  spoken: { genesis: string[]; records: Array<{ record: reader.Json; groups: string[] }> }
  deviceFiles: {
    prfSalt: string
    cases: Array<{ case: string; file: reader.Fields; by: { prf?: string; words?: string }; gives: string | null }>
  }
  papers: {
    seed: string
    verifyKey: string
    recipientDigest: string
    texts: string[]
    notPapers: string[]
    pairs: Array<{ a: string; b: string; gives: string }>
    wraps: Array<{ case: string; blob: string; gives: string }>
  }
}
const load = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(new URL(`../${name}`, import.meta.url), 'utf8')) as T
const [first, network, kept] = await Promise.all([
  load<Cases>('roster.json'),
  load<Cases & { life: Signed[] }>('network.json'),
  load<Account>('account.json'),
])
const bytes = (text: string) => Buffer.from(text, 'base64url')

for (const [name, file] of [
  ['roster.json', first],
  ['network.json', network],
] as const)
  test(`${name}: each log stands, or is refused by its rule`, async () => {
    for (const { rule, case: title, after, batch, stands } of file.cases) {
      const said = await readRoster([...file.entries.slice(0, after), ...batch], file.today)
        .then(() => 'stands')
        .catch((error: unknown) => (error instanceof Refused ? error.rule : assert.fail(String(error))))
      assert.equal(said, stands ? 'stands' : rule, `${rule}: ${title}`)
    }
  })

test('a life with every kind of entry: who is there at its end, and which keys', async () => {
  const whole = [...network.entries, ...network.life]
  const kinds = whole.map(({ entry }) => (JSON.parse(entry) as { kind: string }).kind)
  assert.equal(new Set(kinds).size, 10)
  const { log, organisations, left, policies } = await readRoster(whole, network.today)
  assert.deepEqual([[...organisations.keys()], [...left]], [['alder', 'birch', 'maple'], ['cedar']])
  assert.deepEqual([...policies.keys()].toSorted(), [
    'leash-keeper',
    'release-keys',
    'statistics',
    'suite',
    'witnesses',
  ])
  const periods = (place: string) => log.epochs.get(place)?.length
  assert.deepEqual(['/network', 'alder/referral', 'alder/evening', 'cedar/referral'].map(periods), [4, 3, 2, 1])
  const isThere = (id: string) => reader.deviceAt(log, id, log.length) !== undefined
  const devices = ['alder-keeper-1', 'alder-keeper-7', 'alder-worker-1', 'alder-worker-2', 'cedar-worker-1']
  assert.deepEqual(devices.map(isThere), [false, true, false, true, false])
  const desk = log.desks.get('cedar/referral')
  assert.ok(desk && desk.since < desk.until && desk.until < log.length)
})

test('codes that are typed', () => {
  for (const { bytes: code, signs } of kept.codes.codes) {
    const grouped = signs.match(/.{4}/g)?.join(' ').toUpperCase() ?? ''
    assert.deepEqual([account.readCode(signs), account.readCode(grouped)], [code, code])
  }
  for (const typed of kept.codes.notCodes) assert.equal(account.readCode(typed), null, typed)
})

test('joining: what is said under a code, six digits, possession, the passkey', async () => {
  const { code, id, request, digits, device, credentialText, possession, said } = kept.join
  const keys = account.joinKeys(bytes(code))
  const read = JSON.parse(request) as reader.Fields
  assert.deepEqual([keys.id, account.sixDigits(keys.digits, read)], [id, digits])
  for (const { case: name, side, blob, hears } of said)
    assert.deepEqual(account.hear(keys.mac, side, blob), hears ? read : null, name)
  const seed = reader.sha256('apila demo network: these keys are public')
  const identity = reader.identityOf(Buffer.from(hkdfSync('sha256', seed, '', `device/${device}/open`, 32)))
  assert.equal((await reader.openText(identity, possession.sealed))?.toString('base64url'), possession.bytes)
  const { credential, signature = null } = read['credential'] as reader.Fields
  const own = reader.canonical({ v: 2, network: kept.network, device, credential: credential ?? null })
  assert.equal(own, credentialText)
  const { verifyKey } = read['record'] as reader.Fields
  assert.ok(reader.isSigned(verifyKey, signature, 'apila/credential/v2', Buffer.from(own)))
})

test('what people read to each other at a founding', () => {
  assert.deepEqual(account.genesisGroups(network.entries[0]?.entry ?? ''), kept.spoken.genesis)
  for (const { record, groups } of kept.spoken.records) assert.deepEqual(account.recordGroups(record), groups)
})

test('device files: under the passkey or under six words, for this device and network alone', () => {
  const { prfSalt, cases } = kept.deviceFiles
  assert.equal(account.prfSalt(kept.network, kept.join.device), prfSalt)
  for (const { case: name, file, by, gives } of cases) assert.equal(account.openFile(file, by), gives, name)
})

test('recovery papers: any two give the seed and its keys, others do not, and they open the wraps that the roster names', async () => {
  const { seed, verifyKey, recipientDigest, texts, notPapers, pairs, wraps } = kept.papers
  for (const text of texts) assert.ok(account.readPaper(text.toUpperCase()))
  for (const text of notPapers) assert.equal(account.readPaper(text), null)
  for (const { a, b, gives } of pairs) {
    const [one, other] = [account.readPaper(a), account.readPaper(b)]
    assert.ok(one && other)
    const joined = account.joinPapers(one, other)
    const said = typeof joined === 'string' ? joined : joined.seed.toString('base64url') === seed ? 'seed' : 'another'
    assert.equal(said, gives)
  }
  const keys = await account.papersKeys(bytes(seed))
  const digest = reader.sha256(keys.recipient).toString('base64url')
  assert.deepEqual([keys.verifyKey, digest], [verifyKey, recipientDigest])
  const { log } = await readRoster(network.entries, network.today)
  for (const { case: name, blob, gives } of wraps) {
    const wrap = await permission.openWrap(keys.identity, blob)
    const { organisation, desk } = wrap?.['desk'] as Record<string, string>
    const own = reader.deskKeys(bytes(reader.textOf(wrap?.['seed'])))
    const named = log.epochs.get(`${organisation ?? ''}/${desk ?? ''}`)?.[Number(wrap?.['epoch'])]
    const isNamed = named?.bell === own.bell && named.recipient === (await identityToRecipient(own.identity))
    assert.equal(isNamed && organisation === 'alder' ? 'keys' : 'foreign', gives, name)
  }
})
