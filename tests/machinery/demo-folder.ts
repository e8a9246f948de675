// A data folder with the whole made-up world, made once for each build and day: making it takes seconds, a copy of it a moment.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, cp, mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { finnishDay } from './finnish-day.ts'
import { sparePort, untilReady } from './ports.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const KEPT_IN = join(ROOT, 'node_modules/.cache/apila')

/** Copies the world to `data`, which must not be there yet. */
export async function copyDemo(data: string): Promise<void> {
  await cp(await makeDemo(), data, { recursive: true })
}

/** Gives the folder of the world as it is today in the build that stands here; makes it where it is missing. */
export async function makeDemo(): Promise<string> {
  const name = `demo-${await digestOfBuild()}-${finnishDay()}`
  const folder = join(KEPT_IN, name)
  if (await isThere(folder)) return folder
  await mkdir(KEPT_IN, { recursive: true })
  for (const old of await readdir(KEPT_IN))
    if (old.startsWith('demo-')) await rm(join(KEPT_IN, old), { recursive: true, force: true })
  // Made beside and renamed: two test processes that start together never see half a world.
  const fresh = await mkdtemp(join(KEPT_IN, 'making-'))
  await serveOnce(join(fresh, 'data'))
  await rename(join(fresh, 'data'), folder).catch(async (error: unknown) => {
    if (!(await isThere(folder))) throw error
  })
  await rm(fresh, { recursive: true, force: true })
  return folder
}

async function digestOfBuild(): Promise<string> {
  const build = JSON.parse(await readFile(join(ROOT, 'packages/server/dist/build.json'), 'utf8')) as { sources: string }
  return build.sources.slice(0, 16)
}

/** Starts the demo and stops it as an operator would, so that the folder is whole. */
async function serveOnce(data: string): Promise<void> {
  const [port, neutralPort] = [String(await sparePort()), String(await sparePort())]
  const ports = ['--port', port, '--neutral-port', neutralPort]
  const program = join(ROOT, 'packages/server/bin/apila.js')
  const child = spawn(process.execPath, [program, 'start', '--demo', '--data', data, ...ports], {
    cwd: dirname(data),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => printed.push(text.toString()))
  const ended = once(child, 'exit')
  await untilReady(`http://localhost:${port}`, child, () => printed.join(''))
  child.kill('SIGTERM')
  await ended
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
