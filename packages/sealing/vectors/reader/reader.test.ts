// The second reader gives the answers of the vectors, and leans on none of our code.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createHash, hkdfSync } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { identityToRecipient } from 'age-encryption'
import * as reader from './reader.ts'
import * as permission from './permission.ts'
import { readRoster } from './roster.ts'
import type { Signed } from './state.ts'

type Fields = reader.Fields
interface Protocol {
  tickets: Array<
    Record<
      | 'digits'
      | 'network'
      | 'root'
      | 'name'
      | 'withdraw'
      | 'renew'
      | 'proof'
      | 'mark'
      | 'openRecipientDigest'
      | 'receiptRecipientDigest',
      string
    >
  >
  readTicket: Array<{ typed: string; read: { ok: boolean } }>
  canonical: Array<{ json: string; canonical: string }>
  notCanonical: string[]
}
interface Bells {
  seed: string
  list: string
  bellPublic: string
  recipientDigest: string
  bells: Array<{ case: string; network: string; bell: string; ring: Fields | null }>
}
interface Wraps {
  device: string
  wraps: Array<{ case: string; blob: string; gives: string }>
}
interface Whole {
  mode: string
  digits: string | null
  receiptIdentity: string | null
  deposit: {
    knock: { k: string; body: string; lock: string; leash: string }
    story: { s: string; body: string; lock: string; leash: string; receipt: string }
    talk: { t: string; locks: [string, string]; leash: string }
    until: string
    line: string
    bell: string
    note: { blob: string }
  }
  secondLock: string
  items: string[]
  lines: string[]
  says: { front: Fields; grant: string; withdraw: string } & Record<
    'back' | 'codes' | 'asked' | 'told' | 'refused' | 'note' | 'items' | 'stands' | 'acts',
    reader.Json
  >
}
interface Permission {
  seeds: Record<string, string>
  today: string
  whole: Whole[]
  cases: Array<{
    case: string
    part: 'knock' | 'story'
    name: string
    released: permission.Released
    today: string
    desk: string
    root: string | null
    says: string
  }>
}

const load = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(new URL(`../${name}`, import.meta.url), 'utf8')) as T
const digest = async (identity: string) =>
  createHash('sha256')
    .update(await identityToRecipient(identity))
    .digest('base64url')
const roster = await load<{ today: string; entries: Signed[] }>('roster.json')
const { log } = await readRoster(roster.entries, roster.today)

