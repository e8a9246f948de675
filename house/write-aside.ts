// Loaded before a script that writes into the project: what it writes lands under the folder WRITE_ASIDE instead, at the same place.
// So house/written.ts can compare without touching anything, and the scripts need not know of it.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT } from './paths.ts'

const into = process.env.WRITE_ASIDE
if (into === undefined) throw new Error('WRITE_ASIDE names no folder')
const { writeFile } = fs.promises
const { writeFileSync, mkdirSync } = fs

const aside = (path: unknown): string => {
  const whole = path instanceof URL ? fileURLToPath(path) : resolve(String(path))
  const target = join(into, relative(ROOT, whole))
  mkdirSync(dirname(target), { recursive: true })
  return target
}
fs.promises.writeFile = (path, ...rest) => writeFile(aside(path), ...rest)
fs.writeFileSync = (path, ...rest) => {
  writeFileSync(aside(path), ...rest)
}
syncBuiltinESMExports()
