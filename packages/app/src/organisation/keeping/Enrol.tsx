// Adding a device, as the first administrator: who it is to be, a joining code for ten minutes, six digits heard, and the first signature.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { JoinRequest } from '@apila/core/account/join.ts'
import { type Role, mayBeOnDesk } from '@apila/core/organisation/roles.ts'
import { DeskId, DeviceId } from '@apila/core/organisation/roster.ts'
import { codeBytes, joinKeys, newJoinCode, typedCode } from '@apila/sealing/account/join.ts'
import type { JoinKeys } from '@apila/sealing/account/join.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import { enrol } from '@apila/sealing/organisation/changes.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Choices } from '@apila/ui/Choice.tsx'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { QrCode } from '@apila/ui/QrCode.tsx'
import { Groups } from '../../account/own/Groups.tsx'
import { showClock } from '../../content/show-time.ts'
import { Heading, Pick, Select, Tick, Write } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { newDeviceId } from '../new-ids.ts'
import { offerJoin, rememberCode } from '../joining/join-work.ts'
import { LookAtDevice } from './LookAtDevice.tsx'
import { makingOf, ownDesks, proposeBatch } from './keeping-work.ts'

/** Whom an administrator adds. */
const WHO = [
  'worker',
  'volunteer',
  'keeper',
  'coordinator',
  'press',
  'release-officer',
  'ringer',
] as const satisfies Role[]
type Who = (typeof WHO)[number]

const CODE_MS = 600_000

export function Enrol({ onEnd }: { onEnd: () => void }): VNode {
  const { t, session, today, language } = useDesk()
  const { busy, act } = useAct()
  const [role, setRole] = useState<Who | null>(null)
  const [desks, setDesks] = useState<ReadonlySet<string>>(new Set())
  const [supervisor, setSupervisor] = useState('')
  const [pledge, setPledge] = useState(t('enrol.pledge-text'))
  const [presses, setPresses] = useState(0)
  const [shown, setShown] = useState<{ typed: string; square: string; keys: JoinKeys; until: Date } | null>(null)
  const [isDone, setDone] = useState(false)
  const isVolunteer = role === 'volunteer'
  const isRinger = role === 'ringer'
  // A bell is for any desk that clients are referred to.
  const offered = ownDesks(session).filter(({ volunteers, kind }) =>
    isRinger ? mayBeOnDesk(['ringer'], kind) : volunteers === isVolunteer,
  )
  const workers = [...session.roster.devices.values()].filter(
    ({ organisation, roles, desks: own }) =>
      organisation === session.own.organisation &&
      roles.includes('worker') &&
      [...desks].every((desk) => own.some((each) => each === desk)),
  )
  const missing = [
    ...(role === null ? [{ fieldId: 'role', text: t('enrol.need-role') }] : []),
    ...(desks.size === 0 && (role === 'worker' || isVolunteer || isRinger)
      ? [{ fieldId: 'desks', text: t('enrol.need-desk') }]
      : []),
    ...(isVolunteer && supervisor === '' ? [{ fieldId: 'supervisor', text: t('enrol.need-supervisor') }] : []),
  ]
  // With the choice itself: an effect comes after the teams are drawn, and would take back the tap of somebody who was quicker.
  const choose = (next: Who) => {
    setRole(next)
    if (next === role) return
    setDesks(new Set())
    setSupervisor('')
  }
  const show = () => {
    setPresses(presses + 1)
    if (missing.length > 0 || role === null) return
    void act(async () => {
      await session.catchUp()
      const { roster, own } = session
      const code = newJoinCode({ network: roster.network, genesis: roster.genesis, host: location.host }, systemRandom)
      const typed = typedCode(code)
      const bytes = codeBytes(typed)
      if (!bytes) return
      const keys = await joinKeys(bytes)
      await offerJoin(session.api, keys, roster, {
        id: newDeviceId(own.organisation),
        organisation: own.organisation,
        roles: role === 'keeper' ? ['keeper', 'worker'] : [role],
        desks: [...desks].map((desk) => DeskId.parse(desk)),
        supervisor: isVolunteer ? DeviceId.parse(supervisor) : null,
        pledge: isVolunteer ? { on: today, text: pledge.trim() } : null,
      })
      const until = new Date(Date.now() + CODE_MS)
      setShown({ typed, square: JSON.stringify(code), keys, until })
    })
  }
  const sign = async ({ record }: JoinRequest) => {
    await session.catchUp()
    await proposeBatch(session, await enrol(makingOf(session), record), today)
    if (shown) rememberCode(record.id, shown.keys)
    setDone(true)
  }
  if (shown)
    return (
      <>
        <Heading>{t('enrol.title')}</Heading>
        {!isDone && <p>{t('enrol.code-more', { at: showClock({ language }, shown.until) })}</p>}
        <Groups groups={shown.typed.match(/.{4}/g) ?? []} test="join-code-shown" />
        {!isDone && <QrCode text={shown.square} label={t('enrol.square')} />}
        {isDone ? (
          <p role="status" data-test="enrol-first-done">
            {t('enrol.first-done')}
          </p>
        ) : (
          <LookAtDevice keys={shown.keys} onSign={sign} />
        )}
        <Button test="enrol-end" quiet onClick={onEnd}>
          {t('back')}
        </Button>
      </>
    )
  return (
    <>
      <Heading>{t('enrol.title')}</Heading>
      {presses > 0 && <ErrorSummary title={t('errors.title')} errors={missing} attempt={presses} test="errors" />}
      <p>{t('enrol.more')}</p>
      <Choices legend={t('enrol.role')} id="role">
        <Pick
          name="role"
          chosen={role}
          onChoose={choose}
          options={WHO.map((value) => ({ value, text: t(`role-of.${value}`) }))}
        />
      </Choices>
      {role !== null && (
        <Choices legend={t('enrol.desks')} id="desks">
          {offered.length === 0 && <p>{t('enrol.no-volunteer-desk')}</p>}
          {offered.map(({ id, names }) => (
            <Tick
              key={id}
              test={`desk-${id}`}
              checked={desks.has(id)}
              onChange={(isOn) => {
                const next = new Set(desks)
                if (isOn) next.add(id)
                else next.delete(id)
                setDesks(next)
              }}
            >
              {names?.[language] ?? id}
            </Tick>
          ))}
        </Choices>
      )}
      {isRinger && <p class="hint">{t('enrol.ringer')}</p>}
      {isVolunteer && (
        <>
          <Select
            id="supervisor"
            label={t('enrol.supervisor')}
            empty=""
            chosen={supervisor}
            options={workers.map(({ id }) => ({ value: String(id), text: id }))}
            onChoose={setSupervisor}
          />
          <Write id="pledge" label={t('enrol.pledge')} rows={4} max={2000} value={pledge} onInput={setPledge} />
        </>
      )}
      <div class="buttons">
        <Button test="enrol-show" busy={busy} onClick={show}>
          {t('enrol.show')}
        </Button>
        <Button test="enrol-back" bare onClick={onEnd}>
          {t('back')}
        </Button>
      </div>
    </>
  )
}
