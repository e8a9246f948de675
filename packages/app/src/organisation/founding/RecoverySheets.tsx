// The three recovery papers of an organisation as sheets to print, one for each envelope.
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import { QrCode } from '@apila/ui/QrCode.tsx'
import { Groups } from '../../account/own/Groups.tsx'
import { localDay } from '../../clock.ts'
import type { Texts } from '../../content/texts.ts'

interface RecoverySheetsProps {
  texts: Texts
  papers: readonly string[]
  /** Of the organisation. */
  name: string
}

export function RecoverySheets({ texts: { t }, papers, name }: RecoverySheetsProps): VNode {
  return (
    <>
      {papers.map((paper, at) => (
        <section class="paper sheet" key={at} data-test={`paper-${String(at + 1)}`}>
          <h2>{t('paper.recovery', { n: at + 1, name })}</h2>
          <p>{t('paper.recovery-more')}</p>
          <Groups groups={paper.split(' ')} test={`paper-groups-${String(at + 1)}`} />
          <QrCode text={paper.replaceAll(' ', '')} label={t('paper.square')} />
          <p>{showDay(localDay())}</p>
        </section>
      ))}
    </>
  )
}
