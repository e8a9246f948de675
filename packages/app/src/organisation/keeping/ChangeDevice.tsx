// What a person does, in which teams, and who supervises: changed by two administrators. A team that is taken away gets a new key; volunteers
// whose supervisor changes get another one in the same batch.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { type Device, DeviceId, NETWORK_DESK } from '@apila/core/organisation/roster.ts'
import { deskOf } from '@apila/core/organisation/roster-value.ts'
import { ROLES, type Role, mayBeOnDesk } from '@apila/core/organisation/roles.ts'
import { changeDevices } from '@apila/sealing/organisation/changes.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Choices } from '@apila/ui/Choice.tsx'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { Confirm } from '../../Confirm.tsx'
import { Heading, Select, Tick } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { deskName, makingOf, ownDesks, proposeLasting } from './keeping-work.ts'

/** A volunteer promises something before they begin, and a bell is no person: both come as devices of their own. */
const CHANGEABLE = ['worker', 'keeper', 'coordinator', 'press', 'release-officer'] as const satisfies Role[]

interface ChangeDeviceProps {
  device: Device
  onDone: (text: string) => void
  onEnd: () => void
}

const toggled = <T,>(all: ReadonlySet<T>, one: T, isIn: boolean): ReadonlySet<T> => {
  const next = new Set(all)
  if (isIn) next.add(one)
  else next.delete(one)
  return next
}

