// Before our organisation leaves the network: every live permission with what its client wants, and the file to take along with the key
// that opens it. Nothing here ends the membership or anybody's permission. Governed by docs/protocol.md "Export".
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { sealExport } from '@apila/sealing/export/seal-export.ts'
import { BackToToday } from '../BackToToday.tsx'
import { ActionButton, Heading } from '../controls.tsx'
import { useAct, useDesk } from '../desk-context.ts'
import { type MadeFile, ExportKey } from './ExportKey.tsx'
import { gatherExport } from './gather.ts'
import { LivePermissions } from './LivePermissions.tsx'

export function Leaving(): VNode {
  const { t, session, today } = useDesk()
  const { busy, act } = useAct()
  const [made, setMade] = useState<MadeFile | null>(null)
  const make = () =>
    act(async () => {
      const what = await gatherExport(session, today)
      setMade({ what, ...(await sealExport(what)) })
    })
  if (made)
    return (
      <ExportKey
        made={made}
        onDone={() => {
          setMade(null)
        }}
      />
    )
  return (
    <div data-test="leaving">
      <Heading>{t('export.title')}</Heading>
      <p>{t('export.lead')}</p>
      <LivePermissions />
      <section aria-labelledby="export-file">
        <h2 id="export-file">{t('export.file')}</h2>
        <p>{t('export.has')}</p>
        <p>{t('export.has-not')}</p>
        <div class="buttons">
          <ActionButton test="export-make" disabled={busy} onClick={() => void make()}>
            {t('export.make')}
          </ActionButton>
        </div>
      </section>
      <BackToToday />
    </div>
  )
}
