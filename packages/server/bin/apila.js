#!/usr/bin/env node
// Starts the operator's command under Node 24, building it first when its sources are newer. Plain JavaScript, so that any Node can read it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NEEDED_MAJOR = 24
const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../../..')

if (Number(process.versions.node.split('.')[0]) < NEEDED_MAJOR) runUnderNewerNode()
else {
  // Started by an older Node: stop when it does, however it ends.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
  if (await buildWhenStale()) await import(pathToFileURL(join(root, 'packages/server/dist/apila.js')).href)
}

function runUnderNewerNode() {
  const node = findNode(here)
  if (!node) {
    process.stderr.write('Node 24 or newer is needed; install it, or run npm ci, which brings it along.\n')
    process.exitCode = 1
    return
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

function findNode(folder) {
  const node = join(folder, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (existsSync(node)) return node
  const parent = dirname(folder)
  return parent === folder ? null : findNode(parent)
}

// A release has no build tools and nothing to build. True when there is something to run.
async function buildWhenStale() {
  const stale = join(root, 'house/stale.ts')
  if (!existsSync(stale) || !existsSync(join(root, 'node_modules/esbuild'))) return true
  const { buildIsStale } = await import(pathToFileURL(stale).href)
  if (!(await buildIsStale(root))) return true
  const { status } = spawnSync(process.execPath, [join(root, 'house/build.ts')], { stdio: ['ignore', 2, 2] })
  if (status === 0) return true
  process.stderr.write('The build failed; the reason stands above.\n')
  process.exitCode = 1
  return false
}
