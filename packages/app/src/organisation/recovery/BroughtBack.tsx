// On everybody's list of the day, for 30 days: that an organisation was brought back by its papers, and whose keeper has seen its people. Whoever
// knew nothing of it asks. And in that organisation, until it is done: that earlier keys are still to be opened. Governed by docs/protocol.md "Recovery papers".
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import { findEverDevice, findEverOrganisation, recentRecoveries } from '@apila/core/organisation/roster-value.ts'
import { unopenedPeriods } from '@apila/core/organisation/unopened-periods.ts'
import { Note } from '@apila/ui/Note.tsx'
import { Link } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'

export function BroughtBack(): VNode | null {
  const { t, language, session, today, go } = useDesk()
  const { roster } = session
  const shown = recentRecoveries(roster, today)
  const unopened = unopenedPeriods(roster, session.own, session.held, today)
  const isKeeper = session.own.roles.includes('keeper')
  if (shown.length === 0 && !unopened) return null
  return (
    <Note tone="wait">
      {unopened && (
        <>
          <p data-test="past-waits">{t('past.waits', { count: unopened.count, on: showDay(unopened.before) })}</p>
          <p>{t(isKeeper ? 'past.where-keeper' : 'past.where')}</p>
          {isKeeper && (
            <p>
              <Link
                test="past-open"
                onClick={() => {
                  go({ name: 'keys' })
                }}
              >
                {t('today.drill-open')}
              </Link>
            </p>
          )}
        </>
      )}
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
