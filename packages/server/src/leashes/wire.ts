// What server and leash keeper say to each other: one line of JSON for each request and each answer, matched by number, over a local socket or a
// port with TLS on both sides. Governed by docs/protocol.md "Leash keeper".
import * as z from 'zod'
import { Proof, Secret } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import { SignedEntry } from '@apila/core/organisation/roster.ts'
import { LeashRequest } from '@apila/core/referral/wire.ts'
import { Asker } from './belongs.ts'
import { TLS_REFUSALS } from './tls-words.ts'

const Tag = z.string().max(200)
const Leash = z.base64()
const Tags = z.array(Tag)

/** The acts. Each names the network, since a keeper knows of it only by what it is told. */
export const KeeperRequest = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('put'),
    leashes: z.array(z.strictObject({ tag: Tag, leash: Leash, until: Day })),
    proofs: z.strictObject({ withdraw: Proof, renew: Proof }),
  }),
  z.strictObject({ act: z.literal('release'), tag: Tag, today: Day, request: LeashRequest.optional() }),
  /** What the roster has got since, where the keeper must know more of it before it can judge who asks. */
  z.strictObject({ act: z.literal('learn'), from: z.int().min(0), entries: z.array(SignedEntry), today: Day }),
  z.strictObject({ act: z.literal('has'), tag: Tag }),
  z.strictObject({ act: z.literal('move'), tags: Tags, until: Day, today: Day, renew: Secret }),
  z.strictObject({ act: z.literal('end'), secrets: z.array(Secret), tags: Tags }),
  z.strictObject({ act: z.literal('drop'), tags: Tags }),
  z.strictObject({ act: z.literal('sweep'), today: Day, keep: Tags }),
  z.strictObject({ act: z.literal('mark') }),
])
export type KeeperRequest = z.infer<typeof KeeperRequest>

/** `from`: which server asks, since a keeper serves one network. */
export const AskedLine = z.strictObject({
  ...{ n: z.int(), network: z.string().max(50), from: Asker, request: KeeperRequest },
})
export type AskedLine = z.infer<typeof AskedLine>

/** `clock`: the two name days that are too far from each other. `keys`: it cannot open what is sealed to the key that the roster names, or does not
 *  believe the roster. `other-network`: the keeper's folder belongs to another network. The others as the server tells them to its own clients. */
const KeeperProblem = z.enum(['storage-full', 'broken', 'has-ended', 'bad-input', 'clock', 'keys', 'other-network'])
export type KeeperProblem = z.infer<typeof KeeperProblem>
export const AnswerLine = z.discriminatedUnion('ok', [
  z.strictObject({ n: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ n: z.int(), ok: z.literal(false), problem: KeeperProblem }),
])
export type AnswerLine = z.infer<typeof AnswerLine>

/** The one line that somebody hears whose certificate is not taken. */
export const RefusedLine = z.strictObject({ refused: z.enum(TLS_REFUSALS) })

export const Mark = z.strictObject({ keeper: z.string(), serial: z.int() }).nullable()
export const Swept = z.strictObject({ missing: Tags })
/** `behind`: how many entries of the roster it knows, where it must know more. */
export const ReleasedLeash = z.union([Leash.nullable(), z.strictObject({ behind: z.int().min(0) })])
/** How many entries of the roster it knows now. */
export const Learned = z.int().min(1)

/** Longest line: a sweep that names 400,000 parts. Unit: signs. */
const LINE_SIGNS = 32_000_000

/** Cuts what comes on a socket into lines. False where a line does not end: nothing more should be read. */
export function lineReader(take: (line: string) => void): (text: string) => boolean {
  let rest = ''
  return (text) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) take(line)
    return rest.length <= LINE_SIGNS
  }
}
