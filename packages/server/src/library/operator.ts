// Who runs this server: what the installation's own data folder says, so that an upgrade never takes it away. Governed by
// docs/operating.md "Who runs it".
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Operator } from '@apila/core/network/page.ts'
import { writeWhole } from '../platform/durable.ts'
import { Refusal } from '../platform/problem.ts'
import type { Library } from './library.ts'

export const OPERATOR_FILE = 'operator.json'

/** The library with the folder's operator; as it was where the folder names none. Throws `Refusal` on a file that cannot be read. */
export function withOperator(library: Library, folder: string): Library {
  const file = join(folder, OPERATOR_FILE)
  if (!existsSync(file)) return library
  const read = Operator.safeParse(parseJson(readFileSync(file, 'utf8')))
  if (read.success) return { ...library, runBy: read.data }
  const places = read.error.issues.map(({ path }) => path.join('.')).filter((place) => place !== '')
  throw new Refusal(
    `${file} does not name an operator as docs/operating.md shows it${places.length > 0 ? `; look at ${places.join(', ')}` : ''}.`,
  )
}

/** Writes the folder's operator, whole or not at all. */
export function writeOperator(folder: string, operator: NonNullable<Operator>): void {
  writeWhole(join(folder, OPERATOR_FILE), `${JSON.stringify(operator, null, 2)}\n`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
