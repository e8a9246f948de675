// What the keys of a demo network's devices come from. Everyone may know it: under a genesis that says `demo: true` nothing is secret, and
// the screen says so. A real network refuses these keys (docs/protocol.md "Roster" rule 10).
import type { KeyOwner } from '../organisation/roster-rules.ts'

/** The root is the SHA-256 of this text. */
export const DEMO_SEED = 'apila demo network: these keys are public'

/** What HKDF-SHA-256 is told besides the root, for 32 bytes: an Ed25519 private key or an age hybrid seed. */
export const demoLabel = (owner: KeyOwner, use: 'sign' | 'open'): string =>
  'device' in owner ? `device/${owner.device}/${use}` : `papers/${owner.papersOf}/${use}`
