// Words of invented clients, by which tests end and move leashes: one word that ends each name, and one that moves them all.
import { createHash } from 'node:crypto'
import { Secret } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { proofOf } from '../../platform/keys.ts'
import type { LeashKeeper, LeashProofs } from '../keeper.ts'

export const wordOf = (text: string): Secret => Secret.parse(createHash('sha256').update(text).digest('base64url'))

export const RENEW = wordOf('renew')

export const proofsOf = (name: string): LeashProofs => ({ withdraw: proofOf(wordOf(name)), renew: proofOf(RENEW) })

/** Leashes of one permission that ends by the word of `name`. */
export const putTogether = (keeper: LeashKeeper, name: string, tags: readonly string[], until: Day): Promise<void> =>
  keeper.put(
    tags.map((tag) => ({ tag, leash: leashOf(tag), until })),
    proofsOf(name),
  )

export const leashOf = (text: string): Buffer => Buffer.from(text.padEnd(77, '.'))

/** Ends what was put under these names, without a word of the server of which leashes they have. */
export const endNames = (keeper: LeashKeeper, names: readonly string[]): Promise<void> =>
  keeper.end(names.map(wordOf), [])
