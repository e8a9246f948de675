// The way back to the list of the day, which is read anew: what was done on a screen may have changed it.
import type { VNode } from 'preact'
import { Link } from './controls.tsx'
import { useDesk } from './desk-context.ts'

export function BackToToday(): VNode {
  const { t, go, list } = useDesk()
  return (
    <p>
      <Link
        test="to-today"
        onClick={() => {
          void list.refresh()
          go({ name: 'today' })
        }}
      >
        {t('to-today')}
      </Link>
    </p>
  )
}
