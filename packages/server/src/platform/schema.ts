// The rows of both databases as the stores see them. Governed by docs/data.md, which is compared with the real tables.
import type { ReturnReason } from '@apila/core/statistics/wire.ts'

type DeskKeyRow = {
  network_id: string
  organisation: string
  desk: string
  epoch: number
  n: number
  blob: Uint8Array
  writer: string
}

export type Tables = {
  folder: { network_id: string; kind: 'demo' | 'empty'; seeded: number }
  roster_entries: { network_id: string; n: number; entry: string; signatures: string }
  wraps: {
    network_id: string
    device: string
    desk: string
    epoch: number
    n: number
    blob: Uint8Array
    writer: string | null
  }
  foundings: { network_id: string; code: string; day: string }
  credentials: {
    network_id: string
    credential: string
    device: string
    public_key: Uint8Array
    origin: string
    sign_count: number
    copied_day: string | null
  }
  proposals: { network_id: string; id: string; day: string; writer: string; proposed: string }
  recovery_wraps: DeskKeyRow
  seed_links: DeskKeyRow
  permissions: {
    network_id: string
    end_tag: string
    renew_tag: string | null
    post_tag: string | null
    mark: string
    line: string | null
    until_day: string
    renewals: number
    deposit_tag: string | null
    reserved_day: string | null
    state: 'reserved' | 'storing' | 'alive'
  }
  parts: {
    network_id: string
    tag: string
    end_tag: string
    slot: 'k' | 's' | 't'
    body: Uint8Array | null
    receipt: Uint8Array | null
  }
  locks: {
    network_id: string
    tag: string
    slot: 'k' | 's' | 't' | 'f'
    n: number
    blob: Uint8Array
    turn_tag: string
  }
  lines: { network_id: string; end_tag: string; n: number; blob: Uint8Array }
  items: { network_id: string; tag: string; n: number; blob: Uint8Array }
  bells: { network_id: string; n: number; bell: Uint8Array; end_tag: string; day: string | null }
  ended: { network_id: string; n: number; mark: string; day: string }
  places: { network_id: string; list: 'bells' | 'ended'; last: number }
  endings: { network_id: string; tag: string; day: string }
  gaps: { network_id: string; day: string }
  notes: {
    network_id: string
    list_tag: string
    item: string
    version: number
    blob: Uint8Array
    until_day: string
    dropped: 0 | 1
  }
  counters: { network_id: string; list_tag: string; cohort: number; slot: string; blob: Uint8Array }
  closings: {
    network_id: string
    cohort: number
    organisation: string
    sums: Uint8Array | null
    half: Uint8Array | null
  }
  release_desk: {
    network_id: string
    cohort: number
    /** Sent back with its reason: one column, since the reason means nothing in any other state. */
    state: 'halved' | 'totalled' | 'drawn' | `returned:${ReturnReason}` | 'published'
    total: Uint8Array | null
    release: string | null
    drawn_signature: string | null
  }
  releases: { network_id: string; id: string; release: string }
  ledger: { network_id: string; n: number; line: string }
  feedback: {
    network_id: string
    id: string
    day: string
    lang: string
    page: string
    message: string
    contact: string | null
    answered_day: string | null
  }
  days: { network_id: string; n: number; head: string; signature: string; cosignatures: string }
  leaves: { network_id: string; leaf: string }
  leash_keeper: { network_id: string; keeper: string; serial: number }
  swept: { network_id: string; day: string }
  refusals: { network_id: string; day: string; code: string; count: number }
  confirmations: {
    network_id: string
    service: string
    day: string
    organisation: string
    state: 'right' | 'changed'
    message: string | null
  }
  subscriptions: { network_id: string; device: string; endpoint: string; listen: string }
  push_rounds: { network_id: string; day: string; round: number; bell: number }
  receiver_lines: { network_id: string; organisation: string; lines: string; day: string }
}

export type LeashTables = {
  leashes: { network_id: string; tag: string; sealed: Uint8Array; until_day: string }
  decoys: { network_id: string; n: number; noise: Uint8Array }
  marks: { network_id: string; keeper: string; serial: number }
  holds: { network_id: string; tag: string; end_tag: string; renew_tag: string; moves: number; is_kept: 0 | 1 }
  peppers: { network_id: string; known: string }
  ended: { network_id: string; end_tag: string; until_day: string }
  swept: { network_id: string; day: string }
}
