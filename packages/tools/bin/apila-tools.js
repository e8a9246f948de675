#!/usr/bin/env node
// Starts apila-tools. The sources need Node 24, which the installation brings along; an older Node hands over to it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const NEEDED_MAJOR = 24

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  await import('../src/cli.ts')
} else {
  const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))
  if (existsSync(node)) {
    const child = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
    process.exitCode = child.status ?? 1
  } else {
    process.stderr.write('apila-tools needs Node 24. Run npm ci in the project folder, which brings it along.\n')
    process.exitCode = 1
  }
}
