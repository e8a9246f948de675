// A notice is sealed as every other note of the desk: one size, nothing for others, and no note of a permission.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { Provision } from '@apila/core/referral/owed-notice.ts'
import type { NoticeNote } from '@apila/core/referral/notice.ts'
import { NoticeWhat } from '@apila/core/referral/owed-notice.ts'
import { STORED_BYTES } from '@apila/core/sizes.ts'
import type { Mark } from '@apila/core/bytes.ts'
import { BrokenSeal } from '../age.ts'
import { fromBase64url } from '../encoding.ts'
import { TODAY, keysOf } from '../organisation/test-network.ts'
import { openNote } from './note.ts'
import { openNotice, sealNotice } from './notice.ts'
import { randomName } from './test/permission.ts'

const [alder, birch] = await Promise.all(['alder', 'birch'].map((id) => keysOf(id, 'referral')))
assert.ok(alder && birch)
const notice = (provision: Provision): NoticeNote => ({
  kind: 'notice',
  what: [...NoticeWhat.options],
  provision,
  to: 'endangered',
  byRole: 'supervisor',
  on: TODAY,
  client: { state: 'told', on: TODAY, how: 'telephone', language: 'not-asked', understood: 'not-asked' },
  under: { name: randomName(), mark: randomName() as string as Mark },
  inBook: 'deferred',
})

test('the longest notice of every provision fits and opens again, in the length of every note', async () => {
  for (const provision of Provision.options) {
    const sealed = await sealNotice(alder, notice(provision))
    assert.equal(fromBase64url(sealed).length, STORED_BYTES.note)
    assert.equal((await openNotice(alder, sealed))?.provision, provision)
  }
})

test('another desk opens nothing, and the list of permissions takes it for none of its own', async () => {
  const sealed = await sealNotice(alder, notice('warn-duty'))
  assert.equal(await openNotice(birch, sealed), null)
  await assert.rejects(openNote(alder, sealed), BrokenSeal)
})
