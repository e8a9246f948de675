// What belongs to a permission stands on the screen only while the permission lives. While it stands, its ending is looked for every 45 s and
// whenever somebody comes back to the window; then the text goes from the page, and whoever holds it lets it go (docs/protocol.md "Bells").
import type { ComponentChildren, VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Mark } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { Note } from '@apila/ui/Note.tsx'
import { endedIcon } from '@apila/ui/icons-first.ts'
import { BackToToday } from '../BackToToday.tsx'
import { Heading } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'

interface WhileOpenProps {
  mark: Mark
  /** Its last day. */
  until: Day
  /** Lets go of what was opened: called once, when it is over. */
  onOver?: () => void
  children: ComponentChildren
}

// How many stand on the screen. Where one takes another's place, the new one may stand before the old one has gone.
let standing = 0

export function WhileOpen({ mark, until, onOver, children }: WhileOpenProps): VNode {
  const { list, today, showContent } = useDesk()
  const isOver = list.ended.has(mark) || today > until
  useEffect(() => {
    if (isOver) {
      onOver?.()
      return
    }
    standing += 1
    showContent(true)
    return () => {
      standing -= 1
      showContent(standing > 0)
    }
  }, [isOver])
  return isOver ? <OverWhileOpen /> : <>{children}</>
}

/** Stands in the place of what was open. */
export function OverWhileOpen(): VNode {
  const { t } = useDesk()
  return (
    <div data-test="over-while-open">
      <Heading>{t('over-open.title')}</Heading>
      <Note tone="wait" shape={endedIcon} role="status">
        <p>{t('over-open.more')}</p>
        <p>{t('over.receiver')}</p>
      </Note>
      <BackToToday />
    </div>
  )
}

/** The same beside what a page says of a permission that is over. */
export function OverNote(): VNode {
  const { t } = useDesk()
  return (
    <Note tone="wait" shape={endedIcon} role="status" test="over-while-open">
      <p>
        <b>{t('over-open.title')}</b>
      </p>
      <p>{t('over-open.more')}</p>
    </Note>
  )
}
