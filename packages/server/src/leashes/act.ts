// One act of a leash keeper of its own, with its own clock beside the server's. Governed by docs/protocol.md "Leash keeper".
import type { Day } from '@apila/core/day.ts'
import type { LeashKeeper } from './keeper.ts'
import type { KeeperRequest } from './wire.ts'

// A server that names an earlier day gets nothing that has passed.
const laterOf = (named: Day, own: Day): Day => (named > own ? named : own)
// A server that names a later day ends nothing before its last.
const earlierOf = (named: Day, own: Day): Day => (named < own ? named : own)

/** `own`: the keeper's own day. */
export async function act(store: LeashKeeper, request: KeeperRequest, own: Day): Promise<unknown> {
  switch (request.act) {
    case 'put':
      await store.put(
        request.leashes.map((put) => ({ ...put, leash: Buffer.from(put.leash, 'base64') })),
        request.proofs,
      )
      return null
    case 'release': {
      const leash = await store.release(request.tag, laterOf(request.today, own))
      return leash && Buffer.from(leash).toString('base64')
    }
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
