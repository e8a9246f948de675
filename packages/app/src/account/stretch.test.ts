// Tickets without signal: each is stretched, however many, and a worker that has held digits is ended as soon as it can be.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { READY, makeStretcher } from './stretch.ts'

/** As a browser's, with the answers in the test's hand. */
class LineToWorker {
  static all: LineToWorker[] = []
  onmessage: ((event: { data: Uint8Array | 'ready' | null }) => void) | null = null
  onerror: (() => void) | null = null
  tasks: unknown[] = []
  isEnded = false
  constructor() {
    LineToWorker.all.push(this)
  }
  postMessage(task: unknown): void {
    this.tasks.push(task)
  }
  terminate(): void {
    this.isEnded = true
    this.onmessage = this.onerror = null
  }
}

test('what was prepared and did not arrive is fetched anew for the ticket', async () => {
  Object.assign(globalThis, { Worker: LineToWorker })
  const { prepare, stretch } = makeStretcher('/desk/argon2id.js')
  prepare()
  const [lost] = LineToWorker.all
  lost?.onerror?.()
  const root = stretch('1'.repeat(24), new Uint8Array(16))
  const [, second] = LineToWorker.all
  assert.deepEqual([lost?.tasks.length, second?.tasks.length], [0, 1])
  second?.onmessage?.({ data: new Uint8Array([7]) })
  assert.deepEqual(await root, new Uint8Array([7]))
})

test('what was prepared and arrived is used, once', () => {
  LineToWorker.all = []
  const { prepare, stretch } = makeStretcher('/desk/argon2id.js')
  prepare()
  prepare()
  void stretch('1'.repeat(24), new Uint8Array(16))
  assert.deepEqual(
    LineToWorker.all.map(({ tasks }) => tasks.length),
    [1],
  )
})

const root = new Uint8Array([7])
const salt = new Uint8Array(16)
const digits = '1'.repeat(24)
const at = (n: number): LineToWorker => {
  const line = LineToWorker.all[n]
  assert.ok(line, `there is no worker ${n}`)
  return line
}

/** A page that has made ready while there was signal, and has lost it. */
function prepared() {
  LineToWorker.all = []
  Object.assign(globalThis, { Worker: LineToWorker })
  const stretcher = makeStretcher('/desk/argon2id.js')
  stretcher.prepare()
  at(0).onmessage?.({ data: READY })
  return stretcher
}

test('the second and each further permission without signal could not be stretched', async () => {
  const { prepare, stretch } = prepared()
  for (let ticket = 1; ticket <= 4; ticket += 1) {
    prepare()
    const stretched = stretch(digits, salt)
    // Whatever else was asked for does not come.
    for (const line of LineToWorker.all.slice(1)) line.onerror?.()
    assert.equal(at(0).tasks.length, ticket)
    at(0).onmessage?.({ data: root })
    assert.deepEqual(await stretched, root)
  }
})

test('what held digits is ended once another has come, and not used again', async () => {
  const { prepare, stretch } = prepared()
  const first = stretch(digits, salt)
  at(0).onmessage?.({ data: root })
  await first
  assert.equal(at(0).isEnded, false)
  at(1).onerror?.()
  assert.equal(at(0).isEnded, false)
  prepare()
  at(2).onmessage?.({ data: READY })
  assert.equal(at(0).isEnded, true)
  void stretch(digits, salt)
  assert.deepEqual([at(0).tasks.length, at(2).tasks.length], [1, 1])
})

test('what held digits is ended at once where another came meanwhile', async () => {
  const { prepare, stretch } = prepared()
  const first = stretch(digits, salt)
  prepare()
  at(1).onmessage?.({ data: READY })
  at(0).onmessage?.({ data: root })
  await first
  assert.equal(at(0).isEnded, true)
  assert.equal(LineToWorker.all.length, 2)
})

test('what held digits outlasts no lock', async () => {
  const { stretch, forget } = prepared()
  const first = stretch(digits, salt)
  at(0).onmessage?.({ data: root })
  await first
  forget()
  assert.equal(at(0).isEnded, true)
  const under = prepared()
  const late = under.stretch(digits, salt)
  under.forget()
  at(0).onmessage?.({ data: root })
  assert.deepEqual(await late, root)
  assert.equal(at(0).isEnded, true)
})

test('where nothing was made ready, as on the ending page, the worker is ended at once and no other fetched', async () => {
  LineToWorker.all = []
  const { stretch } = makeStretcher('/desk/argon2id.js')
  const only = stretch(digits, salt)
  at(0).onmessage?.({ data: READY })
  at(0).onmessage?.({ data: root })
  await only
  assert.deepEqual([LineToWorker.all.length, at(0).isEnded], [1, true])
})
