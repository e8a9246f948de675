// Which program runs: only this machine's own address can say that it is the checked one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRunsFrom } from './runs-from.ts'

const digest = 'A'.repeat(43)
const said = [{ name: 'apila', description: `1.2.3 2026-11-30 ${digest}` }]

test('the local program says its version, day and digest at localhost', () => {
  assert.deepEqual(readRunsFrom('localhost', said), { is: 'local', version: '1.2.3', on: '2026-11-30', digest })
})

test('a server of another name cannot say that it is the local program, and what is not whole counts as the server', () => {
  assert.deepEqual(readRunsFrom('apila.example', said), { is: 'server' })
  assert.deepEqual(readRunsFrom('localhost', []), { is: 'server' })
  for (const description of ['', '1.2 2026-11-30', `1.2.3 ${digest}`, `1.2.3 2026-11-30 ${digest} more`])
    assert.deepEqual(readRunsFrom('localhost', [{ name: 'apila', description }]), { is: 'server' }, description)
})
