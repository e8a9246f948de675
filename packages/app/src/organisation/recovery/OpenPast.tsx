// After a return, on any administrator's device: two papers of before open the teams' earlier keys, where the device that read them first is gone
// or has not done it yet. Governed by docs/keepers-guide.md "All devices are lost".
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { unopenedPeriods } from '@apila/core/organisation/unopened-periods.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { openEarlierPapers } from '@apila/sealing/organisation/papers.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { TwoPapers } from './TwoPapers.tsx'
import { restorePast } from './restore-past.ts'

export function OpenPast({ onEnd }: { onEnd: () => void }): VNode {
  const desk = useDesk()
  const { t, session, today, nameOf, attempt, list } = desk
  const { roster, own } = session
  const [said, setSaid] = useState<{ test: 'past-opened' | 'past-some' | 'past-none'; text: string } | null>(null)
  const waiting = unopenedPeriods(roster, own, session.held, today)
  return (
    <>
      <Heading>{t('past.title')}</Heading>
      {waiting && (
        <p data-test="past-waits">{t('past.waits', { count: waiting.count, on: showDay(waiting.before) })}</p>
      )}
      <p>{t('past.more')}</p>
      <TwoPapers
        texts={desk}
        name={nameOf(own.organisation)}
        open={(a, b) => openEarlierPapers(roster, own.organisation, a, b)}
        onRight={async ({ seed }) => {
          await attempt(async () => {
            const opened = await restorePast(session, { seed: toBase64url(seed) }, false)
            await session.catchUp()
            const left = unopenedPeriods(session.roster, session.own, session.held, today)
            setSaid(
              left === null
                ? { test: 'past-opened', text: t('back.past-done', { count: opened }) }
                : left.count < (waiting?.count ?? 0)
                  ? { test: 'past-some', text: t('past.some', { count: left.count }) }
                  : { test: 'past-none', text: t('past.none') },
            )
            await list.refresh()
          })
        }}
        said={said && <p data-test={said.test}>{said.text}</p>}
        onChange={() => {
          setSaid(null)
        }}
      />
      <p>
        <Button test="past-end" quiet onClick={onEnd}>
          {t('back')}
        </Button>
      </p>
    </>
  )
}
