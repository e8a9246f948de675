// Seals an organisation's export to a key of its own, made for this one file, and opens it again: age as everywhere, and nothing else.
// Governed by docs/protocol.md "Export" and docs/decisions/0024-export-key-of-its-own.md.
import { canonical } from '@apila/core/canonical.ts'
import { EXPORT_MOST_BYTES, MemberExport } from '@apila/core/export/member-export.ts'
import { BrokenSeal, newIdentity, open, readSealed, recipientOf, seal } from '../age.ts'
import { type Bytes, utf8 } from '../encoding.ts'

interface SealedExport {
  file: Bytes
  /** Opens the file. Stands nowhere else. */
  key: string
}

/** Throws where something is in it that the shape has no place for, and `RangeError` above the longest export. */
export async function sealExport(what: MemberExport): Promise<SealedExport> {
  const key = await newIdentity()
  const file = await seal(await recipientOf(key), utf8(canonical(MemberExport.parse(what))))
  if (file.length > EXPORT_MOST_BYTES) throw new RangeError('this export is too long')
  return { file, key }
}

type OpenedExport =
  { ok: true; export: MemberExport } | { ok: false; problem: 'not-a-key' | 'other-key' | 'broken' | 'too-long' }

/** `key` as it was written down: spaces, line ends and small letters are forgiven. */
export async function openExport(file: Uint8Array, key: string): Promise<OpenedExport> {
  if (file.length > EXPORT_MOST_BYTES) return { ok: false, problem: 'too-long' }
  const identity = key.replace(/\s+/g, '').toUpperCase()
  const isKey = await recipientOf(identity).then(
    () => identity.startsWith('AGE-SECRET-KEY-PQ-1'),
    () => false,
  )
  if (!isKey) return { ok: false, problem: 'not-a-key' }
  try {
    const opened = await open(identity, file)
    if (opened === null) return { ok: false, problem: 'other-key' }
    return { ok: true, export: readSealed(opened, MemberExport) }
  } catch (error) {
    if (error instanceof BrokenSeal) return { ok: false, problem: 'broken' }
    throw error
  }
}
