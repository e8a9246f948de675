// The rows of both databases as the stores see them. Governed by docs/data.md, which is compared with the real tables.

export type Tables = {
  folder: { network_id: string; kind: 'demo' | 'empty'; seeded: number }
  roster_entries: { network_id: string; n: number; entry: string; signatures: string }
  wraps: { network_id: string; device: string; desk: string; blob: Uint8Array }
  parcels: {
    network_id: string
    tag: string
    end_tag: string
    deposit_tag: string
    mark: string | null
    body: Uint8Array
    key: Uint8Array
    key_version: number
    receipt: Uint8Array | null
    sheet_key_receiver: Uint8Array | null
    sheet_key_sender: Uint8Array | null
    until_day: string
    sealed: number
  }
  hints: { network_id: string; n: number; tag: string; blob: Uint8Array }
  journal: NumberedRow
  replies: NumberedRow
  sheets: NumberedRow
  ended: { network_id: string; mark: string; day: string }
  endings: { network_id: string; n: number; tag: string; day: string }
  notes: { network_id: string; list_tag: string; item: string; version: number; blob: Uint8Array; until_day: string }
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
    state: 'halved' | 'totalled' | 'drawn' | 'published'
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
}

type NumberedRow = { network_id: string; tag: string; n: number; blob: Uint8Array }

export type LeashTables = {
  leashes: { network_id: string; tag: string; sealed: Uint8Array; until_day: string }
  decoys: { network_id: string; n: number; noise: Uint8Array }
}
