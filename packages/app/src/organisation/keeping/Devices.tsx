// The organisation's devices: what each may do, how often it is signed in, ending its sessions, and removing it.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { SessionCounts } from '@apila/core/account/session.ts'
import { type Device, NETWORK_DESK } from '@apila/core/organisation/roster.ts'
import { deskOf, isOnDesk } from '@apila/core/organisation/roster-value.ts'
import { removeDevices } from '@apila/sealing/organisation/changes.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Confirm } from '../../Confirm.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { deskName, makingOf, proposeBatch } from './keeping-work.ts'

interface DevicesProps {
  onDone: (text: string) => Promise<void>
  onChange: (device: Device) => void
}

export function Devices({ onDone, onChange }: DevicesProps): VNode {
  const { t, session, today, language } = useDesk()
  const { busy, act } = useAct()
  const [sessions, setSessions] = useState<ReadonlyMap<string, SessionCounts['devices'][number]>>(new Map())
  const { roster, own } = session
  const devices = [...roster.devices.values()].filter(({ organisation }) => organisation === own.organisation)
  const keepers = devices.filter(({ roles }) => roles.includes('keeper')).length
  const look = async () => {
    const { devices: counted } = await session.api.ask('POST', 'sessions', SessionCounts)
    setSessions(new Map(counted.map((each) => [each.device, each])))
  }
  useEffect(() => {
    void act(look)
  }, [roster.length])
  /** Why a device cannot go now; null = it can. */
  const whyNot = (device: Device): 'keys.last-keepers' | 'keys.supervises' | null => {
    if (device.roles.includes('keeper') && keepers <= 2) return 'keys.last-keepers'
    return devices.some(({ supervisor }) => supervisor === device.id) ? 'keys.supervises' : null
  }
  const teamName = (device: Device, desk: Device['desks'][number]): string =>
    desk === NETWORK_DESK ? t('common.title') : deskName(roster, deskOf(device.organisation, desk), language)
  const heirs = (device: Device): string =>
    devices
      .filter(
        (other) =>
          other.id !== device.id && device.desks.some((desk) => isOnDesk(other, deskOf(device.organisation, desk))),
      )
      .map(({ id }) => id)
      .join(', ') || '–'
  return (
    <ul class="plain">
      {devices.map((device) => {
        const { id, roles, desks, supervisor } = device
        const why = whyNot(device)
        const isOwn = id === session.device.id
        const copiedOn = sessions.get(id)?.copiedOn
        return (
          <li key={id} class="card" data-test="device" data-status={id}>
            <h3>
              {id} {isOwn && `(${t('keys.own')})`}
            </h3>
            <p>
              {roles.map((role) => t(`role-of.${role}`)).join(', ')} ·{' '}
              {desks.map((desk) => teamName(device, desk)).join(', ') || t('keys.no-team')}
            </p>
            {supervisor !== null && <p class="hint">{t('keys.supervised', { name: supervisor })}</p>}
            <p class="hint">{t('keys.sessions', { count: sessions.get(id)?.sessions ?? 0 })}</p>
            {copiedOn && (
              <Note tone="wait" test={`copied-${id}`}>
                <p>{t('keys.copied', { day: showDay(copiedOn) })}</p>
              </Note>
            )}
            {why !== null && !isOwn && <p class="hint">{t(why)}</p>}
            {isOwn && (
              <Button
                test={`change-${id}`}
                quiet
                onClick={() => {
                  onChange(device)
                }}
              >
                {t('change.button')}
              </Button>
            )}
            {!isOwn && (
              <div class="buttons">
                <Button
                  test={`change-${id}`}
                  quiet
                  onClick={() => {
                    onChange(device)
                  }}
                >
                  {t('change.button')}
                </Button>
                <Button
                  test={`end-sessions-${id}`}
                  quiet
                  busy={busy}
                  onClick={() => {
                    void act(async () => {
                      await session.api.tell('POST', 'sessions/end', { device: id })
                      await look()
                      await onDone(t('keys.ended'))
                    })
                  }}
                >
                  {t('keys.end-sessions')}
                </Button>
                {why === null && (
                  <Confirm
                    test={`remove-${id}`}
                    quiet
                    disabled={busy}
                    title={t('keys.remove-ask', { name: id })}
                    more={`${t('keys.remove-more')} ${t('keys.remove-who', { names: heirs(device) })}`}
                    doText={t('keys.remove-do')}
                    keepText={t('keys.remove-keep')}
                    onDo={() => {
                      void act(async () => {
                        await proposeBatch(session, await removeDevices(makingOf(session), [id]), today)
                        await onDone(t('keys.proposed'))
                      })
                    }}
                  >
                    {t('keys.remove')}
                  </Confirm>
                )}
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
