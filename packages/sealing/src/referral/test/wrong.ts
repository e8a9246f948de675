// First contacts and stories that are wrong in one thing each, and what is said of them: for tests, and for the vectors that must fail.
import { type Day, addDays } from '@apila/core/day.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { digestOf, fromUtf8, utf8 } from '../../encoding.ts'
import { TODAY, deviceOf } from '../../organisation/test-network.ts'
import { type Craft, randomName } from './permission.ts'

const shift = (days: number): Day => addDays(TODAY, days)

/** Name, what is changed, what opening says, and on which day. The same for a first contact and a story. */
export async function wrongParts(roster: Roster): Promise<Array<[string, Craft, string, Day?]>> {
  const alderKeeper = await deviceOf('alder-keeper-1')
  const birchWorker = await deviceOf('birch-worker-1')
  return [
    ['of another network', { head: { network: 'another-network' as never } }, 'not-ours'],
    ['under another name', { head: { at: randomName() } }, 'not-ours'],
    ['another part', { head: { part: 'receipt' } }, 'not-ours'],
    ['signed for another key', { head: { receiver: await digestOf('another') } }, 'not-ours'],
    ['signed for another permission', { head: { grant: await digestOf('another') } }, 'not-ours'],
    ['signed for none', { head: { grant: null } }, 'not-ours'],
    ['in a suite that the policy does not know', { head: { suite: 3 } }, 'not-ours'],
    ['in the name of somebody else', { head: { device: 'alder-keeper-1' as never } }, 'not-ours'],
    ['by nobody', { head: { device: 'nobody' as never } }, 'not-ours'],
    ['on another log', { head: { roster: { length: roster.length, head: await digestOf('another') } } }, 'fork'],
    ['on a longer log', { head: { roster: { length: roster.length + 1, head: roster.head } } }, 'roster-behind'],
    ['before its writer came', { head: { roster: { length: 1, head: roster.heads[0] ?? roster.head } } }, 'not-ours'],
    ['by a keeper without a desk', { signer: alderKeeper }, 'wrong-writer'],
    ['by the receiving desk', { signer: birchWorker }, 'wrong-writer'],
    [
      'to a desk that is not there',
      { front: { to: { organisation: 'birch', desk: 'nowhere' } as never } },
      'no-such-desk',
    ],
    [
      'to its own organisation',
      { front: { to: { organisation: 'alder', desk: 'referral' } as never } },
      'no-such-desk',
    ],
    [
      'to a desk that has another key',
      { front: { to: { organisation: 'cedar', desk: 'referral' } as never } },
      'wrong-key',
    ],
    ['for 29 days', { front: { until: shift(29) } }, 'not-these-days'],
    ['from tomorrow on', { front: { notBefore: shift(1), until: shift(31) } }, 'not-these-days'],
    ['the day after', {}, 'not-these-days', shift(31)],
    ['kept longer than she was told', { until: shift(31) }, 'server-keeps-longer'],
    ['with a member that nobody knows', { content: { more: 1 } }, 'broken'],
    ['with a member that is missing', { content: { front: null } }, 'broken'],
    ['not canonical', { bytes: (bytes) => utf8(` ${fromUtf8(bytes)}`) }, 'broken'],
    [
      'with a member that stands twice',
      { bytes: (bytes) => utf8(fromUtf8(bytes).replace('{', '{"content":1,')) },
      'broken',
    ],
    ['no UTF-8', { bytes: (bytes) => Uint8Array.from([...bytes, 0xff]) }, 'broken'],
    ['with something behind the padding', { padded: (bytes) => bytes.fill(1, bytes.length - 1) }, 'broken'],
    ['in another size', { padded: (bytes) => Uint8Array.from([...bytes, 0]) }, 'broken'],
    [
      'in twice the size',
      { padded: (bytes) => Uint8Array.from([...bytes, ...new Uint8Array(bytes.length)]) },
      'broken',
    ],
  ]
}
