// Says which program runs here, and what that protects from.
import type { VNode } from 'preact'
import { Day } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Texts } from '../content/texts.ts'
import { runsFrom } from './runs-from.ts'

/** How much of the digest is shown, for comparing by eye. Unit: characters. */
const SHOWN = 12

export function ProgramLine({ t }: Pick<Texts, 't'>): VNode {
  const from = runsFrom()
  const day = from.is === 'local' ? Day.safeParse(from.on) : null
  return (
    <p data-test="program-line" data-state={from.is}>
      {from.is === 'local'
        ? t('program.local', {
            version: from.version,
            day: day?.success === true ? showDay(day.data) : from.on,
            digest: from.digest.slice(0, SHOWN),
          })
        : t('program.server')}
    </p>
  )
}
