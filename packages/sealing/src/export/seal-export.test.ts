// An export opens with its own key and with no other, whole or not at all, and has no place for what is a client's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonical } from '@apila/core/canonical.ts'
import { EXPORT_MOST_BYTES, MemberExport, owedOf } from '@apila/core/export/member-export.ts'
import { NoticeNote } from '@apila/core/referral/notice.ts'
import { newIdentity, recipientOf, seal } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { openExport, sealExport } from './seal-export.ts'

const taken = MemberExport.parse({
  ...{ v: 2, kind: 'member-export', network: 'aaaa', organisation: 'koivu', on: '2026-11-30' },
  content: { organisations: [], services: [], profiles: [], said: [] },
  lines: null,
  sums: [],
  owed: [],
  roster: [{ entry: '{}', signatures: [{ device: 'koivu-keeper-1', signature: 'A'.repeat(86) }] }],
})

test('round trip, also with a key written in groups and in small letters; no two exports have one key', async () => {
  const { file, key } = await sealExport(taken)
  const grouped = key.toLowerCase().replace(/(.{4})/g, '$1 \n')
  for (const written of [key, grouped, ` ${key}\r\n`])
    assert.deepEqual(await openExport(file, written), { ok: true, export: taken })
  assert.notEqual((await sealExport(taken)).key, key)
})

test('another key, no key at all, a slip of the pen', async () => {
  const { file, key } = await sealExport(taken)
  assert.deepEqual(await openExport(file, await newIdentity()), { ok: false, problem: 'other-key' })
  const slip = key.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q'))
  for (const written of ['', 'a word', slip, key.slice(0, -1), await recipientOf(key)])
    assert.deepEqual(await openExport(file, written), { ok: false, problem: 'not-a-key' })
})

test('a changed byte, a cut, other content and what is no file of age are broken; what is too long is not looked at', async () => {
  const { file, key } = await sealExport(taken)
  const broken = { ok: false, problem: 'broken' }
  for (let at = 0; at < file.length; at += 53) {
    const flipped = file.with(at, (file[at] ?? 0) ^ 1)
    const { ok } = await openExport(flipped, key)
    assert.equal(ok, false, String(at))
    assert.equal((await openExport(file.slice(0, at), key)).ok, false, String(at))
  }
  assert.deepEqual(await openExport(file.with(file.length - 1, (file.at(-1) ?? 0) ^ 1), key), broken)
  assert.deepEqual(await openExport(utf8('PK\u0003\u0004'), key), broken)
  for (const other of [{}, { ...taken, v: 3 }, { ...taken, notes: [] }, { ...taken, kind: 'note' }])
    assert.deepEqual(await openExport(await seal(await recipientOf(key), utf8(canonical(other))), key), broken)
  assert.deepEqual(await openExport(new Uint8Array(EXPORT_MOST_BYTES + 1), key), { ok: false, problem: 'too-long' })
})

test('what the shape has no place for is not sealed', async () => {
  for (const more of [{ notes: [] }, { parcels: ['x'] }, { sums: [{ mark: 'x' }] }, { owed: [{ under: null }] }])
    await assert.rejects(sealExport({ ...taken, ...more } as never))
})

test('of a notice that is owed neither name nor mark of the permission leaves; what the client knows does not leave', () => {
  const note = NoticeNote.parse({
    ...{ kind: 'notice', what: ['worry-for-child'], provision: 'child-notify-duty', to: 'child-welfare' },
    ...{ byRole: 'worker', on: '2026-11-02', client: { state: 'owed' }, inBook: 'owed' },
    under: { name: 'N'.repeat(21) + 'A', mark: 'M'.repeat(21) + 'A' },
  })
  const owed = owedOf(note)
  assert.ok(owed)
  assert.deepEqual(Object.keys(owed).sort(), ['byRole', 'deferred', 'on', 'provision', 'to', 'what'])
  assert.doesNotMatch(JSON.stringify(owed), /NNNN|MMMM|inBook/)
  const deferred = { state: 'deferred', on: '2026-11-03', reason: 'not-safe', lookAgain: '2026-11-20' } as const
  assert.deepEqual(owedOf(NoticeNote.parse({ ...note, client: deferred }))?.deferred, {
    reason: 'not-safe',
    lookAgain: '2026-11-20',
  })
  const told = { state: 'told', on: '2026-11-03', how: 'met', language: 'fi', understood: 'yes' }
  assert.equal(owedOf(NoticeNote.parse({ ...note, client: told })), null)
})
