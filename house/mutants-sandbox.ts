// A copy of the sources in which code may be broken: the sources themselves are never touched. Installed packages are linked, not copied;
// our own packages are linked to the copy, or a test would import the unbroken original from its neighbour.
import { cp, mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { listTracked } from './check-files.ts'
import { inRoot } from './paths.ts'

/** The copies of this run. Outside the sources, and not below node_modules: Node strips no types there. */
export const SANDBOXES = join(tmpdir(), 'apila-mutants', String(process.pid))

/** Gives a copy its `node_modules`: each installed package as a link, and `@apila` as links inside the copy. */
async function linkPackages(sandbox: string, installed: string): Promise<void> {
  const target = join(sandbox, 'node_modules')
  await mkdir(join(target, '@apila'), { recursive: true })
  for (const name of await readdir(installed))
    if (name !== '@apila' && name !== '.cache') await symlink(join(installed, name), join(target, name))
  for (const name of await readdir(join(installed, '@apila')))
    await symlink(join('..', '..', 'packages', name), join(target, '@apila', name))
}

/** A copy of what git knows, and of what the build made, where it was made. */
export async function makeSandbox(): Promise<string> {
  await mkdir(SANDBOXES, { recursive: true })
  const sandbox = await mkdtemp(join(SANDBOXES, 'named-'))
  const built = ['app', 'server', 'ui'].map((name) => `packages/${name}/dist`)
  for (const path of [...(await listTracked()), ...built]) {
    await mkdir(join(sandbox, dirname(path)), { recursive: true })
    await cp(inRoot(path), join(sandbox, path), { recursive: true }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    })
  }
  await linkPackages(sandbox, inRoot('node_modules'))
  return sandbox
}

// As a program: `node house/mutants-sandbox.ts INSTALLED` links the packages of the copy that it is run in.
if (import.meta.main) await linkPackages(process.cwd(), process.argv[2] ?? '')
