// What an administrator does with the roster: signs ahead, and signs as the second. Governed by docs/protocol.md "Proposals".
import type { SignedCredential } from '@apila/core/account/passkey.ts'
import { Proposals, type Proposed } from '@apila/core/account/roster-batch.ts'
import type { AnyDesk, DeviceId } from '@apila/core/organisation/roster.ts'
import { type Roster, findDesk } from '@apila/core/organisation/roster-value.ts'
import { type BatchMissing, findMissing } from '@apila/core/organisation/missing-signatures.ts'
import type { Day } from '@apila/core/day.ts'
import type { Language } from '@apila/core/content/language.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import {
  type Batch,
  type ReadProposal,
  type RosterContent,
  completeProposal,
  findOver,
  judgeBatch,
  judgeProposal,
  propose,
  readProposal,
  signProposal,
} from '@apila/sealing/organisation/batch.ts'
import type { Making } from '@apila/sealing/organisation/changes.ts'
import { periodAge } from '@apila/sealing/organisation/key-periods.ts'
import type { ReadingProblem } from '@apila/sealing/organisation/roster.ts'
import type { Session } from '../../account/session.ts'

export const makingOf = (session: Session): Making => ({
  roster: session.roster,
  held: session.held,
  random: systemRandom,
})

/** Signs a batch ahead; it waits for the second administrator. */
export async function proposeBatch(session: Session, batch: Batch, today: Day): Promise<void> {
  await session.api.tell('POST', 'roster/propose', await propose(session.roster, today, batch, [session.device]))
}

/** A batch that no signature helps any more, or that a rule refuses: nothing was signed. */
export class BatchRefused extends Error {
  override name = 'BatchRefused'
  readonly problem: ReadingProblem
  constructor(problem: ReadingProblem) {
    super(problem)
    this.problem = problem
  }
}

/** Signs a batch ahead where the rules will take it once everybody has signed. Throws `BatchRefused`, and nothing is signed. */
export async function proposeLasting(session: Session, batch: Batch, today: Day): Promise<void> {
  const judged = await judgeBatch(session.roster, today, batch.contents, keepersIn(session.roster))
  if (judged) throw new BatchRefused(judged.problem)
  await proposeBatch(session, batch, today)
}

const keepersIn = (roster: Roster): DeviceId[] =>
  [...roster.devices.values()].filter(({ roles }) => roles.includes('keeper')).map(({ id }) => id)

export interface Waiting {
  proposed: Proposed
  read: ReadProposal
  isOwn: boolean
  /** This device's signature would be the last. */
  isLast: boolean
  /** Why nobody can complete it any more; null = somebody can. */
  problem: ReadingProblem | null
  needed: BatchMissing
}

/** What waits, as far as its signatures are right; anything else is the server's own and is not shown. */
export async function listWaiting(session: Session, today: Day): Promise<Waiting[]> {
  const { roster, device } = session
  const { proposals } = await session.api.ask('POST', 'roster/proposals', Proposals)
  const all = await Promise.all(
    proposals.map(async (proposed): Promise<Waiting | null> => {
      const read = await readProposal(roster, proposed)
      if (!read) return null
      return {
        ...{ proposed, read, isOwn: read.signedBy.includes(device.id) },
        isLast: (await judgeProposal(roster, today, { proposed, read }, [device.id])) === null,
        problem: await findOver(roster, today, { proposed, read }),
        needed: findMissing(roster, read.contents, read.signedBy),
      }
    }),
  )
  return all.filter((one) => one !== null)
}

/** One more signature. The last one brings the entries into the roster, any other waits for the rest; `left`: with it the own organisation has
 *  left, and this device is out. Throws `BatchRefused`. */
export async function signWaiting(
  session: Session,
  { proposed, read }: Pick<Waiting, 'proposed' | 'read'>,
  today: Day,
  credentials: SignedCredential[] = [],
): Promise<'done' | 'left' | 'waits'> {
  await session.catchUp()
  const { roster, device, api, own } = session
  const judged = await judgeProposal(roster, today, { proposed, read }, [device.id])
  if (judged === 'not-enough-signatures') {
    // Nobody signs for what nobody can complete.
    const broken = await findOver(roster, today, { proposed, read })
    if (broken) throw new BatchRefused(broken)
    await api.tell('POST', 'roster/proposals/sign', {
      id: read.id,
      signature: await signProposal(device, proposed.proposal),
    })
    return 'waits'
  }
  if (judged) throw new BatchRefused(judged)
  const done = await completeProposal(roster, today, proposed, device)
  if (!done.ok) throw new BatchRefused(done.problem)
  await api.tell('POST', 'roster/add', { entries: done.entries, proposal: read.id, credentials })
  if (read.contents.some((content) => content.kind === 'organisation-remove' && content.id === own.organisation))
    return 'left'
  await session.catchUp()
  return 'done'
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
