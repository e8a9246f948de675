// Over a lock, what a screen offers stays for its own device alone, sealed, once, and not after another screen.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { deriveDemoDevice } from '@apila/sealing/account/demo-device.ts'
import { dropOverLock, holdOverLock, offerOverLock, takeOverLock } from './over-lock.ts'

const own = await deriveDemoDevice('koivu-worker-1')
const other = await deriveDemoDevice('kataja-worker-1')
const LETTER = { letter: 'kanarialintu' }

beforeEach(dropOverLock)

test('what stands there at the lock comes back for its device, once', async () => {
  const stop = offerOverLock(() => LETTER)
  assert.equal(holdOverLock(own), true)
  stop()
  assert.deepEqual(await takeOverLock(own), LETTER)
  assert.equal(await takeOverLock(own), null)
})

test('nothing is held where nothing is offered, or nothing is written yet', async () => {
  assert.equal(holdOverLock(own), false)
  const stop = offerOverLock(() => null)
  assert.equal(holdOverLock(own), false)
  stop()
  assert.equal(await takeOverLock(own), null)
})

test('a second lock without the screen, as behind another tab’s, changes nothing of what is held', async () => {
  const stop = offerOverLock(() => LETTER)
  holdOverLock(own)
  stop()
  assert.equal(holdOverLock(own), false)
  assert.deepEqual(await takeOverLock(own), LETTER)
})

test('another device gets nothing, and with it it is gone', async () => {
  const stop = offerOverLock(() => LETTER)
  holdOverLock(own)
  stop()
  assert.equal(await takeOverLock(other), null)
  assert.equal(await takeOverLock(own), null)
})

test('another screen takes it away', async () => {
  const stop = offerOverLock(() => LETTER)
  holdOverLock(own)
  stop()
  dropOverLock()
  assert.equal(await takeOverLock(own), null)
})
