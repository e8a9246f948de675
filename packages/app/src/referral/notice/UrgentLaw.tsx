// That this is no permission of the client: which exception of the law it is, what for, and where it was read.
import type { VNode } from 'preact'
import { Note } from '@apila/ui/Note.tsx'
import { useDesk } from '../../desk-context.ts'
import { provisionName, provisionSource } from './provisions.ts'

export function UrgentLaw(): VNode {
  const { t, language } = useDesk()
  return (
    <Note tone="wait" test="urgent-law">
      <p>
        <strong>{t('urgent.law')}</strong>
      </p>
      <p>
        {provisionName('vital-interest', language)}. {t('urgent.law-what')}
      </p>
      <p>{t('urgent.law-secrecy')}</p>
      <p class="hint">{t('notice.source', provisionSource('vital-interest', language))}</p>
    </Note>
  )
}
