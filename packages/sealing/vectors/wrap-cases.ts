// Wraps that are true and that are foreign or broken: the cases of vectors/wraps.json, for the roster of vectors/roster.json.
import { canonical } from '@apila/core/canonical.ts'
import type { WhichDesk } from '@apila/core/organisation/roster.ts'
import { sealWrap } from '../src/account/desk-keys.ts'
import { sealText } from '../src/age.ts'
import { toBase64url, utf8 } from '../src/encoding.ts'
import { deviceOf, seedOf, which } from '../src/organisation/test-network.ts'
import { padTo } from '../src/padding.ts'

/** What opening gives: the desk's keys; "foreign", a key that the roster does not name; "broken"; or "not-for-us". */
export type WrapCase = { case: string; blob: string; gives: 'keys' | 'foreign' | 'broken' | 'not-for-us' }

export const WRAP_DEVICE = 'alder-worker-1'

export async function wrapCases(): Promise<WrapCase[]> {
  const { recipient } = await deviceOf(WRAP_DEVICE)
  const own = which('alder', 'referral')
  const seed = await seedOf('alder', 'referral')
  const wrap = (where: WhichDesk, epoch: number, bytes: Uint8Array) =>
    sealWrap(recipient, { which: where, epoch, seed: bytes })
  const content = { v: 2, desk: own, epoch: 0, seed: toBase64url(seed) }
  const sealed = (value: unknown, size = 1024) => sealText(recipient, padTo(utf8(canonical(value)), size))
  const other = await deviceOf('birch-worker-1')
  const padded = padTo(utf8(canonical(content)), 1024)
  padded[1023] = 1
  return [
    { case: 'the key of the roster', blob: await wrap(own, 0, seed), gives: 'keys' },
    { case: "a stranger's key", blob: await wrap(own, 0, new Uint8Array(32).fill(9)), gives: 'foreign' },
    { case: 'a period that the roster does not know', blob: await wrap(own, 1, seed), gives: 'foreign' },
    {
      case: 'the key under another desk of ours',
      blob: await wrap(which('alder', 'evening'), 0, seed),
      gives: 'foreign',
    },
    {
      case: "another organisation's true key",
      blob: await wrap(which('birch', 'referral'), 0, await seedOf('birch', 'referral')),
      gives: 'foreign',
    },
    { case: 'a list name beside the seed', blob: await sealed({ ...content, list: 'A'.repeat(22) }), gives: 'broken' },
    { case: 'version 1', blob: await sealed({ ...content, v: 1 }), gives: 'broken' },
    { case: 'something behind the padding', blob: await sealText(recipient, padded), gives: 'broken' },
    {
      case: 'sealed to another',
      blob: await sealWrap(other.recipient, { which: own, epoch: 0, seed }),
      gives: 'not-for-us',
    },
  ]
}
