// What an administrator does with the roster: signs ahead, and signs as the second. Governed by docs/protocol.md "Proposals".
import type { SignedCredential } from '@apila/core/account/passkey.ts'
import { Proposals, type Proposed } from '@apila/core/account/roster-batch.ts'
import type { AnyDesk } from '@apila/core/organisation/roster.ts'
import { type Roster, findDesk } from '@apila/core/organisation/roster-value.ts'
import type { Day } from '@apila/core/day.ts'
import type { Language } from '@apila/core/content/language.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import {
  type Batch,
  type ReadProposal,
  type RosterContent,
  completeProposal,
  propose,
  readProposal,
} from '@apila/sealing/organisation/batch.ts'
import type { Making } from '@apila/sealing/organisation/changes.ts'
import { periodAge } from '@apila/sealing/organisation/key-periods.ts'
import { RosterRefused, type Session } from '../../account/session.ts'

export const makingOf = (session: Session): Making => ({
  roster: session.roster,
  held: session.held,
  random: systemRandom,
})

/** Signs a batch ahead; it waits for the second administrator. */
export async function proposeBatch(session: Session, batch: Batch, today: Day): Promise<void> {
  await session.api.tell('POST', 'roster/propose', await propose(session.roster, today, batch, [session.device]))
}

export interface Waiting {
  proposed: Proposed
  read: ReadProposal
  isOwn: boolean
}

/** What waits, as far as its signatures are right; anything else is the server's own and is not shown. */
export async function listWaiting(session: Session): Promise<Waiting[]> {
  const { proposals } = await session.api.ask('POST', 'roster/proposals', Proposals)
  const all = await Promise.all(
    proposals.map(async (proposed) => ({ proposed, read: await readProposal(session.roster, proposed) })),
  )
  return all.flatMap(({ proposed, read }) =>
    read ? [{ proposed, read, isOwn: read.signedBy.includes(session.device.id) }] : [],
  )
}

/** The last signature: the entries come into the roster. */
export async function signAsSecond(
  session: Session,
  { proposed, read }: Pick<Waiting, 'proposed' | 'read'>,
  today: Day,
  credentials: SignedCredential[] = [],
): Promise<void> {
  await session.catchUp()
  const done = await completeProposal(session.roster, today, proposed, session.device)
  if (!done.ok) throw new RosterRefused(done.problem)
  await session.api.tell('POST', 'roster/add', { entries: done.entries, proposal: read.id, credentials })
  await session.catchUp()
}

export const dropProposal = (session: Session, id: string): Promise<void> =>
  session.api.tell('POST', 'roster/proposals/drop', { id })

/** Desks of the own organisation, as they stand now. */
export const ownDesks = ({ roster, own }: Session) =>
  [...roster.desks.values()].filter(({ organisation, until }) => organisation === own.organisation && until === null)

/** The own organisation's desks whose key has an age. */
export const desksOfAge = (session: Session, today: Day, age: 'due' | 'late'): AnyDesk[] =>
  ownDesks(session)
    .map(({ organisation, id }): AnyDesk => ({ organisation, desk: id }))
    .filter((which) => periodAge(session.roster, which, today) === age)

export const deskName = (roster: Roster, which: AnyDesk, language: Language): string =>
  findDesk(roster, which)?.names?.[language] ?? which.desk

/** What an entry is about, in the reader's language. */
export function whatOf(
  roster: Roster,
  content: RosterContent,
  language: Language,
  batch: readonly RosterContent[],
): string {
  switch (content.kind) {
    case 'device':
      return content.device.id
    case 'device-remove':
    case 'device-change':
      return content.id
    case 'epoch':
      return (
        (
          batch.find((each) => each.kind === 'desk' && each.id === content.desk) as
            { names: Record<Language, string> } | undefined
        )?.names[language] ?? deskName(roster, content, language)
      )
    case 'desk':
      return content.names[language]
    case 'policy':
      return content.topic
    case 'organisation':
      return content.names[language]
    case 'organisation-remove':
      return roster.organisations.get(content.id)?.names[language] ?? content.id
    case 'recovery':
      return roster.organisations.get(content.organisation)?.names[language] ?? content.organisation
    case 'genesis':
      return content.network
  }
}
