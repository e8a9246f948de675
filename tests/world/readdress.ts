// Copies of one sealed permission under fresh names, secrets and leashes: real sealing is slow beside the server, and the server cannot tell.
import { type Mark, Name, type Proof, Secret } from '@apila/core/bytes.ts'
import type { Deposit, Names } from '@apila/core/referral/wire.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { markOf, proofOf } from '@apila/sealing/ticket.ts'
import { randomBytes } from './referral.ts'

export interface Readdressed {
  deposit: Deposit
  names: Names
  mark: Mark
  secrets: { withdraw: Secret; renew: Secret; post: Secret; turns: Record<'k' | 's' | 't' | 'f', Secret> }
}

const secret = (): Secret => Secret.parse(toBase64url(randomBytes(32)))
const name = (): Name => Name.parse(toBase64url(randomBytes(16)))

/** Random bytes of a blob's length, which the server cannot tell from it. */
export const noiseLike = (blob: string): string => toBase64url(randomBytes(Math.floor((blob.length * 3) / 4)))

/** The same permission under other names. It ends, and takes locks and items, by secrets of its own; nobody can open it. */
export async function readdress(template: Deposit): Promise<Readdressed> {
  const turns = { k: secret(), s: secret(), t: secret(), f: secret() }
  const secrets = { withdraw: secret(), renew: secret(), post: secret(), turns }
  const [withdraw, renew, post, k, s, t, f] = (await Promise.all(
    [secrets.withdraw, secrets.renew, secrets.post, turns.k, turns.s, turns.t, turns.f].map(proofOf),
  )) as [Proof, Proof, Proof, Proof, Proof, Proof, Proof]
  const { knock, story, talk, note, until, sealedOn } = template
  const deposit: Deposit = {
    ...template,
    proofs: { withdraw, renew, post, turns: { k, s, t, f } },
    knock: { ...knock, k: name(), leash: noiseLike(knock.leash) },
    story: { ...story, s: name(), leash: noiseLike(story.leash) },
    talk: { ...talk, t: name(), leash: noiseLike(talk.leash) },
    note: { ...note, id: name() as unknown as Deposit['note']['id'] },
  }
  const names = { k: deposit.knock.k, s: deposit.story.s, t: deposit.talk.t, withdraw, until, sealedOn }
  return { deposit, names, mark: await markOf(withdraw), secrets }
}
