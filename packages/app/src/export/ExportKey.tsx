// The file that was made, and its key: shown once, printed, and kept apart from the file. Neither is kept on this device by the desk.
import type { VNode } from 'preact'
import type { MemberExport } from '@apila/core/export/member-export.ts'
import { QrCode } from '@apila/ui/QrCode.tsx'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import { ActionButton, Heading, Link } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'

export interface MadeFile {
  what: MemberExport
  file: Uint8Array<ArrayBuffer>
  key: string
}

/** How long the file can be taken before the page forgets it. Unit: ms. */
const FORGET_MS = 60_000

export function ExportKey({ made: { what, file, key }, onDone }: { made: MadeFile; onDone: () => void }): VNode {
  const { t } = useDesk()
  const save = () => {
    const address = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${t('export.file-name')}-${what.on}.age`
    link.click()
    setTimeout(() => {
      URL.revokeObjectURL(address)
    }, FORGET_MS)
  }
  return (
    <>
      <Heading>{t('export.made')}</Heading>
      <ExportFacts what={what} />
      <div class="buttons">
        <ActionButton test="export-save" onClick={save}>
          {t('export.save')}
        </ActionButton>
      </div>
      <h2>{t('export.key')}</h2>
      <p>{t('export.key-more')}</p>
      <div class="preview">
        <div class="paper export-key">
          <p class="digits" data-test="export-key" aria-label={t('export.key')} translate={false}>
            {(key.match(/.{1,4}/g) ?? []).map((group, at) => (
              <span key={at}>{group}</span>
            ))}
          </p>
          <QrCode text={key} label={t('export.square')} />
        </div>
        <div class="buttons no-print">
          <ActionButton
            test="export-print"
            quiet
            onClick={() => {
              window.print()
            }}
          >
            {t('export.print')}
          </ActionButton>
        </div>
      </div>
      <p class="hint">{t('export.how')}</p>
      <p>
        <Link test="export-done" onClick={onDone}>
          {t('back')}
        </Link>
      </p>
    </>
  )
}

/** How much of what is in the file. */
function ExportFacts({ what }: { what: MemberExport }): VNode {
  const { t } = useDesk()
  const unread = what.sums.reduce((sum, year) => sum + year.unread, 0)
  return (
    <SummaryList
      facts={[
        { name: t('export.services'), value: String(what.content.services.length) },
        { name: t('export.words'), value: t(what.lines ? 'yes' : 'no') },
        { name: t('export.sums'), value: what.sums.map(({ cohort }) => String(cohort)).join(', ') || t('export.none') },
        { name: t('export.unread'), value: unread > 0 ? String(unread) : undefined },
        { name: t('export.owed'), value: String(what.owed.length) },
        { name: t('export.roster'), value: String(what.roster.length) },
      ]}
    />
  )
}
