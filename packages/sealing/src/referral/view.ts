// Puts together what the rule looks at: the roster as the rule asks it, and what was opened. Governed by docs/protocol.md "The rule".
import type { Digest, Name } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import {
  type Roster,
  deskKey,
  findDesk,
  findDeviceAt,
  headAt,
  isActiveDeskAt,
  mayReadSuite,
} from '@apila/core/organisation/roster-value.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import type { Part } from '@apila/core/referral/head.ts'
import type { Back, Front, ToldItem } from '@apila/core/referral/permission.ts'
import type { JudgedRenewal, StandingRoster, StandingView } from '@apila/core/referral/standing.ts'
import type { ReadPart } from './signed.ts'
import { digestOfRecipient, verifySeconds } from './signed.ts'

const known = new WeakMap<Roster, Promise<StandingRoster>>()

/** The roster as the rule asks it. Made once for each roster. */
export function standingRoster(roster: Roster): Promise<StandingRoster> {
  const before = known.get(roster)
  if (before) return before
  const made = makeStandingRoster(roster)
  known.set(roster, made)
  return made
}

async function makeStandingRoster(roster: Roster): Promise<StandingRoster> {
  const digests = new Map<string, Digest[]>()
  for (const [key, epochs] of roster.epochs)
    digests.set(key, await Promise.all(epochs.map(({ recipient }) => digestOfRecipient(recipient))))
  return {
    network: roster.network,
    length: roster.length,
    mayRead: (suite, today) => mayReadSuite(roster, suite, today),
    headAt: (length) => headAt(roster, length),
    device: (id, length = roster.length) => findDeviceAt(roster, id as DeviceId, length),
    desk: (which, length = roster.length) => {
      const desk = isActiveDeskAt(roster, which, length) ? findDesk(roster, which) : undefined
      return desk && { kind: desk.kind, epochs: digests.get(deskKey(which)) ?? [], volunteers: desk.volunteers }
    },
  }
}

export interface Asked {
  part: Part
  at: Name
  receiver: Digest
}

/** The view of something that is about to be sealed or was opened. What is not given is absent there. */
export async function viewOf(
  side: StandingView['side'],
  given: {
    today: Day
    roster: Roster
    asked: Asked
    read: Pick<ReadPart<unknown>, 'head' | 'isSigned'>
    grant: Digest
    front: Front
    back?: Back
    parts?: readonly ToldItem[]
    renewals?: readonly JudgedRenewal[]
    released?: Day
    ticket?: boolean
    yes?: StandingView['yes']
    item?: NonNullable<StandingView['item']>
    holds?: StandingView['holds']
  },
): Promise<StandingView> {
  const { today, asked, read, grant, front, back, item } = given
  return {
    side,
    today,
    roster: await standingRoster(given.roster),
    asked,
    head: read.head,
    isSigned: read.isSigned,
    grant,
    front,
    back: back ?? null,
    parts: given.parts ?? null,
    renewals: given.renewals ?? [],
    released: given.released ?? null,
    ticket: given.ticket ?? false,
    yes: given.yes ?? null,
    seconds: back ? await verifySeconds(front, back, given.roster, read.head.roster.length) : [],
    item: item ?? null,
    holds: given.holds ?? null,
  }
}
