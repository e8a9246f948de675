// Beneath a free text: what in it may tell who somebody is (docs/working-day.md 14). It asks to look again, never says "anonymous",
// and keeps and sends nothing.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Finding } from '@apila/core/check-text/finding.ts'
import { useDesk } from '../desk-context.ts'

const checkModule = () => import('@apila/core/check-text/check-text.ts')

/** Places, dates and what she lived through belong into a story that she permitted; who she or others are does not. */
const TELLING: ReadonlySet<Finding['kind']> = new Set(['hetu', 'phone', 'email', 'handle', 'name', 'unchecked'])
/** Pause in typing before the text is looked at. Unit: ms. */
const PAUSE_MS = 500

export function CheckText({ text }: { text: string }): VNode | null {
  const { t } = useDesk()
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => {
      checkModule().then(
        ({ checkText }) => {
          const { findings, failed } = checkText(text)
          const telling = findings
            .filter(({ kind }) => TELLING.has(kind))
            .map(({ start, end }) => text.slice(start, end))
          if (failed.length > 0) setSaid(t('check.failed'))
          else
            setSaid(telling.length > 0 ? t('check.again', { what: [...new Set(telling)].slice(0, 5).join(', ') }) : '')
        },
        () => {
          setSaid(t('check.failed'))
        },
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  return (
    <p class="hint" role="status" data-test="check-again">
      {said}
    </p>
  )
}
