// How this device tells that something waits: three ways, what each says to whom, and the one that can be turned on here.
import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from '@apila/ui/Button.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Tag } from '@apila/ui/Tag.tsx'
import { checkIcon, waitingIcon } from '@apila/ui/icons-first.ts'
import { BackToToday } from '../BackToToday.tsx'
import { Heading } from '../controls.tsx'
import { useAct, useDesk } from '../desk-context.ts'
import { type RingProblem, type RingState, ringState, turnOff, turnOn } from './device-ring.ts'

export function Notifications(): VNode {
  const { t, session, list } = useDesk()
  const { busy, act } = useAct()
  const [state, setState] = useState<RingState | null>(null)
  const [problem, setProblem] = useState<RingProblem | null>(null)
  useEffect(() => {
    void act(async () => {
      setState(await ringState(session))
    })
  }, [])
  const hasBell = [...session.roster.devices.values()].some(
    ({ organisation, roles }) => organisation === session.own.organisation && roles.includes('ringer'),
  )
  const on = () =>
    act(async () => {
      const words = {
        title: t('ring.notice'),
        waits: t('ring.waits'),
        nothing: t('ring.nothing'),
        unknown: t('ring.unknown'),
        over: t('ring.over'),
      }
      setProblem(await turnOn(session, words, list.place()))
      setState(await ringState(session))
    })
  const off = () =>
    act(async () => {
      setProblem(null)
      await turnOff(session)
      setState(await ringState(session))
    })
  return (
    <>
      <Heading>{t('ring.title')}</Heading>
      <p>{t('ring.lead')}</p>
      <Way
        title={t('ring.page')}
        state={<Tag shape={checkIcon}>{t('ring.always')}</Tag>}
        lines={[t('ring.page-how'), t('ring.page-who')]}
      />
      <Way
        title={t('ring.own')}
        state={<Tag shape={hasBell ? checkIcon : waitingIcon}>{t(hasBell ? 'ring.own-there' : 'ring.own-none')}</Tag>}
        lines={[t('ring.own-how'), t('ring.own-who'), t('ring.own-set')]}
      />
      <Way
        title={t('ring.browser')}
        state={
          state !== null && (
            <Tag
              shape={state === 'on' ? checkIcon : waitingIcon}
              tone={state === 'on' ? 'ok' : undefined}
              test="ring-state"
            >
              {t(`ring.state-${state}`)}
            </Tag>
          )
        }
        lines={[t('ring.browser-how'), t('ring.browser-server'), t('ring.browser-maker'), t('ring.browser-seen')]}
      >
        <Note tone="wait">
          <p>{t('ring.careful')}</p>
        </Note>
        <div role="status">{problem !== null && <p data-test="ring-problem">{t(`ring.${problem}`)}</p>}</div>
        {state === 'cannot' && <p>{t('ring.cannot')}</p>}
        {state === 'off' && (
          <Button test="ring-on" busy={busy} quiet onClick={() => void on()}>
            {t('ring.on')}
          </Button>
        )}
        {state === 'on' && (
          <Button test="ring-off" busy={busy} quiet onClick={() => void off()}>
            {t('ring.off')}
          </Button>
        )}
      </Way>
      <BackToToday />
    </>
  )
}

interface WayProps {
  title: string
  state: ComponentChildren
  lines: readonly string[]
  children?: ComponentChildren
}

function Way({ title, state, lines, children }: WayProps): VNode {
  return (
    <section class="card">
      <h2>{title}</h2>
      <p>{state}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {children}
    </section>
  )
}
