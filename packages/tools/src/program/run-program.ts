// `apila-tools program` and `apila-tools verify-site`: making, signing and checking the desk's program (docs/protocol.md "Program").
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Day } from '@apila/core/day.ts'
import {
  type Looked,
  type Manifest,
  type Program,
  type ProgramProblem,
  type ReleaseKeys,
  Version,
  findWrongFile,
  judgeProgram,
  manifestText,
  readManifest,
} from '@apila/core/program/program.ts'
import { Failure } from '../failure.ts'
import { digestOf, readFolder, readProgram, readReleaseKeys, writeWhole } from './program-files.ts'
import { isManifestSignedBy, makeKeyFile, readKeyFile, signManifest } from './program-key.ts'

export const PROGRAM_HELP = `apila-tools program make --from FOLDER --version 1.2.3 --on DAY [--after PROGRAM] --out PROGRAM
apila-tools program key --out KEY
apila-tools program sign PROGRAM --key KEY
apila-tools program check PROGRAM --keys KEYS

  A program is one file with the desk's files and a manifest of their hashes. Two of three release keys sign it.
  make        from the built folder packages/app/dist; the same folder gives the same bytes
  key         a new key of one organisation; KEY stays with it, the line that is printed goes into KEYS
  sign        adds a signature; a second one by the same key changes nothing
  check       says whether two of the three keys signed it and every file is as it was
  KEYS        {"v":2,"keys":[{"organisation":"…","verifyKey":"…"}, …]}, three of three organisations

apila-tools verify-site ADDRESS --program PROGRAM --keys KEYS

  Fetches every file of the desk that a site serves and compares it with a checked program.
`

const PROBLEMS: Readonly<Record<ProgramProblem, string>> = {
  'not-a-program': 'its manifest cannot be read',
  'too-few-signatures': 'fewer than two of the three release keys have signed it',
  'file-changed': 'a file is not the one that was signed',
  'file-missing': 'a file is missing',
  'file-unknown': 'it has a file that was not signed',
  'older-version': 'a newer version has run here before',
  'another-of-this-version': 'another program of this version has run here before',
}

type Say = (line: string) => void

export async function runProgram([what, ...rest]: readonly string[], say: Say): Promise<void> {
  if (what === 'make') return make(options(rest, ['from', 'version', 'on', 'after', 'out']), say)
  if (what === 'key') return makeKey(options(rest, ['out']), say)
  if (what === 'sign') return sign(options(rest, ['key']), say)
  if (what === 'check') return check(options(rest, ['keys']), say)
  throw new Failure('apila-tools program takes make, key, sign or check; see apila-tools --help.', 2)
}

type Options = { flags: Readonly<Record<string, string | undefined>>; file: string | undefined }

function options(args: readonly string[], names: readonly string[]): Options {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      allowPositionals: true,
    })
    if (parsed.positionals.length > 1) throw new Error('more than one')
    return { flags: parsed.values, file: parsed.positionals[0] }
  } catch {
    throw new Failure(`This command takes one file and ${names.map((name) => `--${name}`).join(', ')}.`, 2)
  }
}

function needed(value: string | undefined, name: string): string {
  if (value === undefined) throw new Failure(`${name} is missing; see apila-tools --help.`, 2)
  return value
}

async function make({ flags }: Options, say: Say): Promise<void> {
  const out = needed(flags['out'], '--out')
  const on = Day.safeParse(needed(flags['on'], '--on'))
  if (!on.success) throw new Failure('--on is a day, as 2026-11-30.', 2)
  const files = await readFolder(needed(flags['from'], '--from'))
  const before = flags['after'] === undefined ? null : (await readProgram(flags['after'])).manifest
  const manifest: Manifest = {
    ...{ v: 2, version: needed(flags['version'], '--version'), on: on.data },
    previous: before === null ? null : digestOf(before),
    files: Object.fromEntries([...files].map(([path, bytes]) => [path, digestOf(bytes)])),
  }
  const text = manifestText(manifest)
  if (!files.has('index.html')) throw new Failure(`${needed(flags['from'], '--from')} has no index.html.`)
  if (!Version.safeParse(manifest.version).success) throw new Failure('--version is three numbers, as 1.2.3.', 2)
  if (!readManifest(text)) throw new Failure('A name in the folder cannot stand in a program.')
  const contents = Object.fromEntries(
    [...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64url')]),
  )
  await writeProgram(out, { manifest: text, signatures: [], files: contents })
  say(
    `${out}: version ${manifest.version}, ${String(files.size)} files, manifest ${digestOf(text)}. Two keys sign it next.`,
  )
}

const writeProgram = (path: string, program: Program): Promise<void> => writeWhole(path, `${JSON.stringify(program)}\n`)

async function makeKey({ flags }: Options, say: Say): Promise<void> {
  const out = needed(flags['out'], '--out')
  // A key that is written over is lost for good.
  if (existsSync(out)) throw new Failure(`${out} is there already.`)
  const { text, verifyKey } = makeKeyFile()
  await writeWhole(out, text, 0o600)
  say(verifyKey)
}

async function sign({ flags, file }: Options, say: Say): Promise<void> {
  const path = needed(file, 'The program')
  const key = await readKeyFile(needed(flags['key'], '--key'))
  const program = await readProgram(path)
  const { signatures, manifest } = program
  const wrong = readManifest(manifest)
  if (!wrong) throw new Failure(`${path}: ${PROBLEMS['not-a-program']}.`)
  // Nobody signs what is not in the file.
  const found = findWrongFile(wrong, digestsOf(program))
  if (found) throw new Failure(`${path}: ${PROBLEMS[found.problem]}: ${found.at}.`)
  const others = signatures.filter((one) => one.key !== key.verifyKey)
  const signature = signManifest(manifest, key)
  await writeProgram(path, { ...program, signatures: [...others, { key: key.verifyKey, signature }] })
  say(`${path}: version ${wrong.version} is signed by ${String(others.length + 1)}.`)
}

const digestsOf = ({ files }: Program): Looked['files'] =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, digestOf(Buffer.from(text, 'base64url'))]))

