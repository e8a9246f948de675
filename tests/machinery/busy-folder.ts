// A data folder with the busy team of tests/world/busy.ts, made once for each size and day by a server that runs, and again where what makes
// or stores it has changed: making it takes minutes, a copy of it a moment.
import { createHash } from 'node:crypto'
import { access, cp, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT, listFiles } from '../../house/paths.ts'
import { type Busy, fillBusy } from '../world/busy.ts'
import { type Apila, startApila, todayInFinland } from './server.ts'

const KEPT_IN = join(ROOT, 'node_modules/.cache/apila')

/** One machine signs in many devices and opens much within the hour, while it is made. */
const ALLOW_MUCH = ['--sign-ins-per-hour', '100000', '--opens-per-hour', '100000']

/** Starts a demo server on a folder with a busy team. `tell`: of how many permissions are made, where they are not there yet. */
export async function startBusy(size: Busy, tell?: (done: number) => void): Promise<Apila> {
  const { devices, periods, permissions } = size
  const kind = `busy-${[devices, periods, permissions].join('-')}-`
  const folder = join(KEPT_IN, `${kind}${await digestOfSources()}-${todayInFinland()}`)
  const apila = await startApila()
  await apila.kill()
  if (!(await isThere(folder))) {
    await apila.restart(ALLOW_MUCH)
    await fillBusy(apila.url, todayInFinland(), size, tell)
    await apila.kill()
    await keepFolder(apila.data, folder, kind)
  }
  await rm(apila.data, { recursive: true, force: true })
  await cp(folder, apila.data, { recursive: true })
  await apila.restart()
  return apila
}

/** Older ones of the same kind go. Copied beside and renamed: whoever starts at the same time never sees half a folder. */
async function keepFolder(data: string, folder: string, kind: string): Promise<void> {
  await mkdir(KEPT_IN, { recursive: true })
  for (const old of await readdir(KEPT_IN))
    if (old.startsWith(kind)) await rm(join(KEPT_IN, old), { recursive: true, force: true })
  const fresh = join(KEPT_IN, `making-${kind}${String(process.pid)}`)
  await cp(data, fresh, { recursive: true })
  await rename(fresh, folder).catch(async (error: unknown) => {
    if (!(await isThere(folder))) throw error
  })
}

/** What makes it and what stores it; a change of a screen makes nothing anew. */
async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const path of await listFiles(['tests/world/**/*.{ts,json}', 'packages/{core,sealing,server}/src/**/*.ts']))
    if (!path.includes('.test.')) hash.update(`${path}\0`).update(await readFile(join(ROOT, path)))
  return hash.digest('hex').slice(0, 16)
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
