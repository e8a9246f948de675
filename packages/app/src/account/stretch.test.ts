// A worker script that could not be fetched while there was no signal must not leave a ticket waiting for ever.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeStretcher } from './stretch.ts'

/** As a browser's, with the answers in the test's hand. */
class LineToWorker {
  static all: LineToWorker[] = []
  onmessage: ((event: { data: Uint8Array | null }) => void) | null = null
  onerror: (() => void) | null = null
  tasks: unknown[] = []
  constructor() {
    LineToWorker.all.push(this)
  }
  postMessage(task: unknown): void {
    this.tasks.push(task)
  }
  terminate(): void {
    this.onmessage = this.onerror = null
  }
}

test('what was prepared and did not arrive is fetched anew for the ticket', async () => {
  Object.assign(globalThis, { Worker: LineToWorker })
  const { prepare, stretch } = makeStretcher('/worker.js')
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
  const { prepare, stretch } = makeStretcher('/worker.js')
  prepare()
  prepare()
  void stretch('1'.repeat(24), new Uint8Array(16))
  assert.deepEqual(
    LineToWorker.all.map(({ tasks }) => tasks.length),
    [1],
  )
})