function look(program: Program, keys: ReleaseKeys): Looked {
  const { manifest, signatures } = program
  const known = signatures.filter(({ key }) => keys.keys.some(({ verifyKey }) => verifyKey === key))
  const signers = known
    .filter(({ key, signature }) => isManifestSignedBy(key, manifest, signature))
    .map(({ key }) => key)
  return { digest: digestOf(manifest), files: digestsOf(program), signers }
}

/** The manifest of a program that may run. Throws `Failure` with the reason. */
async function checked(path: string, keysPath: string): Promise<{ manifest: Manifest; signed: number }> {
  return checkedBy(path, await readReleaseKeys(keysPath))
}

/** The same by keys that the members have named in the roster. */
export const checkProgramBy = async (path: string, keys: ReleaseKeys): Promise<Manifest> =>
  (await checkedBy(path, keys)).manifest

async function checkedBy(path: string, keys: ReleaseKeys): Promise<{ manifest: Manifest; signed: number }> {
  const program = await readProgram(path)
  const looked = look(program, keys)
  const judged = judgeProgram(program, looked, keys, null)
  if (!judged.ok)
    throw new Failure(
      `${path} must not run: ${PROBLEMS[judged.problem]}${judged.at === undefined ? '' : `: ${judged.at}`}.`,
    )
  return { manifest: judged.manifest, signed: looked.signers.length }
}

async function check({ flags, file }: Options, say: Say): Promise<void> {
  const path = needed(file, 'The program')
  const { manifest, signed } = await checked(path, needed(flags['keys'], '--keys'))
  say(
    `${path}: version ${manifest.version} of ${manifest.on}, ${String(signed)} of three keys, every file as it was signed.`,
  )
}

/** Files of one name that a site may answer for an address without an ending. */
const pathOf = (path: string): string => (path === 'index.html' ? '' : path)

export async function runVerifySite(args: readonly string[], say: Say): Promise<void> {
  const { flags, file } = options(args, ['program', 'keys'])
  const address = URL.parse(needed(file, 'The address of the site'))
  if (!address || !/^https?:$/.test(address.protocol)) throw new Failure('The address begins with https://', 2)
  const { manifest } = await checked(needed(flags['program'], '--program'), needed(flags['keys'], '--keys'))
  const served: Record<string, Looked['digest']> = {}
  for (const path of Object.keys(manifest.files)) {
    const bytes = await fetchFile(new URL(`/desk/${pathOf(path)}`, address))
    if (bytes) served[path] = digestOf(bytes)
  }
  const wrong = Object.keys(manifest.files).filter((path) => served[path] !== manifest.files[path])
  for (const path of wrong.slice(0, 20)) say(`${path in served ? 'another' : 'missing'}  /desk/${pathOf(path)}`)
  if (wrong.length > 0)
    throw new Failure(
      `${address.origin} does not serve version ${manifest.version}: ${String(wrong.length)} of ${String(Object.keys(manifest.files).length)} files differ.`,
    )
  say(
    `${address.origin} serves version ${manifest.version}: all ${String(Object.keys(manifest.files).length)} files are the signed ones.`,
  )
}

async function fetchFile(address: URL): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(address, { redirect: 'error' })
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
  } catch {
    throw new Failure(`${address.origin} does not answer.`)
  }
}
