// What keepers send to the server for the roster: entries with the desk keys and credentials that come along, and proposals that wait.
// Governed by docs/protocol.md "Roster" and "Proposals".
import * as z from 'zod'
import { Digest } from '../bytes.ts'
import { ProposalSignature } from '../organisation/proposal.ts'
import { SignedEntry } from '../organisation/roster.ts'
import { CodeText } from './code-text.ts'
import { SignedCredential } from './passkey.ts'
import { BatchKeys } from './session.ts'

/** POST roster/add: taken whole or not at all; 422 roster-refused otherwise. */
export const RosterBatch = z.strictObject({
  entries: z.array(SignedEntry).min(1).max(1000),
  /** The proposal that the last signature completes: its keys are stored with the entries, and it waits no longer. */
  proposal: Digest.optional(),
  /** Desk keys that come with the batch. */
  keys: BatchKeys.optional(),
  /** With a founding, or with members and devices that come: how they will sign in. */
  credentials: z.array(SignedCredential).max(1000).optional(),
  /** The founding code of a server without a network, where no demo is founded. */
  code: CodeText.optional(),
})
export type RosterBatch = z.infer<typeof RosterBatch>

/** POST roster/propose. What it takes away (a device, an organisation's desk) is held back at once, see docs/protocol.md "Proposals". */
export const Proposed = z.strictObject({
  /** Canonical text of a `Proposal`. */
  proposal: z.string().max(100_000),
  /** The text of each content, in order. */
  contents: z.array(z.string().max(4_000_000)).min(1).max(1000),
  signatures: z.array(ProposalSignature).min(1).max(1000),
  keys: BatchKeys,
  /** Of a member that comes: how its first devices will sign in. They wait with the proposal, each signed by its own device. */
  credentials: z.array(SignedCredential).max(20).optional(),
})
export type Proposed = z.infer<typeof Proposed>

/** POST roster/proposals: those whose contents concern the keeper's organisation or all members. Called by the SHA-256 of their text. */
export const Proposals = z.object({ proposals: z.array(Proposed) })

/** POST roster/proposals/sign: one more signature ahead, where more than one is missing. */
export const ProposalSigned = z.strictObject({ id: Digest, signature: ProposalSignature })
/** POST roster/proposals/drop: by any keeper of an organisation that it concerns. */
export const ProposalDropped = z.strictObject({ id: Digest })
