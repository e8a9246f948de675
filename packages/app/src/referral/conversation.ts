// The conversation of two desks under one permission: read, and written with its line, its bell and the own note in one act.
// Governed by docs/protocol.md "Conversation".
import type { Digest, Name, Secret } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { currentEpoch } from '@apila/core/organisation/roster-value.ts'
import type { LineSaid } from '@apila/core/referral/content.ts'
import type { Item, Unnumbered } from '@apila/core/referral/items.ts'
import type { DeskNote } from '@apila/core/referral/notes.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import type { NotePut, Talk } from '@apila/core/referral/wire.ts'
import { makeBell } from '@apila/sealing/bell.ts'
import { permissionDigest } from '@apila/sealing/referral/signed.ts'
import { type OpenedTalk, openTalk, sealItem } from '@apila/sealing/referral/talk.ts'
import { Refused } from '../account/api.ts'
import { sealedAnew } from '../account/sealed-anew.ts'
import type { Session } from '../account/session.ts'
import { makeLine, openTalkOf } from './release.ts'

/** Which conversation, and what it belongs to. */
export interface Conversation {
  t: Name
  /** Null where this desk was never told: all together. */
  k: Name | null
  front: Front
  grant: Digest
}

/** What leads from a desk's note to its conversation. */
export async function conversationOf(note: DeskNote): Promise<Conversation> {
  const { t, k, front } = note
  if (note.kind === 'received') return { t, k, front, grant: note.grant }
  return { t, k, front, grant: await permissionDigest(note.front, note.back) }
}

const sideOf = (session: Session, { front }: Conversation) =>
  session.own.organisation === front.to.organisation ? ('to' as const) : ('from' as const)

interface Read {
  opened: OpenedTalk
  talk: Talk
}

async function read(session: Session, conversation: Conversation, today: Day): Promise<Read | null> {
  const { t, front, grant } = conversation
  const talk = await openTalkOf(session, t, today)
  const open = () =>
    openTalk({
      desks: session.referralDesks,
      side: sideOf(session, conversation),
      talk,
      t,
      front,
      grant,
      roster: session.roster,
      today,
    })
  let opened = await open()
  if (opened?.isBehind) {
    await session.catchUp()
    opened = await open()
  }
  return opened && { opened, talk }
}

/** All that was said and stands. `null` = this desk is on neither side. */
export const readConversation = async (
  session: Session,
  conversation: Conversation,
  today: Day,
): Promise<OpenedTalk | null> => (await read(session, conversation, today))?.opened ?? null

/** What her book says of an item. */
const lineActOf = ({ kind }: Item): LineSaid => {
  if (kind === 'ticket') return 'ticket-passed-on'
  return kind === 'addition' || kind === 'renewed' ? kind : `message:${kind}`
}

/** How often something is said anew when a colleague's came first. */
const TRIES = 3

/** Says something. `expected`: how many items this desk saw; where there are more, somebody else has answered meanwhile and `Refused`
 *  `changed-meanwhile` is thrown; so it is where `fits` says that what stands there now leaves no place for it. Null: whatever came in between, this is said after it. `noteOf` seals the own note again at each try. `renew`: what
 *  moves the server's day in the same act. */
export const say: typeof sayOnce = (session, ...rest) => sealedAnew(session, () => sayOnce(session, ...rest))

async function sayOnce(
  session: Session,
  conversation: Conversation,
  said: Unnumbered,
  today: Day,
  {
    expected = null,
    fits,
    noteOf,
    renew,
  }: {
    expected?: number | null
    fits?: (items: OpenedTalk['items']) => boolean
    noteOf?: () => Promise<NotePut | null>
    renew?: { renew: Secret; until: Day }
  } = {},
): Promise<void> {
  const { t, k, front, grant } = conversation
  const other = currentEpoch(session.roster, sideOf(session, conversation) === 'to' ? front.from : front.to)
  if (!other) throw new Refused('not-found')
  const { device, roster } = session
  for (let tries = 1; ; tries += 1) {
    const now = await read(session, conversation, today)
    if (!now) throw new Refused('not-found')
    const { opened, talk } = now
    if (expected !== null && opened.next !== expected) throw new Refused('changed-meanwhile')
    if (fits?.(opened.items) === false) throw new Refused('changed-meanwhile')
    const item: Item = { ...said, n: opened.next, said: today }
    try {
      await session.api.tell('POST', renew ? 'renew' : 'talk', {
        t,
        n: opened.next,
        post: opened.post,
        item: await sealItem(
          {
            ...{ device, roster, t, front, grant, today },
            ...{ identity: opened.identity, before: opened.items, renewals: opened.renewals },
          },
          item,
        ),
        line: await makeLine(session, t, talk.line, lineActOf(item), today),
        bell: await makeBell(other.bell, roster.network, { kind: 'item', name: t, other: k ?? t }),
        note: (await noteOf?.()) ?? null,
        roster: roster.length,
        ...renew,
      })
      return
    } catch (error) {
      const isBehind = error instanceof Refused && error.code === 'changed-meanwhile'
      if (!isBehind || expected !== null || tries === TRIES) throw error
    }
  }
}
