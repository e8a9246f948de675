// Before an administrator signs for a new member: the digits of its devices, which its administrators read aloud from theirs.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { RosterContent } from '@apila/sealing/organisation/batch.ts'
import { recordGroups } from '@apila/sealing/organisation/spoken.ts'
import { Groups } from '../../account/own/Groups.tsx'
import { Tick } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'

interface NewMemberProps {
  member: Extract<RosterContent, { kind: 'organisation' }>
  isSame: boolean
  onSame: (isSame: boolean) => void
}

export function NewMember({ member, isSame, onSame }: NewMemberProps): VNode {
  const { t, language } = useDesk()
  const [read, setRead] = useState<readonly { id: string; groups: string[] }[]>([])
  useEffect(() => {
    void Promise.all(
      member.devices.map(async (device) => ({ id: device.id, groups: await recordGroups(device) })),
    ).then(setRead)
  }, [member])
  return (
    <section>
      <p>{t('member.compare', { name: member.names[language] })}</p>
      {read.map(({ id, groups }) => (
        <div key={id}>
          <p>{id}</p>
          <Groups groups={groups} test={`member-groups-${id}`} />
        </div>
      ))}
      <Tick test="member-same" checked={isSame} onChange={onSame}>
        {t('member.same')}
      </Tick>
      <p class="hint">{t('member.not-same')}</p>
    </section>
  )
}
