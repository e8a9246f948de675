// Lets the made-up world be made by a process of its own, which seals and signs over HTTP like everyone else:
// the server holds no code that could. Governed by docs/operating.md "Demo".
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findRoot } from './platform/config.ts'
import { Refusal } from './platform/problem.ts'

/** Makes the demo world on the server at `publicUrl`. */
export async function seedDemo(publicUrl: string): Promise<void> {
  const script = join(findRoot(), 'tests/world/main.ts')
  if (!existsSync(script))
    throw new Refusal('The made-up demo network does not come with this installation; start with --empty.')
  const world = spawn(process.execPath, [script, 'seed', '--url', publicUrl], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    world.once('error', reject)
    world.once('exit', resolve)
  })
  if (code !== 0) throw new Refusal('The made-up demo network could not be made; the reason stands above.')
}