test('no file here imports our own packages', async () => {
  for (const name of await readdir(new URL('.', import.meta.url))) {
    const text = await readFile(new URL(name, import.meta.url), 'utf8')
    const found = [...text.matchAll(/^(?:import .*|\} )from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'/gm)]
    const imports = found.map(([, from, alone, lazy]) => from ?? alone ?? lazy ?? '')
    assert.ok(imports.length > 0)
    for (const path of imports) assert.match(path, /^(node:|age-encryption$|\.\/[a-z]+\.ts$)/, name)
  }
})

test('tickets, canonical text, marks', async () => {
  const { tickets, readTicket, canonical, notCanonical } = await load<Protocol>('protocol.json')
  for (const each of tickets) {
    const root = reader.stretch(each.digits, each.network)
    const { openIdentity, receiptIdentity, ...keys } = reader.ticketKeys(root)
    const proof = reader.proofOf(Buffer.from(keys.withdraw, 'base64url'))
    assert.deepEqual(
      [root.toString('base64url'), keys, proof.toString('base64url'), reader.markOf(proof)],
      [each.root, { name: each.name, withdraw: each.withdraw, renew: each.renew }, each.proof, each.mark],
    )
    assert.equal(await digest(openIdentity), each.openRecipientDigest)
    assert.equal(await digest(receiptIdentity), each.receiptRecipientDigest)
  }
  for (const { typed, read } of readTicket) assert.equal(reader.isTicket(typed), read.ok, typed)
  for (const { json, canonical: text } of canonical)
    assert.equal(reader.canonical(JSON.parse(json) as reader.Json), text)
  for (const json of notCanonical) assert.throws(() => reader.canonical(JSON.parse(json) as reader.Json), reader.Broken)
})

test('bells', async () => {
  const { seed, list, bellPublic, recipientDigest, bells } = await load<Bells>('bells.json')
  const desk = reader.deskKeys(Buffer.from(seed, 'base64url'))
  assert.deepEqual([desk.list, desk.bell, await digest(desk.identity)], [list, bellPublic, recipientDigest])
  for (const { case: name, network, bell, ring } of bells)
    assert.deepEqual(reader.hearBell(desk, network, bell), ring, name)
})

test('wraps: the key of the roster, and no other', async () => {
  const { device, wraps } = await load<Wraps>('wraps.json')
  const seed = createHash('sha256').update('apila demo network: these keys are public').digest()
  const identity = reader.identityOf(Buffer.from(hkdfSync('sha256', seed, '', `device/${device}/open`, 32)))
  for (const { case: name, blob, gives } of wraps) {
    const said = await permission
      .openWrap(identity, blob)
      .then(async (wrap) => {
        if (!wrap) return 'not-for-us'
        const { organisation, desk } = wrap['desk'] as Record<string, string>
        const named = log.epochs.get(`${organisation}/${desk}`)?.[Number(wrap['epoch'])]
        const own = reader.deviceAt(log, device, log.length)
        const keys = reader.deskKeys(Buffer.from(reader.textOf(wrap['seed']), 'base64url'))
        const isOurs = own?.['organisation'] === organisation && (own?.['desks'] as string[]).includes(desk ?? '')
        const isNamed = named?.bell === keys.bell && named.recipient === (await identityToRecipient(keys.identity))
        return isOurs && isNamed ? 'keys' : 'foreign'
      })
      .catch((error: unknown) => (error instanceof reader.Broken ? 'broken' : assert.fail(String(error))))
    assert.equal(said, gives, name)
  }
})

const vectors = await load<Permission>('permission.json')
const seedOf = (desk: string) => Buffer.from(vectors.seeds[desk] ?? '', 'base64url')

test('each case of a permission ends as it must', async () => {
  for (const { case: name, part, name: at, released, today, desk, root, says } of vectors.cases) {
    const brought = root === null ? null : Buffer.from(root, 'base64url')
    const answer = await permission.open({ part, name: at, released, today, seed: seedOf(desk), root: brought }, log)
    assert.equal(answer.says, says, name)
  }
})

test('whole permissions: first contact, story by ticket and after her Yes, receipt, conversation, her book, bell, note', async () => {
  for (const { mode, digits, receiptIdentity, deposit, secondLock, items, lines, says } of vectors.whole) {
    const { knock, story, talk, until } = deposit
    const root = digits === null ? null : reader.stretch(digits, log.network)
    const asked = { today: vectors.today, seed: seedOf('birch') }
    const first = { n: 0, blob: story.lock }
    const opened = async (
      part: 'knock' | 'story',
      name: string,
      released: permission.Released,
      brought: Buffer | null = null,
    ) => {
      const answer = await permission.open({ ...asked, part, name, released, root: brought }, log)
      if (!('content' in answer)) return assert.fail(`${mode} ${part}: ${answer.says}`)
      assert.equal(answer.grant, says.grant)
      assert.deepEqual(answer.content['front'], says.front)
      assert.equal(answer.content['mark'], reader.markOf(Buffer.from(says.withdraw, 'base64url')))
      return answer.content
    }
    const knocked = await opened('knock', knock.k, { ...knock, until, locks: [{ n: 0, blob: knock.lock }] })
    const { codes = null, asked: question = null } = knocked
    assert.deepEqual([codes, question, knocked['talk']], [says.codes, says.asked, talk.t])
    const both = [first, { n: 1, blob: secondLock }]
    for (const [locks, brought] of [
      [[first], root],
      [both, null],
    ] as const) {
      const told = await opened('story', story.s, { ...story, until, locks }, brought)
      assert.deepEqual([told['story'], told['back'], told['talk']], [says.told, says.back, talk.t])
    }
    const identity = receiptIdentity ?? reader.ticketKeys(root ?? Buffer.alloc(32)).receiptIdentity
    const receipt = await permission.openReceipt(story.leash, story.receipt, story.s, identity, log)
    assert.deepEqual([receipt?.['front'], receipt?.['refused']], [says.front, says.refused])
    const book = reader.textOf(receipt?.['bookIdentity'])
    assert.equal(await identityToRecipient(book), deposit.line)
    assert.deepEqual(await permission.openBook(book, lines, log), says.acts)
    for (const [side, desk] of [
      [0, 'birch'],
      [1, 'alder'],
    ] as const) {
      const locks = [{ n: 0, blob: talk.locks[side] }]
      for await (const { inner } of permission.openLocks(talk.leash, reader.identityOf(seedOf(desk)), locks)) {
        const { identity: key } = inner as { identity: string }
        const read = await permission.openItems(key, items, talk.t, says.front, says.grant, log)
        assert.deepEqual([read.items, read.says], [says.items, says.stands])
      }
    }
    const ring = reader.hearBell(reader.deskKeys(seedOf('birch')), log.network, deposit.bell)
    assert.equal(ring?.['name'] ?? null, mode === 'all-together' ? null : knock.k)
    assert.deepEqual(await permission.openNote(reader.identityOf(seedOf('alder')), deposit.note.blob), says.note)
  }
})

test('second signatures: what was heard, what is urgent, and what is neither', async () => {
  interface Seconds {
    seeds: Record<string, string>
    cases: Array<
      { case: string; desk: string; root: string | null; says: string } & Omit<
        permission.Asked,
        'part' | 'seed' | 'root'
      >
    >
  }
  const { seeds, cases } = await load<Seconds>('seconds.json')
  assert.ok(cases.length >= 28)
  for (const { case: name, desk, root, says, ...asked } of cases) {
    const seed = Buffer.from(seeds[desk] ?? '', 'base64url')
    const brought = root === null ? null : Buffer.from(root, 'base64url')
    const answer = await permission.open({ ...asked, part: 'story', seed, root: brought }, log)
    assert.equal(answer.says, says, name)
  }
})

interface Renewals {
  t: string
  identity: string
  cases: Array<{
    case: string
    front: Fields
    grant: string
    until: string
    items: string[]
    stands: string[]
    last: string
  }>
}

test('renewals: what is right moves the last day, and nothing else does', async () => {
  const { t, identity, cases } = await load<Renewals>('renewal.json')
  for (const { case: name, front, grant, until, items, stands, last } of cases) {
    const read = await permission.openItems(identity, items, t, front, grant, log, until)
    assert.deepEqual([read.says, read.last], [stands, last], name)
  }
})
