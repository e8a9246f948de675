// Opens vectors/permission.json and says what came of it. Apart from any test, so that the bundle that is shipped can be asked the same.
import { Day } from '@apila/core/day.ts'
import { NetworkId, type SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Name } from '@apila/core/bytes.ts'
import type { Deposit, Released } from '@apila/core/referral/wire.ts'
import { type DeskKeys, deskKeys } from '../../account/desk-keys.ts'
import { BrokenSeal, open, recipientOf, seal } from '../../age.ts'
import { hearBell } from '../../bell.ts'
import { fromBase64url } from '../../encoding.ts'
import { readRoster } from '../../organisation/roster.ts'
import { stretchTicket, ticketKeys } from '../../ticket.ts'
import { openBook } from '../book.ts'
import { openNote } from '../note.ts'
import { openKnock, openReceipt, openStory } from '../open.ts'
import { openTalk } from '../talk.ts'

export interface PermissionVectors {
  seeds: Record<'alder' | 'birch' | 'cedar', string>
  today: string
  whole: Array<{
    mode: string
    digits: string | null
    receiptIdentity: string | null
    deposit: Deposit
    secondLock: string
    items: string[]
    lines: string[]
    says: Record<
      | 'front'
      | 'back'
      | 'grant'
      | 'codes'
      | 'asked'
      | 'told'
      | 'refused'
      | 'withdraw'
      | 'note'
      | 'items'
      | 'stands'
      | 'acts',
      unknown
    >
  }>
  cases: Array<{
    case: string
    part: 'knock' | 'story'
    name: string
    released: Released
    today: string
    desk: 'birch' | 'cedar'
    root: string | null
    says: string
  }>
}

/** The age primitives, for the vectors of the format itself. */
export const age = { open, seal, recipientOf }

/** For each whole permission what each of its parts says, and for each case the word that opening ends with. */
export async function openVectors(vectors: PermissionVectors, entries: readonly SignedEntry[]) {
  const today = Day.parse(vectors.today)
  const reading = await readRoster(entries, null, today)
  if (!reading.ok) throw new Error(reading.problem)
  const { roster } = reading
  const desks = {
    alder: await deskKeys(fromBase64url(vectors.seeds.alder)),
    birch: await deskKeys(fromBase64url(vectors.seeds.birch)),
    cedar: await deskKeys(fromBase64url(vectors.seeds.cedar)),
  }
  const cases: Record<string, string> = {}
  for (const { case: name, part, name: at, released, today: on, desk, root } of vectors.cases) {
    const opening = { desks: [desks[desk]], released, name: at as Name, roster, today: Day.parse(on) }
    const ticket = root === null ? null : await ticketKeys(fromBase64url(root))
    cases[name] = await saidOf(part === 'knock' ? openKnock(opening) : openStory({ ...opening, ticket }))
  }
  const whole = []
  for (const each of vectors.whole) whole.push(await openWhole(each))
  return { cases, whole }

  async function openWhole({
    digits,
    receiptIdentity,
    deposit,
    secondLock,
    items,
    lines,
  }: PermissionVectors['whole'][number]) {
    const { knock, story, talk, until } = deposit
    const ticket = digits === null ? null : await ticketKeys(await stretchTicket(digits, roster.network))
    const base = { desks: [desks.cedar, desks.birch], roster, today }
    const first = await openKnock({
      ...base,
      name: knock.k,
      released: { ...knock, until, receipt: null, locks: [{ n: 0, blob: knock.lock }] },
    })
    const locks = [{ n: 0, blob: story.lock }]
    const withHer = await openStory({ ...base, name: story.s, ticket, released: { ...story, until, locks } })
    const both = [...locks, { n: 1, blob: secondLock }]
    const again = await openStory({ ...base, name: story.s, ticket: null, released: { ...story, until, locks: both } })
    if (!first.ok || !withHer.ok || !again.ok) throw new Error('a part does not stand')
    const receipt = await openReceipt(story, story.s, receiptIdentity ?? ticket?.receiptIdentity ?? '', roster)
    const { front, grant } = first.opened
    const read = (side: 'from' | 'to', desk: DeskKeys) =>
      openTalk({
        ...base,
        desks: [desk],
        side,
        t: talk.t,
        front,
        grant,
        talk: {
          leash: talk.leash,
          locks: { t: [{ n: 0, blob: talk.locks[0] }], f: [{ n: 0, blob: talk.locks[1] }] },
          items,
          line: { line: deposit.line, n: 0, before: null },
          until,
        },
      })
    const book = await openBook(receipt?.bookIdentity ?? '', lines, roster)
    const itemsOf = (opened: Awaited<ReturnType<typeof read>>) =>
      opened && {
        items: opened.items.map(({ item, device }) => ({ item, device })),
        stands: items.map((_, n) =>
          opened.items.some(({ item }) => item.n === n)
            ? 'stands'
            : (opened.refused.find((refused) => refused.n === n)?.problem ?? 'broken'),
        ),
      }
    const [to, from] = [itemsOf(await read('to', desks.birch)), itemsOf(await read('from', desks.alder))]
    return {
      front,
      back: withHer.opened.back,
      grant: withHer.opened.grant,
      codes: 'codes' in first.opened ? first.opened.codes : null,
      asked: 'asked' in first.opened ? first.opened.asked : null,
      told: withHer.opened.told,
      again: again.opened.told,
      refused: receipt?.refused ?? null,
      note: await openNote(desks.alder, deposit.note.blob),
      to,
      from,
      acts: book.map((line) => line.isRead && line.follows && line.act),
      bell: await hearBell(desks.birch.bellPrivate, NetworkId.parse(roster.network), deposit.bell),
    }
  }
}

async function saidOf(opening: Promise<{ ok: true } | { ok: false; problem: string }>): Promise<string> {
  try {
    const result = await opening
    return result.ok ? 'opens' : result.problem
  } catch (error) {
    if (error instanceof BrokenSeal) return 'broken'
    throw error
  }
}
