// What the client adds to what was told, or corrects in it: nothing that was told is changed or hidden (docs/protocol.md "Additions").
import type { Day } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { LARGEST_ADDITION_BYTES } from '@apila/core/referral/items.ts'
import type { ToldItem } from '@apila/core/referral/permission.ts'
import { utf8 } from '@apila/sealing/encoding.ts'
import { openAddition } from '@apila/sealing/referral/addition.ts'
import type { TalkItem } from '@apila/sealing/referral/talk.ts'
import type { WayOut } from '../../check-text/words-out.ts'
import { writtenText } from '../plain-text.ts'
import { type TextProblem, type Written, textProblem } from '../talk/text-problem.ts'

/** As what an addition is looked at; a safe contact is a number or a name by itself. */
export const wayOf = (part: ToldItem | null): WayOut => (part === 'safe-contact' ? 'addition-contact' : 'addition')

export interface Adding {
  part: ToldItem | null
  written: Written
  /** The client has heard or read these very words and wants them added. */
  isWanted: boolean
}

export type AddingNeed = 'part' | 'wanted' | TextProblem

/** What is missing before it can be added; empty: nothing. Throws where the text cannot be looked at. */
export async function addingNeeds({ part, written, isWanted }: Adding): Promise<AddingNeed[]> {
  const problem = await textProblem(written, wayOf(part))
  const isLong = utf8(writtenText(written.text)).length > LARGEST_ADDITION_BYTES
  return [
    ...(part === null ? (['part'] as const) : []),
    ...(problem === null ? (isLong ? (['text-too-long'] as const) : []) : [problem]),
    ...(isWanted ? [] : (['wanted'] as const)),
  ]
}

export interface Addition {
  n: number
  part: ToldItem
  text: string
  said: Day
  from: OrganisationId
}

/** `unread`: what does not open, or belongs to a part that was not permitted: counted, and hiding no other. */
export interface Added {
  additions: readonly Addition[]
  unread: number
}
export const NOTHING_ADDED: Added = { additions: [], unread: 0 }

/** Additions to an open story, of parts that were permitted. */
export async function readAdditions(
  items: readonly TalkItem[],
  storyIdentity: string,
  permitted: readonly ToldItem[],
): Promise<Added> {
  const additions: Addition[] = []
  let unread = 0
  for (const { item, from } of items) {
    if (item.kind !== 'addition') continue
    const text = permitted.includes(item.part) ? await openAddition(storyIdentity, item.text).catch(() => null) : null
    if (text === null) unread += 1
    else additions.push({ n: item.n, part: item.part, text, said: item.said, from })
  }
  return { additions, unread }
}
