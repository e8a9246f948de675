// `apila-tools open`: an organisation's export, opened with its key on any machine with Node, without a server.
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { EXPORT_MOST_BYTES, type MemberExport } from '@apila/core/export/member-export.ts'
import { openExport } from '@apila/sealing/export/seal-export.ts'
import { Failure, fileFailure } from '../failure.ts'
import { readableFiles } from './readable-files.ts'

export const OPEN_HELP = `apila-tools open FILE --out FOLDER [--key KEYFILE]

  Opens what an organisation took along when it left: JSON and CSV files in a new FOLDER.
  KEYFILE     a file with the key that was printed; without it the key is read from what is typed or piped in
`

const REFUSED = {
  'not-a-key': 'The key has a slip in it: it begins with AGE-SECRET-KEY-PQ-1 and has 77 signs.',
  'other-key': 'This key opens another file.',
  broken: 'The file is damaged, or is no export of Apila. Nothing was written.',
  'too-long': `The file is longer than an export can be (${String(EXPORT_MOST_BYTES / 1_000_000)} MB).`,
} as const

/** A key takes a line; whatever is longer is another file. Unit: bytes. */
const KEY_BYTES = 4_096

export async function runOpen(args: readonly string[], say: (line: string) => void): Promise<void> {
  const { file, out, key } = readOptions(args)
  const { size } = await stat(file).catch((error: unknown) => {
    throw fileFailure(file, error)
  })
  // Before a byte of it is read.
  if (size > EXPORT_MOST_BYTES) throw new Failure(REFUSED['too-long'])
  const [sealed, written] = await Promise.all([readWhole(file), readKey(key, say)])
  const opened = await openExport(sealed, written)
  if (!opened.ok) throw new Failure(REFUSED[opened.problem])
  const names = await writeFiles(out, opened.export)
  say(
    `${out}: ${String(names.length)} files of ${opened.export.organisation}, ${opened.export.on}. READ-ME.txt says what they are.`,
  )
}

function readOptions(args: readonly string[]): { file: string; out: string; key: string | undefined } {
  try {
    const options = { out: { type: 'string' as const }, key: { type: 'string' as const } }
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [file, ...more] = positionals
    if (file !== undefined && more.length === 0 && values.out !== undefined)
      return { file, out: values.out, key: values.key }
  } catch {
    // Told as any other wrong use.
  }
  throw new Failure(
    'apila-tools open takes one file and --out FOLDER. It asks for the key, or reads it from a file with --key KEYFILE.',
    2,
  )
}

const readWhole = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: unknown) => {
    throw fileFailure(path, error)
  })

async function readKey(path: string | undefined, say: (line: string) => void): Promise<string> {
  if (path === undefined) {
    if (process.stdin.isTTY) say('The key, then Enter and Ctrl+D (on Windows Ctrl+Z):')
    return text(process.stdin)
  }
  const bytes = await readWhole(path)
  return bytes.length > KEY_BYTES ? '' : bytes.toString('utf8')
}

/** All of them in a folder of their own, or none. */
async function writeFiles(folder: string, what: MemberExport): Promise<string[]> {
  try {
    // Only its owner reads it, and nothing is written over.
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new Failure(`${folder} is there already. Name a new folder.`)
    throw fileFailure(folder, error)
  }
  try {
    const files = readableFiles(what)
    for (const [name, contents] of files) await writeFile(join(folder, name), contents, { mode: 0o600 })
    return [...files.keys()]
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw fileFailure(folder, error)
  }
}
