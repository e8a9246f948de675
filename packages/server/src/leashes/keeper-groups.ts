// Both keys of a leash keeper's machine in eight groups of four digits, as desks show them of a decision that names it
// (packages/sealing/src/organisation/spoken.ts): two keys of two thousand signs are not read aloud. Governed by docs/operating.md.
import { createHash } from 'node:crypto'

export function keeperGroups(recipient: string, verifyKey: string): string {
  const digest = createHash('sha256').update(`${recipient}\n${verifyKey}`).digest('hex')
  const digits = (BigInt(`0x${digest}`) % 10n ** 32n).toString().padStart(32, '0')
  return (digits.match(/.{4}/g) ?? []).join(' ')
}
