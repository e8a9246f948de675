// For an administrator who comes twice a year: what waits for a second signature, whose keys are old, and the organisation's devices.
// Every act says first what it does. Governed by docs/keepers-guide.md.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from '@apila/ui/Button.tsx'
import { Note } from '@apila/ui/Note.tsx'
import type { Device } from '@apila/core/organisation/roster.ts'
import { unopenedPeriods } from '@apila/core/organisation/unopened-periods.ts'
import { rotate } from '@apila/sealing/organisation/changes.ts'
import { BackToToday } from '../../BackToToday.tsx'
import { Heading, Link } from '../../controls.tsx'
import { useAct, useDesk, useSteps } from '../../desk-context.ts'
import { Drill } from '../recovery/Drill.tsx'
import { HelpBack } from '../recovery/HelpBack.tsx'
import { OpenPast } from '../recovery/OpenPast.tsx'
import { ChangeDevice } from './ChangeDevice.tsx'
import { forgetNewcomer } from '../joining/newcomer.ts'
import { HasLeft } from './HasLeft.tsx'
import { Devices } from './Devices.tsx'
import { Enrol } from './Enrol.tsx'
import { OpenTeam } from './OpenTeam.tsx'
import { Second } from './Second.tsx'
import { WaitingBatches } from './WaitingBatches.tsx'
import { type Waiting, deskName, desksOfAge, listWaiting, makingOf, proposeBatch } from './keeping-work.ts'

type View = 'list' | 'add' | 'second' | 'team' | 'papers' | 'past' | 'help' | 'change'
// A device that is being changed is chosen from the list, so that after a reload one begins there.
const isView = (text: string): text is View =>
  ['list', 'add', 'second', 'team', 'papers', 'past', 'help'].includes(text)

export function KeysAndPeople(): VNode {
  const { t, session, today, attempt, go, step: before } = useDesk()
  // A reload in the middle of trying papers leads back to them; whatever has a code begins anew.
  const [view, setView] = useState<View>(before === 'papers' ? 'papers' : 'list')
  const [changing, setChanging] = useState<Device | null>(null)
  const [waiting, setWaiting] = useState<Waiting[] | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [hasLeft, setLeft] = useState(false)
  useSteps(view, (step) => {
    setView(isView(step) ? step : 'list')
  })
  const look = async () => {
    await session.catchUp()
    setWaiting(await listWaiting(session, today))
  }
  useEffect(() => {
    // Whoever is here is in the network: what waited for the members is over.
    void forgetNewcomer(session.device.id)
  }, [])
  useEffect(() => {
    if (view === 'list') void attempt(look)
  }, [view])
  if (hasLeft) return <HasLeft />
  if (view === 'add')
    return (
      <Enrol
        onEnd={() => {
          setView('list')
        }}
      />
    )
  if (view === 'second')
    return (
      <Second
        onEnd={() => {
          setView('list')
        }}
      />
    )
  const toList = () => {
    setView('list')
  }
  if (view === 'papers') return <Drill onEnd={toList} />
  if (view === 'past') return <OpenPast onEnd={toList} />
  if (view === 'help') return <HelpBack onEnd={toList} />
  if (view === 'change' && changing)
    return (
      <ChangeDevice
        device={changing}
        onDone={(text) => {
          setSaid(text)
          toList()
        }}
        onEnd={toList}
      />
    )
  if (view === 'team')
    return (
      <OpenTeam
        onDone={(text) => {
          setSaid(text)
          setView('list')
        }}
        onEnd={() => {
          setView('list')
        }}
      />
    )
  const told = async (text: string) => {
    // What is said stands beside the list as it is after it.
    await look()
    setSaid(text)
  }
  return (
    <>
      <Heading>{t('keys.title')}</Heading>
      <p>{t('keys.lead')}</p>
      {session.roster.demo && (
        <Note>
          <p>{t('keys.rehearse')}</p>
        </Note>
      )}
      <p role="status" data-test="keys-said">
        {said ?? ''}
      </p>
      <WaitingBatches
        waiting={waiting}
        onDone={told}
        onLeft={() => {
          setLeft(true)
        }}
      />
      <Rotation waiting={waiting ?? []} onDone={told} />
      <h2>{t('keys.devices')}</h2>
      <Devices
        onDone={told}
        onChange={(device) => {
          setChanging(device)
          setView('change')
        }}
      />
      <div class="buttons">
        <Button
          test="keys-add"
          onClick={() => {
            setView('add')
          }}
        >
          {t('keys.add')}
        </Button>
        <Button
          test="keys-second"
          quiet
          onClick={() => {
            setView('second')
          }}
        >
          {t('keys.second')}
        </Button>
        <Button
          test="keys-team"
          quiet
          onClick={() => {
            setView('team')
          }}
        >
          {t('team.title')}
        </Button>
        <Button
          test="keys-papers"
          quiet
          onClick={() => {
            setView('papers')
          }}
        >
          {t('drill.open')}
        </Button>
        {unopenedPeriods(session.roster, session.own, session.held, today) !== null && (
          <Button
            test="keys-past"
            onClick={() => {
              setView('past')
            }}
          >
            {t('past.title')}
          </Button>
        )}
        <Button
          test="keys-help"
          quiet
          onClick={() => {
            setView('help')
          }}
        >
          {t('help.open')}
        </Button>
      </div>
      <p>
        <Link
          test="keys-members"
          onClick={() => {
            go({ name: 'members' })
          }}
        >
          {t('members.title')}
        </Link>
      </p>
      <BackToToday />
    </>
  )
}

interface RotationProps {
  waiting: readonly Waiting[]
  onDone: (text: string) => Promise<void>
}

function Rotation({ waiting, onDone }: RotationProps): VNode {
  const { t, session, today, language } = useDesk()
  const { busy, act } = useAct()
  const late = desksOfAge(session, today, 'late')
  const due = [...late, ...desksOfAge(session, today, 'due')]
  const isMade = waiting.some(({ read }) => read.contents.every(({ kind }) => kind === 'epoch'))
  const names = due.map((which) => deskName(session.roster, which, language)).join(', ')
  return (
    <section>
      <h2>{t('keys.rotate-title')}</h2>
      {due.length === 0 && <p data-test="rotation-fresh">{t('keys.rotate-fresh')}</p>}
      {due.length > 0 && isMade && <p>{t('keys.rotated')}</p>}
      {due.length > 0 && !isMade && (
        <Note
          {...(late.length > 0 && { tone: 'wait' as const })}
          test={late.length > 0 ? 'rotation-late' : 'rotation-due'}
        >
          <p>{late.length > 0 ? t('keys.rotate-late', { names }) : t('keys.rotate-due', { names })}</p>
          <Button
            test="rotate"
            busy={busy}
            onClick={() => {
              void act(async () => {
                await proposeBatch(session, await rotate(makingOf(session), due), today)
                await onDone(t('keys.rotated'))
              })
            }}
          >
            {t('keys.rotate')}
          </Button>
        </Note>
      )}
    </section>
  )
}
