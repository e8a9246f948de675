// What an administrator has signed and others are to sign: each says what it does, who is missing, and can be dropped. What nobody can
// complete any more says so. Of a member that comes, its devices' digits are compared first.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { NETWORK_DESK } from '@apila/core/organisation/roster.ts'
import { deskOf } from '@apila/core/organisation/roster-value.ts'
import type { MissingSignatures } from '@apila/core/organisation/missing-signatures.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Confirm } from '../../Confirm.tsx'
import { type DeskContext, useAct, useDesk } from '../../desk-context.ts'
import { failureKey } from '../../account/failure.ts'
import { endCode } from '../joining/join-work.ts'
import { KeeperKeys } from '../policy/KeeperKeys.tsx'
import { contentText } from '../policy/policy-text.ts'
import { NewMember } from './NewMember.tsx'
import { BatchRefused, type Waiting, dropProposal, deskName, signWaiting, whatOf } from './keeping-work.ts'

interface WaitingBatchesProps {
  /** Null: not known yet. */
  waiting: readonly Waiting[] | null
  onDone: (text: string) => Promise<void>
  /** The own organisation has left with this device's signature. */
  onLeft: () => void
}

export function WaitingBatches({ waiting, onDone, onLeft }: WaitingBatchesProps): VNode {
  const { t } = useDesk()
  return (
    <section>
      <h2>{t('keys.waits')}</h2>
      {waiting?.length === 0 && <p data-test="waits-none">{t('keys.waits-none')}</p>}
      <ul class="plain">
        {waiting?.map((one) => (
          <WaitingBatch key={one.read.id} one={one} onDone={onDone} onLeft={onLeft} />
        ))}
      </ul>
    </section>
  )
}

function WaitingBatch({ one, onDone, onLeft }: { one: Waiting } & Omit<WaitingBatchesProps, 'waiting'>): VNode {
  const desk = useDesk()
  const { t, session, today, language, problem, nameOf } = desk
  const { busy, act } = useAct()
  const [isSame, setSame] = useState(false)
  const { read, isOwn, isLast } = one
  const isNew = read.contents.some(({ kind }) => kind === 'device')
  const member = read.contents.find((content) => content.kind === 'organisation')
  const sign = () => {
    void act(async () => {
      const became = await signWaiting(session, one, today)
      if (became === 'left') onLeft()
      else await onDone(t(became === 'done' ? 'keys.done' : 'keys.signed-waits'))
    })
  }
  const drop = () => {
    void act(async () => {
      await dropProposal(session, read.id)
      for (const content of read.contents) if (content.kind === 'device') await endCode(session.api, content.device.id)
      await onDone(t('keys.dropped'))
    })
  }
  return (
    <li class="card" data-test="waiting" data-status={isOwn ? 'own' : 'other'}>
      <ul>
        {read.contents.map((content, at) => (
          <li key={at}>{t(textOf(content.kind), { what: whatIn(desk, content, read.contents) })}</li>
        ))}
      </ul>
      {read.contents.map(
        (content, at) =>
          content.kind === 'policy' &&
          content.topic === 'leash-keeper' &&
          content.value.keeper && <KeeperKeys key={at} keeper={content.value.keeper} isAsked={!isOwn || isLast} />,
      )}
      {isNew ? (
        // Both look at a new device under its code, and hear its digits; the code lives ten minutes.
        <p data-test="waiting-new-device">{t(isOwn ? 'keys.new-device-own' : 'keys.new-device-waits')}</p>
      ) : (
        <p class="hint">{t('keys.until', { on: showDay(read.on), until: showDay(read.until) })}</p>
      )}
      {isOwn && !isLast && <p>{t('keys.yours')}</p>}
      {one.problem === null ? (
        <Needed one={one} nameOf={(id) => (member?.id === id ? member.names[language] : nameOf(id))} />
      ) : (
        <p class="error" data-test="waiting-over">
          {problem(failureKey(new BatchRefused(one.problem)))} {t('keys.over')}
        </p>
      )}
      {member && one.problem === null && !isOwn && <NewMember member={member} isSame={isSame} onSame={setSame} />}
      <div class="buttons">
        {(!isOwn || isLast) && !isNew && one.problem === null && (!member || isSame || isOwn) && (
          <Button test="waiting-sign" busy={busy} onClick={sign}>
            {t(isLast ? 'keys.sign-last' : 'keys.sign')}
          </Button>
        )}
        {isOwn || one.problem !== null ? (
          <Button test="waiting-drop" quiet busy={busy} onClick={drop}>
            {t('keys.drop')}
          </Button>
        ) : (
          <Confirm
            test="waiting-refuse"
            canUndo
            quiet
            disabled={busy}
            title={t('keys.refuse-ask')}
            more={t('keys.refuse-more')}
            doText={t('keys.refuse')}
            keepText={t('keys.refuse-keep')}
            onDo={drop}
          >
            {t('keys.refuse')}
          </Confirm>
        )}
      </div>
    </li>
  )
}

/** Whose administrators are missing. */
function Needed({ one: { read, needed, isLast }, nameOf }: { one: Waiting; nameOf: (id: string) => string }): VNode {
  const { t } = useDesk()
  const names = (all: readonly MissingSignatures[]) =>
    all.map(({ organisation, count }) => `${nameOf(organisation)} (${String(count)})`).join(', ')
  const { must, members, orElse } = needed
  const isNew = read.contents.some(({ kind }) => kind === 'device')
  return (
    <>
      {must.length > 0 && <p data-test="waiting-needs">{t('keys.needs', { names: names(must) })}</p>}
      {orElse.length > 0 && <p class="hint">{t('keys.needs-or', { names: names(orElse) })}</p>}
      {members !== null && (
        <p data-test="waiting-needs-members">
          {t('keys.needs-members', { count: members.more, names: names(members.among) })}
        </p>
      )}
      {/* A new device is signed elsewhere, which says it there. */}
      {isLast && !isNew && <p data-test="waiting-last">{t('keys.last')}</p>}
    </>
  )
}

type Content = Waiting['read']['contents'][number]

/** What an entry is about; of a decision and of a changed device also how it will be. */
function whatIn(desk: DeskContext, content: Content, batch: readonly Content[]): string {
  const { t, session, language } = desk
  const { roster } = session
  const what = whatOf(roster, content, language, batch)
  if (content.kind === 'policy') return `${t(`policy.topic-${content.topic}`)}: ${contentText(desk, content)}`
  if (content.kind === 'epoch' && content.organisation === null) return t('common.title')
  if (content.kind !== 'device-change') return what
  const organisation = roster.devices.get(content.id)?.organisation
  const teamName = (id: (typeof content.desks)[number]): string => {
    const made = batch.find((each) => each.kind === 'desk' && each.id === id)
    if (made?.kind === 'desk') return made.names[language]
    if (id === NETWORK_DESK) return t('common.title')
    return organisation ? deskName(roster, deskOf(organisation, id), language) : id
  }
  return [
    what,
    content.roles.map((role) => t(`role-of.${role}`)).join(', '),
    content.desks.map(teamName).join(', ') || t('keys.no-team'),
    ...(content.supervisor === null ? [] : [t('keys.supervised', { name: content.supervisor })]),
  ].join(' · ')
}

type Kind = Waiting['read']['contents'][number]['kind']
const textOf = (kind: Kind) => `keys.content-${kind === 'genesis' ? 'desk' : kind}` as const
