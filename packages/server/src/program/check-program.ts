// Fetches the desk's program from anywhere and checks it before a byte of it is served: two signatures, every hash, never an older version
// than this machine has run (docs/protocol.md "Program").
import { existsSync, mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { labelledText } from '@apila/core/labels.ts'
import {
  LastRun,
  type Manifest,
  Program,
  type ProgramProblem,
  ReleaseKeys,
  judgeProgram,
} from '@apila/core/program/program.ts'
import { digestOf, fromBase64url, isSignedBy, sha256, toBase64url } from '../platform/keys.ts'
import { Digest } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { Refusal } from '../platform/problem.ts'
import { keepWhole, readFileOf, readJson } from './kept-files.ts'
import { PINNED_ROSTER, keysOfRoster } from './roster-keys.ts'

export type CheckedProgram = { manifest: Manifest; digest: Digest; files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> }

const PROBLEMS: Readonly<Record<ProgramProblem, string>> = {
  'not-a-program': 'Its manifest cannot be read.',
  'too-few-signatures': 'Fewer than two of the three release keys have signed it.',
  'file-changed': 'A file is not the one that was signed: ',
  'file-missing': 'A file is missing: ',
  'file-unknown': 'It has a file that was not signed: ',
  'older-version': 'A newer version has run on this machine before.',
  'another-of-this-version': 'Another program of this version has run on this machine before.',
}

/** Unit: bytes. The desk is about one megabyte. */
const MOST_BYTES = 40_000_000

/** Where the release keys come from: a list that somebody gives, or the roster of the members. */
export type KeysFrom = { keysFile: string } | { rosterFile: string; paper: string | null; today: Day }

/** `from`: a file, or an address. Throws `Refusal` with the reason; then nothing is served. */
export async function checkProgram({
  from,
  keysFrom,
  folder,
}: {
  from: string
  keysFrom: KeysFrom
  folder: string
}): Promise<CheckedProgram> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keys = readKeys(keysFrom, folder)
  const program = readJson(Program, await fetchText(from), `${from} is no program of Apila.`)
  const { manifest: text, signatures } = program
  const files = new Map(
    Object.entries(program.files).map(([path, file]) => [path, new Uint8Array(fromBase64url(file))]),
  )
  const looked = {
    digest: digestOf(text),
    files: Object.fromEntries([...files].map(([path, bytes]) => [path, Digest.parse(toBase64url(sha256(bytes)))])),
    signers: signatures
      .filter(({ key, signature }) => isSignedBy(key, labelledText('apila/program/v2', text), signature))
      .map(({ key }) => key),
  }
  const judged = judgeProgram(program, looked, keys, readLastRun(folder))
  if (!judged.ok) throw new Refusal(`${from} is not run. ${PROBLEMS[judged.problem]}${judged.at ?? ''}`)
  keepWhole(join(folder, LAST_RUN), judged.lastRun)
  return { manifest: judged.manifest, digest: looked.digest, files }
}

const LAST_RUN = 'last-run.json'
const PINNED_KEYS = 'release-keys.json'

function readKeys(from: KeysFrom, folder: string): ReleaseKeys {
  if ('rosterFile' in from) return keysOfRoster({ ...from, folder, began: readPinned(folder) })
  const { keysFile } = from
  if (existsSync(join(folder, PINNED_ROSTER)))
    throw new Refusal(
      'This machine takes the release keys from the roster. Say --roster or --ringer in the place of --keys.',
    )
  return pinnedKeys(
    readJson(ReleaseKeys, readFileOf(keysFile), `${keysFile} is no list of three release keys.`),
    folder,
  )
}

// Whoever could change the keys could sign a program of their own: this machine stays with those of its first start.
function pinnedKeys(given: ReleaseKeys, folder: string): ReleaseKeys {
  const pinned = readPinned(folder)
  if (pinned === null) keepWhole(join(folder, PINNED_KEYS), given)
  else if (JSON.stringify(pinned) !== JSON.stringify(given))
    throw new Refusal(
      `These are not the release keys that this machine began with. They are in ${join(folder, PINNED_KEYS)}.`,
    )
  return given
}

function readPinned(folder: string): ReleaseKeys | null {
  const file = join(folder, PINNED_KEYS)
  return existsSync(file) ? readJson(ReleaseKeys, readFileOf(file), `${file} cannot be read.`) : null
}

function readLastRun(folder: string): LastRun | null {
  const file = join(folder, LAST_RUN)
  return existsSync(file) ? readJson(LastRun, readFileOf(file), `${file} cannot be read.`) : null
}

async function fetchText(from: string): Promise<string> {
  if (!/^https?:/.test(from))
    return readFile(from, 'utf8').catch(() => {
      throw new Refusal(`${from} cannot be read.`)
    })
  try {
    const answer = await fetch(from, { redirect: 'follow' })
    const bytes = answer.ok ? await readUpTo(answer, MOST_BYTES) : null
    if (bytes) return new TextDecoder().decode(bytes)
  } catch {
    // Told below, like an answer that is no program.
  }
  throw new Refusal(`${from} gives no program.`)
}

async function readUpTo(answer: Response, most: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.length
    if (length > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
