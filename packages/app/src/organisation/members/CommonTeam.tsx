// The team that all members share: which devices of the own organisation are in it, its first key, and a new one. What is written there
// together comes with its own screens; here are who and which key.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { type Device, NETWORK_DESK } from '@apila/core/organisation/roster.ts'
import { currentEpoch, isOnDesk } from '@apila/core/organisation/roster-value.ts'
import { ROLES } from '@apila/core/organisation/roles.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { changeDevices, keyForAll } from '@apila/sealing/organisation/changes.ts'
import { periodAge } from '@apila/sealing/organisation/key-periods.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Choices } from '@apila/ui/Choice.tsx'
import { Heading, Tick } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { makingOf, proposeLasting } from '../keeping/keeping-work.ts'

const NETWORK = { organisation: null, desk: NETWORK_DESK } as const

interface CommonTeamProps {
  onDone: (text: string) => void
  onEnd: () => void
}

export function CommonTeam({ onDone, onEnd }: CommonTeamProps): VNode {
  const { t, session, today, nameOf } = useDesk()
  const { busy, act } = useAct()
  const { roster, own, held } = session
  const devices = [...roster.devices.values()]
  const mayBeThere = ({ roles }: Device) => roles.some((role) => ROLES[role].isOnNetworkDesk)
  const offered = devices.filter((device) => device.organisation === own.organisation && mayBeThere(device))
  const there = devices.filter((device) => isOnDesk(device, NETWORK))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(offered.filter((device) => isOnDesk(device, NETWORK)).map(({ id }) => id)),
  )
  const epoch = currentEpoch(roster, NETWORK)
  const hasKey = held.some((desk) => desk.which.organisation === null && desk.epoch === epoch?.epoch)
  const changed = offered.filter((device) => isOnDesk(device, NETWORK) !== chosen.has(device.id))
  const changes = changed.map(({ id, roles, desks, supervisor }) => ({
    ...{ id, roles, supervisor },
    desks: chosen.has(id) ? [...desks, NETWORK_DESK] : desks.filter((desk) => desk !== NETWORK_DESK),
  }))
  const propose = (isKeyOnly: boolean) => {
    void act(async () => {
      await session.catchUp()
      const making = makingOf(session)
      const isNew = currentEpoch(session.roster, NETWORK) === undefined
      const batch = isKeyOnly
        ? await keyForAll(making)
        : isNew
          ? await keyForAll(making, changes)
          : await changeDevices(making, changes)
      await proposeLasting(session, batch, today)
      onDone(t('keys.proposed'))
    })
  }
  const members = [...new Set(there.map(({ organisation }) => organisation))].map(nameOf)
  return (
    <div data-test="common">
      <Heading>{t('common.title')}</Heading>
      <p>{t('common.more')}</p>
      <p data-test="common-key">
        {epoch
          ? t('common.key', { on: showDay(epoch.on), count: there.length, names: members.join(', ') || '–' })
          : t('common.no-key')}
      </p>
      {epoch && !hasKey && isOnDesk(own, NETWORK) && <p data-test="common-lacks">{t('common.lacks')}</p>}
      <Choices legend={t('common.devices')} id="common-devices">
        {offered.map(({ id, roles }) => (
          <Tick
            key={id}
            test={`common-${id}`}
            checked={chosen.has(id)}
            onChange={(isIn) => {
              const next = new Set(chosen)
              if (isIn) next.add(id)
              else next.delete(id)
              setChosen(next)
            }}
          >
            {id} ({roles.map((role) => t(`role-of.${role}`)).join(', ')})
          </Tick>
        ))}
      </Choices>
      <p class="hint">{t('common.volunteers')}</p>
      {changes.length > 0 && (
        <>
          <p>{t(epoch ? 'common.change-more' : 'common.first-more')}</p>
          <Button
            test="common-change"
            busy={busy}
            onClick={() => {
              propose(false)
            }}
          >
            {t(epoch ? 'common.change' : 'common.first')}
          </Button>
        </>
      )}
      {epoch && changes.length === 0 && (
        <>
          <p>{t('common.rotate-more', { age: t(`common.age-${periodAge(roster, NETWORK, today)}`) })}</p>
          <Button
            test="common-rotate"
            quiet
            busy={busy}
            onClick={() => {
              propose(true)
            }}
          >
            {t('common.rotate')}
          </Button>
          {!hasKey && <p class="hint">{t('common.past-lost')}</p>}
        </>
      )}
      <p>
        <Button test="common-back" bare onClick={onEnd}>
          {t('back')}
        </Button>
      </p>
    </div>
  )
}
