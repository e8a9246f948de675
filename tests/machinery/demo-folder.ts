// A data folder with the whole made-up world, made once for each build and day: making it takes seconds, a copy of it a moment.
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { access, cp, mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT, listFiles } from '../../house/paths.ts'
import { buildIsStale } from '../../house/stale.ts'
import { finnishDay } from './finnish-day.ts'
import { sparePort, untilReady } from './ports.ts'

const KEPT_IN = join(ROOT, 'node_modules/.cache/apila')

/** Copies the world to `data`, which must not be there yet. */
export async function copyDemo(data: string): Promise<void> {
  await cp(await makeDemo(), data, { recursive: true })
}

/** Gives the folder of the world as it is today by the sources that stand here; makes it where it is missing. */
export async function makeDemo(): Promise<string> {
  const name = `demo-${await digestOfWorld()}-${finnishDay()}`
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

/** One digest over everything that the world is made by: the build, which is made anew where sources have changed, and tests/world. */
async function digestOfWorld(): Promise<string> {
  if (await buildIsStale()) await promisify(execFile)(process.execPath, [join(ROOT, 'house/build.ts')], { cwd: ROOT })
  const hash = createHash('sha256').update(await readFile(join(ROOT, 'packages/server/dist/build.json')))
  for (const path of await listFiles(['tests/world/**/*.{ts,json}']))
    hash.update(`${path}\0`).update(await readFile(join(ROOT, path)))
  return hash.digest('hex').slice(0, 16)
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
