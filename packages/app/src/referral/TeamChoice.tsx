// In which of their teams a worker works now: each team has its own key and its own list. Drawn only where there are several.
import type { VNode } from 'preact'
import type { DeskId } from '@apila/core/organisation/roster.ts'
import { findDesk } from '@apila/core/organisation/roster-value.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { useDesk } from '../desk-context.ts'

export function TeamChoice(): VNode {
  const { t, language, session, workIn } = useDesk()
  const { teams, referralDesk, roster } = session
  return (
    <Chips<DeskId>
      name="team"
      legend={t('team.now')}
      hint={t('team.now-more')}
      options={teams.map((which) => ({
        value: which.desk,
        text: findDesk(roster, which)?.names?.[language] ?? which.desk,
      }))}
      chosen={referralDesk ? [referralDesk.which.desk] : []}
      onChoose={workIn}
    />
  )
}
