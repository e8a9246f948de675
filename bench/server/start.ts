// How long a start takes on a folder that is there, from the command to its word that it is ready. As people start it: the built bundle.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median } from './load.ts'
import type { Row } from './run.ts'

const COMMAND = fileURLToPath(new URL('../../packages/server/bin/apila.js', import.meta.url))
const ROUNDS = 7
/** Of the issue. Unit: milliseconds. */
const LIMIT_MS = 500

export async function measureStart(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'apila-bench-start-'))
  try {
    // The first start makes the folder, and the build where that is old.
    await startOnce(folder)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) times.push(await startOnce(folder))
    const at = median(times)
    return [
      {
        what: 'start on an existing folder, ms; ratio: limit to it',
        ours: at.toFixed(0),
        theirs: `limit ${String(LIMIT_MS)}`,
        ratio: LIMIT_MS / at,
        floor: 1,
        goal: null,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startOnce(folder: string): Promise<number> {
  const startedAt = performance.now()
  const flags = ['start', '--empty', '--data', folder, '--port', '4176', '--neutral-port', '4177']
  const child = spawn(process.execPath, [COMMAND, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const part of child.stdout) {
    said += String(part)
    if (said.includes('Ready.')) break
  }
  const took = performance.now() - startedAt
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
  return took
}
