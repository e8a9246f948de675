// One call of the system makes durable what many wrote before it.
import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDurable } from './durable.ts'

test('who writes while a call runs waits for the next one, and all who wait share it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'apila-durable-'))
  const file = join(folder, 'log')
  writeFileSync(file, '')
  const log = openDurable(file)
  const order: string[] = []
  appendFileSync(file, 'a')
  const first = log.settle().then(() => order.push('first'))
  const others = ['b', 'c', 'd'].map((text) => {
    appendFileSync(file, text)
    return log.settle()
  })
  assert.equal(new Set(others).size, 1)
  void others[0]?.then(() => order.push('others'))
  await Promise.all([first, ...others])
  assert.deepEqual(order, ['first', 'others'])
  await log.close()
  await assert.rejects(log.settle())
  await assert.rejects(log.settle(), 'after a failure nothing counts as durable')
  rmSync(folder, { recursive: true })
})
