// Whether what stands in a form is kept, in one sentence under its buttons; and a question of the browser where it is not.
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { useDesk } from '../desk-context.ts'
import type { KeptDraft } from './use-draft.ts'

export function DraftLine({ draft }: { draft: KeptDraft }): VNode | null {
  const { t } = useDesk()
  const { state, at } = draft
  useEffect(() => {
    if (state !== 'not-kept') return
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => {
      window.removeEventListener('beforeunload', ask)
    }
  }, [state])
  if (state === 'not-kept')
    return (
      <p class="error" role="alert" data-test="draft-not-kept">
        {t('draft.not-kept')}
      </p>
    )
  return (
    <p class="hint no-print" data-test={state === 'kept' ? 'draft-kept' : undefined}>
      {at !== null ? t('draft.kept', { at }) : ''}
    </p>
  )
}
