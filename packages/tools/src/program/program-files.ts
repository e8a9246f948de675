// Reads and writes what a release of the desk's program is made of: the built folder, the program file, keys.
import { createHash } from 'node:crypto'
import { readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Digest } from '@apila/core/bytes.ts'
import { Program, ReleaseKeys } from '@apila/core/program/program.ts'
import { Failure, fileFailure } from '../failure.ts'

export const digestOf = (bytes: Uint8Array | string): Digest =>
  Digest.parse(createHash('sha256').update(bytes).digest('base64url'))

/** Packed copies are left out: they are made anew from the files. */
const PACKED = /\.(br|gz)$/

/** Every file below a folder, by its path with `/`. */
export async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const paths = entries
      .filter((entry) => entry.isFile() && !PACKED.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
    const files = new Map<string, Uint8Array>()
    for (const path of paths.toSorted()) files.set(relative(folder, path).replaceAll('\\', '/'), await readFile(path))
    return files
  } catch (error) {
    throw fileFailure(folder, error)
  }
}

type Shape<T> = { safeParse: (value: unknown) => { success: true; data: T } | { success: false } }

async function readJson<T>(schema: Shape<T>, path: string, what: string): Promise<T> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw fileFailure(path, error)
  }
  const read = schema.safeParse(value)
  if (!read.success) throw new Failure(`${path} is no ${what}.`)
  return read.data
}

export const readProgram = (path: string): Promise<Program> => readJson(Program, path, 'program of Apila')

export const readReleaseKeys = (path: string): Promise<ReleaseKeys> =>
  readJson(ReleaseKeys, path, 'list of three release keys of three organisations')

/** Whole or not at all. `mode`: who may read it. */
export async function writeWhole(path: string, text: string, mode = 0o644): Promise<void> {
  const next = `${path}.next-${String(process.pid)}`
  try {
    await writeFile(next, text, { mode })
    await rename(next, path)
  } catch (error) {
    throw fileFailure(path, error)
  }
}
