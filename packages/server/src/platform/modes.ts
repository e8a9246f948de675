// The data folder is for the server alone, also where somebody made it before with wider rights. Governed by docs/operating.md "Folders".
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from './problem.ts'

/** Rights of everybody but the owner. */
const OTHERS = 0o077

/** What in a data folder others may read or enter, the folder itself included. Systems without such rights have none. */
export function listWide(folder: string): string[] {
  if (process.platform === 'win32') return []
  const keys = join(folder, 'keys')
  const paths = [folder, ...below(folder), ...(existsSync(keys) ? below(keys) : [])]
  return paths.filter((path) => (statSync(path).mode & OTHERS) !== 0)
}

const below = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name))

/** Takes rights of others away. Throws `Refusal` where that cannot be done. */
export function narrow(folder: string): void {
  for (const path of listWide(folder))
    try {
      chmodSync(path, statSync(path).mode & ~OTHERS & 0o777)
    } catch {
      throw new Refusal(
        `Others may read ${path}, and the server may not change that. Make it its own (mode 0700 or 0600).`,
      )
    }
}
