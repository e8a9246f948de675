// Writes vectors/seconds.json: `npm run write -- seconds`. Stories that were only spoken or sent without the client, with right and wrong second
// signatures, and what a reader must say of each. Written once, like permission.json: sealing is random. Its roster is that of roster.json.
import { writeFile } from 'node:fs/promises'
import { type Day, addDays } from '@apila/core/day.ts'
import type { Back, Front, SecondSignature } from '@apila/core/referral/permission.ts'
import { toBase64url } from '../src/encoding.ts'
import { TODAY, deviceOf, keysOf, seedOf, which } from '../src/organisation/test-network.ts'
import { signSecond } from '../src/referral/signed.ts'
import { backOf, craft, frontOf } from '../src/referral/test/permission.ts'
import { ticketKeys } from '../src/ticket.ts'

const desks = { birch: await keysOf('birch', 'referral'), evening: await keysOf('alder', 'evening') }
const sender = 'alder-worker-1'
const shift = (days: number): Day => addDays(TODAY, days)

interface Wish {
  name: string
  front?: Partial<Front>
  back?: Partial<Back>
  /** Who signed, as what; `for`: another permission than this one. */
  signed?: ReadonlyArray<{
    by: string
    as?: SecondSignature['as']
    for?: { front?: Partial<Front>; back?: Partial<Back> }
  }>
  writer?: string
  desk?: keyof typeof desks
  says: string
}

async function storyOf({ name, front: changes, back: said, signed = [], writer = sender, desk = 'birch', says }: Wish) {
  const front = frontOf(changes)
  const back = backOf(said)
  const signatures: SecondSignature[] = []
  for (const { by, as = front.kind === 'urgent' ? 'second' : 'witness', for: other } of signed)
    signatures.push(
      await signSecond(await deviceOf(by), as, { ...front, ...other?.front }, { ...back, ...other?.back }),
    )
  const root = back.keep.length > 0 ? crypto.getRandomValues(new Uint8Array(32)) : null
  const { released, name: at } = await craft({
    part: 'story',
    front,
    back: { ...back, signatures },
    signer: await deviceOf(writer),
    desk: desks[desk].recipient,
    ticket: root && (await ticketKeys(root)),
  })
  return { case: name, name: at, released, today: TODAY, desk, root: root && toBase64url(root), says }
}

const spoken = (name: string, by: string | null, says: string, wish: Partial<Wish> = {}): Wish => ({
  name,
  says,
  signed: by === null ? [] : [{ by }],
  ...wish,
  back: { how: 'spoken', ...wish.back },
})
const urgent = (name: string, by: string | null, says: string, wish: Partial<Wish> = {}): Wish => ({
  name,
  says,
  signed: by === null ? [] : [{ by }],
  ...wish,
  front: { kind: 'urgent', mode: 'all-ahead', until: shift(7), ...wish.front },
  back: { keep: [], how: 'without-her', reason: 'life', ...wish.back },
})
const [colleague, keeper] = ['alder-worker-2', 'alder-keeper-1']

const wishes: readonly Wish[] = [
  spoken('spoken, and a colleague of another team heard it', colleague, 'opens'),
  spoken('spoken, and a keeper who also works there heard it', keeper, 'opens'),
  spoken('spoken and heard by nobody, for three days', null, 'opens', { front: { until: shift(3) } }),
  spoken('spoken and heard by nobody, for seven days', null, 'no-witness', { front: { until: shift(7) } }),
  spoken('spoken, and whoever wrote it is the witness', sender, 'no-witness'),
  spoken('spoken, and a volunteer heard it', 'alder-volunteer-1', 'no-witness'),
  spoken('spoken, and a release officer heard it', 'alder-officer', 'no-witness'),
  spoken('spoken, and the receiver heard it', 'birch-worker-1', 'no-witness'),
  spoken('spoken, and the colleague finds it urgent', null, 'no-witness', {
    signed: [{ by: colleague, as: 'second' }],
  }),
  spoken('spoken, and heard for a shorter time', null, 'no-witness', {
    signed: [{ by: colleague, for: { front: { until: shift(14) } } }],
  }),
  spoken('spoken, and heard for another place of the code', null, 'no-witness', {
    signed: [{ by: colleague, for: { back: { keep: ['memory'] } } }],
  }),
  spoken('spoken, and one of two signatures is right', null, 'opens', {
    signed: [{ by: 'birch-worker-1' }, { by: colleague }],
  }),
  urgent('urgent, and a colleague agrees', colleague, 'opens'),
  urgent('urgent for health, of a child, for three days', keeper, 'opens', {
    front: { until: shift(3) },
    back: { reason: 'health', age: 'child' },
  }),
  urgent('urgent by one person', null, 'urgent-not-right'),
  urgent('urgent, signed twice by one person', sender, 'urgent-not-right'),
  urgent('urgent, and a volunteer agrees', 'alder-volunteer-1', 'urgent-not-right'),
  urgent('urgent, and the receiver agrees', 'birch-worker-1', 'urgent-not-right'),
  urgent('urgent, and the colleague only heard it', null, 'urgent-not-right', {
    signed: [{ by: colleague, as: 'witness' }],
  }),
  urgent('urgent, signed for another reason', null, 'urgent-not-right', {
    signed: [{ by: colleague, for: { back: { reason: 'health' } } }],
  }),
  urgent('urgent for fourteen days', colleague, 'urgent-not-right', { front: { until: shift(14) } }),
  urgent('urgent without a reason', colleague, 'urgent-not-right', { back: { reason: null } }),
  urgent('urgent with a ticket', colleague, 'urgent-not-right', { back: { keep: ['paper'] } }),
  urgent('urgent, and the story waits for a ticket', colleague, 'urgent-not-right', {
    front: { mode: 'knock-ahead' },
    back: { keep: ['paper'] },
  }),
  urgent('urgent at the client’s word', colleague, 'urgent-not-right', { back: { how: 'shown' } }),
  urgent('without the client, and no urgent permission', colleague, 'urgent-not-right', {
    front: { kind: 'referral' },
  }),
  urgent('urgent from a team where volunteers work', keeper, 'urgent-not-right', {
    front: { from: which('alder', 'evening') },
    writer: colleague,
  }),
  urgent('urgent to a team where volunteers work', 'cedar-keeper-1', 'urgent-not-right', {
    front: { from: which('cedar', 'referral'), to: which('alder', 'evening') },
    writer: 'cedar-worker-1',
    desk: 'evening',
  }),
]

const cases: Awaited<ReturnType<typeof storyOf>>[] = []
for (const wish of wishes) cases.push(await storyOf(wish))
const seeds = {
  birch: toBase64url(await seedOf('birch', 'referral')),
  evening: toBase64url(await seedOf('alder', 'evening')),
}
const about =
  'docs/protocol.md "Spoken" and "Urgent"; sealed once, read by every build; the roster is that of roster.json'
await writeFile(new URL('./seconds.json', import.meta.url), `${JSON.stringify({ about, seeds, cases }, null, 1)}\n`)
