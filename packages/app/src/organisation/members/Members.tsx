// The network as its administrators see it: who belongs to it, who comes and goes, what the members have decided, and the team that all share.
// Everything here needs more than one organisation, and each act says first who. Governed by docs/keepers-guide.md.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from '@apila/ui/Button.tsx'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { Heading, Link } from '../../controls.tsx'
import { useAct, useDesk, useSteps } from '../../desk-context.ts'
import { type Waiting, listWaiting } from '../keeping/keeping-work.ts'
import { WaitingBatches } from '../keeping/WaitingBatches.tsx'
import { CommonTeam } from './CommonTeam.tsx'
import { HasLeft } from '../keeping/HasLeft.tsx'
import { Invite } from './Invite.tsx'
import { LeaveNetwork } from './LeaveNetwork.tsx'
import { Policies } from './Policies.tsx'

type View = 'list' | 'invite' | 'policies' | 'common'
const isView = (text: string): text is View => ['list', 'invite', 'policies', 'common'].includes(text)

export function Members(): VNode {
  const { t, session, today, attempt, go, language } = useDesk()
  const [view, setView] = useState<View>('list')
  const [waiting, setWaiting] = useState<Waiting[] | null>(null)
  const [said, setSaid] = useState('')
  const [hasLeft, setLeft] = useState(false)
  const { busy, act } = useAct()
  useSteps(view, (step) => {
    setView(isView(step) ? step : 'list')
  })
  const look = async () => {
    await session.catchUp()
    setWaiting(await listWaiting(session, today))
  }
  useEffect(() => {
    if (view === 'list') void attempt(look)
  }, [view])
  // What is in force is read before it is shown: others may have signed since the list was looked at.
  const open = (next: View) => {
    void act(async () => {
      await session.catchUp()
      setView(next)
    })
  }
  const end = () => {
    setView('list')
  }
  const done = (text: string) => {
    setSaid(text)
    setView('list')
  }
  if (hasLeft) return <HasLeft />
  if (view === 'invite') return <Invite onEnd={end} />
  if (view === 'policies') return <Policies onDone={done} onEnd={end} />
  if (view === 'common') return <CommonTeam onDone={done} onEnd={end} />
  const told = async (text: string) => {
    // What is said stands beside the list as it is after it.
    await look()
    setSaid(text)
  }
  const { roster } = session
  return (
    <div data-test="members">
      <Heading>{t('members.title')}</Heading>
      <p>{t('members.lead')}</p>
      <p role="status" data-test="members-said">
        {said}
      </p>
      {roster.purchaser && (
        <SummaryList
          facts={[
            { name: t('founding.buyer'), value: roster.purchaser.names[language] },
            { name: t('founding.basis'), value: roster.purchaser.nonProfitBasis },
          ]}
        />
      )}
      <WaitingBatches
        waiting={waiting}
        onDone={told}
        onLeft={() => {
          setLeft(true)
        }}
      />
      <h2>{t('members.who')}</h2>
      <ul class="plain">
        {[...roster.organisations.values()].map((organisation) => (
          <li key={organisation.id} class="card" data-test="member" data-status={organisation.id}>
            <h3>{organisation.names[language]}</h3>
            <p class="hint">{t('members.has', countsOf(roster, organisation.id))}</p>
            <LeaveNetwork organisation={organisation.id} onDone={told} />
          </li>
        ))}
        {[...roster.former.values()].map(({ organisation }) => (
          <li key={organisation.id} data-test="member-former" data-status={organisation.id}>
            {t('members.has-left', { name: organisation.names[language] })}
          </li>
        ))}
      </ul>
      <div class="buttons">
        <Button
          test="members-invite"
          onClick={() => {
            setView('invite')
          }}
        >
          {t('member.invite')}
        </Button>
        <Button
          test="members-policies"
          quiet
          busy={busy}
          onClick={() => {
            open('policies')
          }}
        >
          {t('policy.title')}
        </Button>
        <Button
          test="members-common"
          quiet
          busy={busy}
          onClick={() => {
            open('common')
          }}
        >
          {t('common.title')}
        </Button>
      </div>
      <p>
        <Link
          test="members-keys"
          onClick={() => {
            go({ name: 'keys' })
          }}
        >
          {t('keys.title')}
        </Link>
      </p>
      <BackToToday />
    </div>
  )
}

function countsOf(
  { devices, desks }: ReturnType<typeof useDesk>['session']['roster'],
  organisation: string,
): { administrators: number; devices: number; teams: number } {
  const own = [...devices.values()].filter((device) => device.organisation === organisation)
  return {
    administrators: own.filter(({ roles }) => roles.includes('keeper')).length,
    devices: own.length,
    teams: [...desks.values()].filter((desk) => desk.organisation === organisation && desk.until === null).length,
  }
}
