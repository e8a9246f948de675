// Digests as people read them to each other: groups of four. Governed by docs/protocol.md "Founding".
import { canonical } from '@apila/core/canonical.ts'
import type { Device } from '@apila/core/organisation/roster.ts'
import type { Digest } from '@apila/core/bytes.ts'
import { fromBase64url, sha256, utf8 } from '../encoding.ts'

const inFours = (text: string): string[] => text.match(/.{4}/g) ?? []

/** Eight groups of four digits that stand for a device's whole record: about 106 bits. */
export const recordGroups = (record: Device): Promise<string[]> => digitsOf(canonical(record))

/** The same for both keys of a leash keeper's machine, which says them when it starts (packages/server/src/leashes/keeper-groups.ts). */
export const keeperGroups = ({ recipient, verifyKey }: { recipient: string; verifyKey: string }): Promise<string[]> =>
  digitsOf(`${recipient}\n${verifyKey}`)

async function digitsOf(text: string): Promise<string[]> {
  const digest = await sha256(utf8(text))
  const value = digest.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return inFours((value % 10n ** 32n).toString().padStart(32, '0'))
}

/** The first forty hexadecimal digits of the genesis' hash, for the paper of each organisation: ten groups of four. */
export const genesisGroups = (genesis: Digest): string[] =>
  inFours(
    Array.from(fromBase64url(genesis), (byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .slice(0, 40),
  )

/** Whether what somebody typed from the paper is this genesis. */
export const isGenesisOnPaper = (typed: string, genesis: Digest): boolean =>
  typed.toLowerCase().replaceAll(/[^0-9a-f]/g, '') === genesisGroups(genesis).join('')
