// On everybody's list of the day, for 30 days: that an organisation was brought back by its papers, and whose keeper has seen its people. Whoever
// knew nothing of it asks. Governed by docs/protocol.md "Recovery papers".
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import { findEverDevice, findEverOrganisation, recentRecoveries } from '@apila/core/organisation/roster-value.ts'
import { Note } from '@apila/ui/Note.tsx'
import { useDesk } from '../../desk-context.ts'

export function BroughtBack(): VNode | null {
  const { t, language, session, today } = useDesk()
  const { roster } = session
  const shown = recentRecoveries(roster, today)
  if (shown.length === 0) return null
  return (
    <Note tone="wait">
      {shown.map(({ organisation, on, since, seenBy }) => {
        const seen = seenBy.map((id) => {
          const of = findEverDevice(roster, id)?.organisation
          const name = of && findEverOrganisation(roster, of)?.names[language]
          return name ? `${name} (${id})` : id
        })
        return (
          <p key={since} data-test="brought-back">
            {t('today.brought-back', {
              name: findEverOrganisation(roster, organisation)?.names[language] ?? organisation,
              on: showDay(on),
              seen: seen.join(', '),
            })}
          </p>
        )
      })}
    </Note>
  )
}
