// Posts one version of the sheet into the conversation with each organisation of a meeting of many. The first conversation decides: who comes
// second there has posted nothing anywhere. What did not get through is posted again from what the others have.
import type { Day } from '@apila/core/day.ts'
import type { Said } from '@apila/core/referral/conversation.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { Refused } from '../../account/api.ts'
import type { Session } from '../../account/session.ts'
import { conversationOf, readConversation, say } from '../conversation.ts'
import { plainSheet } from '../plain-text.ts'
import { type Participant, getsVersions, inOrder } from './host-meeting.ts'
import type { SheetVersion } from './SheetView.tsx'

type Posted = Pick<SheetVersion, 'version' | 'sheet'>

const newestIn = (items: readonly Said[]): number =>
  items.reduce((newest, { item }) => (item.kind === 'sheet' ? Math.max(newest, item.version) : newest), 0)

/** A new version. Throws `Refused('changed-meanwhile')` where another has been written since. Gives what went wrong where the first
 *  conversation has it and another has not: that is posted again. */
export async function postVersion(
  session: Session,
  participants: readonly Participant[],
  posted: Posted,
  today: Day,
): Promise<readonly unknown[]> {
  const to = inOrder(participants.filter(getsVersions))
  if (to.length === 0) throw new Refused('not-found')
  // Another tab may have written into any of them since the list was read.
  const known = await Promise.all(to.map((one) => newestOf(session, one, today)))
  if (Math.max(...known) >= posted.version) throw new Refused('changed-meanwhile')
  const failures: unknown[] = []
  let isFirst = true
  for (const one of to) {
    try {
      await post(session, one, posted, today)
      isFirst = false
    } catch (error) {
      if (isGone(error)) continue
      // Nobody has it yet: what is written stays a draft.
      if (isFirst) throw isLate(error) ? new Refused('changed-meanwhile') : error
      if (!isLate(error)) failures.push(error)
    }
  }
  if (isFirst) throw new Refused('not-found')
  return failures
}

/** The newest version for those that lack it. */
export async function postAgain(
  session: Session,
  lacking: readonly Participant[],
  posted: Posted,
  today: Day,
): Promise<void> {
  const failures: unknown[] = []
  for (const one of lacking.filter(getsVersions))
    await post(session, one, posted, today).catch((error: unknown) => {
      if (!isGone(error) && !isLate(error)) failures.push(error)
    })
  if (failures.length > 0) throw failures[0]
}

/** 0 where it has none, or the client has ended it meanwhile. */
async function newestOf(session: Session, { entry }: Participant, today: Day): Promise<number> {
  try {
    const talk = await readConversation(session, await conversationOf(entry.held.note), today)
    return newestIn(talk?.items ?? [])
  } catch (error) {
    if (isGone(error)) return 0
    throw error
  }
}

const post = async (session: Session, { entry }: Participant, { version, sheet }: Posted, today: Day): Promise<void> =>
  say(session, await conversationOf(entry.held.note), { kind: 'sheet', version, sheet: plainSheet(sheet) }, today, {
    fits: (items) => newestIn(items) < version,
  })

const isGone = (error: unknown): boolean => error instanceof Refused && error.code === 'not-found'

/** This version, or a later one, lies there already. */
const isLate = (error: unknown): boolean =>
  (error instanceof Refused && error.code === 'changed-meanwhile') ||
  (error instanceof DoesNotStand && error.problem === 'version-not-later')
