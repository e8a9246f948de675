// One act of a leash keeper of its own, with its own clock beside the server's. Governed by docs/protocol.md "Leash keeper".
import type { Day } from '@apila/core/day.ts'
import { LEASH_BYTES, STORED_BYTES } from '@apila/core/sizes.ts'
import type { LeashKeeper, LeashProofs, LeashPut } from './keeper.ts'
import { type Seals, SealsRefusal } from './seals.ts'
import type { KeeperRequest } from './wire.ts'

// A server that names an earlier day gets nothing that has passed.
const laterOf = (named: Day, own: Day): Day => (named > own ? named : own)
// A server that names a later day ends nothing before its last.
const earlierOf = (named: Day, own: Day): Day => (named < own ? named : own)

export type Acting = {
  store: LeashKeeper
  network: string
  seals: Seals
  /** The keeper's own day. */
  own: Day
  /** Whether the server is on the same machine, so that it could read the keeper's memory too. */
  isSameMachine: boolean
}

export async function act(
  { store, network, seals, own, isSameMachine }: Acting,
  request: KeeperRequest,
): Promise<unknown> {
  switch (request.act) {
    case 'put': {
      const puts = request.leashes.map((put) => ({ ...put, leash: Buffer.from(put.leash, 'base64') }))
      const isBound = puts.some(({ leash }) => leash.length !== LEASH_BYTES)
      if (isBound && puts.some(({ leash }) => leash.length !== STORED_BYTES.boundLeash))
        throw new SealsRefusal('bad-input', 'a leash of another size')
      await store.put(isBound ? await takeBound(seals, { network, own }, puts, request.proofs) : puts, request.proofs)
      return null
    }
    case 'release': {
      const kept = await store.release(request.tag, laterOf(request.today, own))
      if (kept === null) return null
      if (request.request !== undefined) return seals.answer(network, request.request, kept, own)
      // What came sealed leaves sealed.
      if (kept.length !== LEASH_BYTES && !isSameMachine)
        throw new SealsRefusal('bad-input', 'what came sealed was asked for unsealed')
      return Buffer.from(kept.subarray(0, LEASH_BYTES)).toString('base64')
    }
    case 'learn':
      return seals.learn(request.from, request.entries, own)
    case 'has':
      return store.has(request.tag)
    case 'move':
      return store.move(request.tags, { ...request, today: laterOf(request.today, own) })
    case 'end':
      await store.end(request.secrets, request.tags)
      return null
    case 'drop':
      await store.drop(request.tags)
      return null
    case 'sweep':
      return store.sweep(earlierOf(request.today, own), request.keep)
    case 'mark':
      return store.mark()
  }
}

// All parts of a permission have one last day.
async function takeBound(
  seals: Seals,
  { network, own }: { network: string; own: Day },
  puts: readonly LeashPut[],
  proofs: LeashProofs,
): Promise<LeashPut[]> {
  const [until, ...others] = new Set(puts.map((put) => put.until))
  if (until === undefined || others.length > 0) throw new SealsRefusal('bad-input', 'parts with several last days')
  // What was sealed for a day that has passed comes from somebody who kept it.
  if (until < own) throw new SealsRefusal('bad-input', 'parts whose last day has passed')
  const kept = await seals.take({ network, until, proofs, leashes: puts.map(({ leash }) => leash) })
  return puts.map((put, at) => ({ ...put, leash: kept[at] ?? new Uint8Array() }))
}