export function ChangeDevice({ device, onDone, onEnd }: ChangeDeviceProps): VNode {
  const { t, session, today, language } = useDesk()
  const { busy, act } = useAct()
  const [roles, setRoles] = useState<ReadonlySet<Role>>(new Set(device.roles))
  const [desks, setDesks] = useState<ReadonlySet<string>>(new Set(device.desks))
  const [supervisor, setSupervisor] = useState<string>(device.supervisor ?? '')
  const [heirs, setHeirs] = useState<Readonly<Record<string, string>>>({})
  const [presses, setPresses] = useState(0)
  const { roster } = session
  const isFixed = device.roles.some((role) => ROLES[role].isAlone)
  const isVolunteer = device.roles.includes('volunteer')
  const chosenRoles = [...roles]
  const own = [...roster.devices.values()].filter(({ organisation }) => organisation === device.organisation)
  const offered = ownDesks(session).filter(
    ({ kind, volunteers }) => mayBeOnDesk(chosenRoles, kind) && (!isVolunteer || volunteers),
  )
  // What the roles do not allow any more is taken away with them; the team that all members share has its own screen.
  const kept = [...desks].filter(
    (id) =>
      (id === NETWORK_DESK && chosenRoles.some((role) => ROLES[role].isOnNetworkDesk)) ||
      offered.some((desk) => desk.id === id),
  )
  const after = { roles: chosenRoles, desks: device.desks.filter((id) => kept.includes(id)) }
  const added = offered.map(({ id }) => id).filter((id) => kept.includes(id) && !device.desks.includes(id))
  const now = { ...device, roles: chosenRoles, desks: [...after.desks, ...added] }
  const supervises = (worker: Device, volunteer: Device) =>
    worker.roles.includes('worker') && volunteer.desks.every((id) => worker.desks.includes(id))
  const orphans = own.filter((volunteer) => volunteer.supervisor === device.id && !supervises(now, volunteer))
  const supervisorsOf = (volunteer: Device) =>
    own
      .map((each) => (each.id === now.id ? now : each))
      .filter((each) => each.id !== volunteer.id && supervises(each, volunteer))
      .map(({ id }) => ({ value: String(id), text: String(id) }))
  const missing = [
    ...(chosenRoles.length === 0 ? [{ fieldId: 'change-roles', text: t('enrol.need-role') }] : []),
    ...(isVolunteer && !supervisorsOf(now).some(({ value }) => value === supervisor)
      ? [{ fieldId: 'change-supervisor', text: t('enrol.need-supervisor') }]
      : []),
    ...orphans
      .filter(({ id }) => !heirs[id])
      .map(({ id }) => ({ fieldId: `heir-${id}`, text: t('change.need-heir', { name: id }) })),
  ]
  const propose = () => {
    void act(async () => {
      await session.catchUp()
      const successors = orphans.map((volunteer) => ({
        ...{ id: volunteer.id, roles: volunteer.roles, desks: volunteer.desks },
        supervisor: DeviceId.parse(heirs[volunteer.id]),
      }))
      const change = {
        ...{ id: device.id, roles: now.roles, desks: now.desks },
        supervisor: isVolunteer ? DeviceId.parse(supervisor) : null,
      }
      await proposeLasting(session, await changeDevices(makingOf(session), [...successors, change]), today)
      onDone(t('keys.proposed'))
    })
  }
  const lost = device.desks.filter((id) => !now.desks.includes(id))
  const nameOfDesk = (id: Device['desks'][number]) => deskName(roster, deskOf(device.organisation, id), language)
  return (
    <div data-test="change-device">
      <Heading>{t('change.title', { name: device.id })}</Heading>
      {presses > 0 && <ErrorSummary title={t('errors.title')} errors={missing} attempt={presses} test="errors" />}
      {device.pledge && (
        <p data-test="change-pledge">
          {t('change.pledge', { on: showDay(device.pledge.on) })} <q>{device.pledge.text}</q>
        </p>
      )}
      {isFixed ? (
        <p>{t('change.fixed', { role: device.roles.map((role) => t(`role-of.${role}`)).join(', ') })}</p>
      ) : (
        <>
          <Choices legend={t('enrol.role')} id="change-roles">
            {CHANGEABLE.map((role) => (
              <Tick
                key={role}
                test={`change-role-${role}`}
                checked={roles.has(role)}
                onChange={(isIn) => {
                  setRoles(toggled(roles, role, isIn))
                }}
              >
                {t(`role-of.${role}`)}
                <small> {t(`role-does.${role}`)}</small>
              </Tick>
            ))}
          </Choices>
          <p class="hint">{t('change.volunteer')}</p>
        </>
      )}
      <Choices legend={t('enrol.desks')} id="change-desks">
        {offered.map(({ id, names }) => (
          <Tick
            key={id}
            test={`change-desk-${id}`}
            checked={desks.has(id)}
            onChange={(isIn) => {
              setDesks(toggled(desks, id, isIn))
            }}
          >
            {names?.[language] ?? id}
          </Tick>
        ))}
      </Choices>
      {isVolunteer && (
        <Select
          id="change-supervisor"
          label={t('enrol.supervisor')}
          empty=""
          chosen={supervisorsOf(now).some(({ value }) => value === supervisor) ? supervisor : ''}
          options={supervisorsOf(now)}
          onChoose={setSupervisor}
        />
      )}
      {orphans.map((volunteer) => (
        <Select
          key={volunteer.id}
          id={`heir-${volunteer.id}`}
          label={t('change.heir', { name: volunteer.id })}
          empty=""
          chosen={heirs[volunteer.id] ?? ''}
          options={supervisorsOf(volunteer)}
          onChoose={(id) => {
            setHeirs({ ...heirs, [volunteer.id]: id })
          }}
        />
      ))}
      {orphans.some((volunteer) => supervisorsOf(volunteer).length === 0) && (
        <p class="error" data-test="no-heir">
          {t('change.no-heir')}
        </p>
      )}
      <div class="buttons">
        <Confirm
          test="change-propose"
          canUndo
          disabled={busy}
          title={t('change.ask', { name: device.id })}
          more={[
            t('change.ask-more'),
            ...(lost.length > 0 ? [t('change.lost', { names: lost.map(nameOfDesk).join(', ') })] : []),
            ...(added.length > 0 ? [t('change.added', { names: added.map(nameOfDesk).join(', ') })] : []),
          ].join(' ')}
          doText={t('change.do')}
          keepText={t('change.keep')}
          isReady={() => {
            setPresses(presses + 1)
            return missing.length === 0
          }}
          onDo={propose}
        >
          {t('change.do')}
        </Confirm>
        <Button test="change-back" bare onClick={onEnd}>
          {t('back')}
        </Button>
      </div>
    </div>
  )
}
