// A further team of the organisation, with its first key: what kind, whether volunteers work there, and who is in it from the start.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { DeskId } from '@apila/core/organisation/roster.ts'
import { mayBeOnDesk } from '@apila/core/organisation/roles.ts'
import { openDesk } from '@apila/sealing/organisation/changes.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Choices } from '@apila/ui/Choice.tsx'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { Heading, Pick, Tick } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { NO_NAMES, NamesFields, areWhole, trimmed } from '../NamesFields.tsx'
import { slugOf } from '../new-ids.ts'
import { makingOf, proposeBatch } from './keeping-work.ts'

const KINDS = ['referral', 'volunteers', 'statistics', 'common'] as const
type Kind = (typeof KINDS)[number]

interface OpenTeamProps {
  onDone: (text: string) => void
  onEnd: () => void
}

export function OpenTeam({ onDone, onEnd }: OpenTeamProps): VNode {
  const { t, session, today } = useDesk()
  const { busy, act } = useAct()
  const [names, setNames] = useState(NO_NAMES)
  const [kind, setKind] = useState<Kind | null>(null)
  const [devices, setDevices] = useState<ReadonlySet<string>>(new Set())
  const [presses, setPresses] = useState(0)
  const deskKind = kind === 'statistics' || kind === 'common' ? kind : 'referral'
  const own = [...session.roster.devices.values()].filter(
    ({ organisation, roles }) =>
      organisation === session.own.organisation && !roles.includes('volunteer') && mayBeOnDesk(roles, deskKind),
  )
  const missing = [
    ...(areWhole(names) ? [] : [{ fieldId: 'team-fi', text: t('team.need-names') }]),
    ...(kind === null ? [{ fieldId: 'team-kind', text: t('team.need-kind') }] : []),
    ...(devices.size === 0 ? [{ fieldId: 'team-devices', text: t('team.need-devices') }] : []),
  ]
  const open = () => {
    setPresses(presses + 1)
    if (missing.length > 0) return
    void act(async () => {
      await session.catchUp()
      const desk = {
        organisation: session.own.organisation,
        id: DeskId.parse(slugOf(names.fi)),
        deskKind,
        names: trimmed(names),
        volunteers: kind === 'volunteers',
      } as const
      const chosen = own.map(({ id }) => id).filter((id) => devices.has(id))
      await proposeBatch(session, await openDesk(makingOf(session), desk, chosen), today)
      onDone(t('keys.proposed'))
    })
  }
  return (
    <>
      <Heading>{t('team.title')}</Heading>
      {presses > 0 && <ErrorSummary title={t('errors.title')} errors={missing} attempt={presses} test="errors" />}
      <p>{t('team.more')}</p>
      <NamesFields id="team" label={t('team.name')} names={names} onChange={setNames} />
      <Choices legend={t('team.kind')} id="team-kind">
        <Pick
          name="team-kind"
          chosen={kind}
          onChoose={setKind}
          options={KINDS.map((value) => ({
            value,
            text: t(`team.kind-${value}`),
          }))}
        />
      </Choices>
      <Choices legend={t('team.devices')} id="team-devices">
        {own.map(({ id }) => (
          <Tick
            key={id}
            test={`team-device-${id}`}
            checked={devices.has(id)}
            onChange={(isIn) => {
              const next = new Set(devices)
              if (isIn) next.add(id)
              else next.delete(id)
              setDevices(next)
            }}
          >
            {id}
          </Tick>
        ))}
      </Choices>
      <div class="buttons">
        <Button test="team-open" busy={busy} onClick={open}>
          {t('team.open')}
        </Button>
        <Button test="team-back" bare onClick={onEnd}>
          {t('back')}
        </Button>
      </div>
    </>
  )
}
