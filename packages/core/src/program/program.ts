// The desk's program as a member can check it: a manifest with the hash of every file, signed by two of three release keys of different
// organisations (docs/protocol.md "Program"). One rule says whether it may run; who calls hashes the files and verifies the signatures.
import * as z from 'zod'
import { Digest, Signature } from '../bytes.ts'
import { canonical, parseCanonical } from '../canonical.ts'
import { Day } from '../day.ts'
import { OrganisationId, VerifyKey } from '../organisation/roster.ts'

const number = '(0|[1-9]\\d{0,4})'
export const Version = z.string().regex(new RegExp(`^${number}\\.${number}\\.${number}$`))

/** Below `/desk/`; no part of it begins with a point, so none leads out of it. */
const segment = '[A-Za-z0-9][A-Za-z0-9._-]*'
const FilePath = z
  .string()
  .max(200)
  .regex(new RegExp(`^${segment}(/${segment})*$`))

const Manifest = z.strictObject({
  v: z.literal(2),
  version: Version,
  on: Day,
  /** SHA-256 of the manifest before it; null for the first. */
  previous: Digest.nullable(),
  /** SHA-256 of each file, by its path. */
  files: z.record(FilePath, Digest).refine((files) => 'index.html' in files && Object.keys(files).length <= 1000),
})
export type Manifest = z.infer<typeof Manifest>

/** A program as it is passed on: any copy, from anywhere, is as good as another. */
export const Program = z.strictObject({
  /** Canonical text: the very bytes that were signed. */
  manifest: z.string().max(400_000),
  signatures: z.array(z.strictObject({ key: VerifyKey, signature: Signature })).max(10),
  files: z.record(FilePath, z.base64url()),
})
export type Program = z.infer<typeof Program>

/** Two of these sign a program. */
const NEEDED = 2

const different = (values: readonly unknown[]): boolean => new Set(values).size === values.length

/** The three release keys that a member knows, each of another organisation. */
export const ReleaseKeys = z.strictObject({
  v: z.literal(2),
  keys: z
    .array(z.strictObject({ organisation: OrganisationId, verifyKey: VerifyKey }))
    .length(3)
    .refine((keys) => different(keys.map(({ organisation }) => organisation)))
    .refine((keys) => different(keys.map(({ verifyKey }) => verifyKey))),
})
export type ReleaseKeys = z.infer<typeof ReleaseKeys>

/** A release key's file: it stays with one organisation. `private`: PKCS #8. */
export const ReleaseKeyFile = z.strictObject({ v: z.literal(2), verifyKey: VerifyKey, private: z.base64url() })

/** What a member's machine has run last, so that nobody can lead it back. */
export const LastRun = z.strictObject({ version: Version, digest: Digest })
export type LastRun = z.infer<typeof LastRun>

export type ProgramProblem =
  | 'not-a-program'
  | 'too-few-signatures'
  | 'file-changed'
  | 'file-missing'
  | 'file-unknown'
  | 'older-version'
  | 'another-of-this-version'

/** The text of a manifest, as it is signed under `apila/program/v2`. */
export const manifestText = (manifest: Manifest): string => canonical(manifest)

/** What a manifest's text says; null where it is none. */
export const readManifest = (text: string): Manifest | null => parseCanonical(text, Manifest)

/** What the caller has found out about a program. */
export type Looked = {
  /** SHA-256 of the manifest's text. */
  digest: Digest
  /** SHA-256 of each file that came with it, by its path. */
  files: Readonly<Record<string, Digest>>
  /** Release keys whose signature over the manifest is true. */
  signers: readonly VerifyKey[]
}

export type Judged =
  | { ok: true; manifest: Manifest; lastRun: LastRun }
  /** `at`: the file that is wrong. */
  | { ok: false; problem: ProgramProblem; at?: string }

/** Whether a program may run. `lastRun`: null on a machine that has run none. */
export function judgeProgram(
  { manifest: text }: Pick<Program, 'manifest'>,
  looked: Looked,
  keys: ReleaseKeys,
  lastRun: LastRun | null,
): Judged {
  const manifest = readManifest(text)
  if (!manifest) return { ok: false, problem: 'not-a-program' }
  const signed = keys.keys.filter(({ verifyKey }) => looked.signers.includes(verifyKey))
  if (signed.length < NEEDED) return { ok: false, problem: 'too-few-signatures' }
  const wrong = findWrongFile(manifest, looked.files)
  if (wrong) return { ok: false, ...wrong }
  if (lastRun && compareVersions(manifest.version, lastRun.version) < 0) return { ok: false, problem: 'older-version' }
  if (lastRun?.version === manifest.version && lastRun.digest !== looked.digest)
    return { ok: false, problem: 'another-of-this-version' }
  return { ok: true, manifest, lastRun: { version: manifest.version, digest: looked.digest } }
}

/** The first file that is not as the manifest says. */
export function findWrongFile(
  { files }: Pick<Manifest, 'files'>,
  there: Readonly<Record<string, Digest>>,
): { problem: 'file-changed' | 'file-missing' | 'file-unknown'; at: string } | null {
  for (const [at, digest] of Object.entries(files))
    if (there[at] !== digest) return { problem: at in there ? 'file-changed' : 'file-missing', at }
  const unknown = Object.keys(there).find((at) => !(at in files))
  return unknown === undefined ? null : { problem: 'file-unknown', at: unknown }
}

/** Below 0: `a` is the older one. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [a, b].map((version) => version.split('.').map(Number))
  const at = one?.findIndex((part, index) => part !== other?.[index]) ?? -1
  return at < 0 ? 0 : (one?.[at] ?? 0) - (other?.[at] ?? 0)
}
