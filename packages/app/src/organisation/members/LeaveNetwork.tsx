// Under a member: that it leaves. Its own administrators look first at what lives and take their file along; where the members share a team,
// an administrator of another member begins, since whoever goes must not make the new key.
import type { VNode } from 'preact'
import { NETWORK_DESK, type OrganisationId } from '@apila/core/organisation/roster.ts'
import { currentEpoch } from '@apila/core/organisation/roster-value.ts'
import { dismiss } from '@apila/sealing/organisation/changes.ts'
import { Confirm } from '../../Confirm.tsx'
import { Link } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { makingOf, proposeLasting } from '../keeping/keeping-work.ts'

interface LeaveNetworkProps {
  organisation: OrganisationId
  onDone: (text: string) => Promise<void>
}

export function LeaveNetwork({ organisation, onDone }: LeaveNetworkProps): VNode {
  const { t, session, today, nameOf, go } = useDesk()
  const { busy, act } = useAct()
  const isOwn = organisation === session.own.organisation
  const name = nameOf(organisation)
  const sharesTeam = currentEpoch(session.roster, { organisation: null, desk: NETWORK_DESK }) !== undefined
  const propose = () => {
    void act(async () => {
      await session.catchUp()
      await proposeLasting(session, await dismiss(makingOf(session), organisation), today)
      await onDone(t('leave.proposed', { name }))
    })
  }
  return (
    <>
      {isOwn && (
        <p>
          <Link
            test="leave-before"
            onClick={() => {
              go({ name: 'leave' })
            }}
          >
            {t('leave.before')}
          </Link>
        </p>
      )}
      {isOwn && sharesTeam ? (
        <p class="hint" data-test="leave-others-first">
          {t('leave.others-first')}
        </p>
      ) : (
        <Confirm
          test={`leave-${organisation}`}
          quiet
          disabled={busy}
          title={t('leave.ask', { name })}
          more={`${t(isOwn ? 'leave.own' : 'leave.other', { name })} ${t('leave.after')} ${t('leave.their-sent')}`}
          doText={t('leave.do')}
          keepText={t('leave.keep')}
          onDo={propose}
        >
          {t('leave.button', { name })}
        </Confirm>
      )}
    </>
  )
}
