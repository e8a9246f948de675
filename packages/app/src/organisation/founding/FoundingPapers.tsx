// A founding's last step: the paper with the genesis' hash, one for each organisation, and the three recovery papers for three envelopes.
// The papers lie on the device that made them only until somebody says that they are in their envelopes.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { genesisGroups } from '@apila/sealing/organisation/spoken.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { showDay } from '@apila/core/content/show-day.ts'
import { Groups } from '../../account/own/Groups.tsx'
import { openOwn } from '../../account/own/own-device.ts'
import { todayInFinland } from '../../clock.ts'
import { Heading, Link, Write } from '../../controls.tsx'
import type { FoundingStepProps } from './use-founding.ts'
import { RecoverySheets } from '../papers/RecoverySheets.tsx'
import { forgetFounding, genesisOf, openFoundingPapers } from './founding-work.ts'

export function FoundingPapers({ texts, here, onDone }: FoundingStepProps & { onDone: () => void }): VNode {
  const { t, language } = texts
  const { kept } = here
  const [genesis, setGenesis] = useState<string[]>([])
  const [papers, setPapers] = useState<readonly string[] | null>(null)
  const [words, setWords] = useState('')
  const [isAsking, setAsking] = useState(false)
  const [isDestroying, setDestroying] = useState(false)
  const hasPapers = kept !== null && kept.secrets !== null
  const needsWords = !here.device && here.own?.file.under === 'words'
  useEffect(() => {
    if (kept?.batch)
      void genesisOf(kept.batch).then((digest) => {
        setGenesis(genesisGroups(digest))
      })
  }, [])
  const show = () =>
    here.act(async () => {
      if (!kept || !here.own) return
      const device = here.device ?? (await openOwn(here.own, { words: needsWords ? words : undefined })).device
      setPapers(await openFoundingPapers(device, kept))
    })
  useEffect(() => {
    if (hasPapers && here.device) void show()
  }, [])
  const organisation = kept?.record?.organisation?.names[language] ?? ''
  const end = () => {
    void forgetFounding().then(onDone)
  }
  return (
    <>
      <Heading>{t('founding.papers-title')}</Heading>
      <p class="no-print">{t('founding.papers-more')}</p>
      {hasPapers && <p class="no-print">{t('founding.papers-left')}</p>}
      <section class="paper sheet" data-test="paper-genesis">
        <h2>{t('paper.network')}</h2>
        <p>{t('paper.network-more')}</p>
        <Groups groups={genesis} test="genesis-groups" />
        <p>{showDay(todayInFinland())}</p>
      </section>
      {hasPapers && papers === null && (
        <div class="no-print">
          {needsWords && <Write id="papers-words" label={t('words.label')} value={words} onInput={setWords} />}
          <Button test="show-papers" busy={here.busy} onClick={() => void show()}>
            {t('founding.show-papers')}
          </Button>
        </div>
      )}
      {papers && <RecoverySheets texts={texts} papers={papers} name={organisation} network={here.own?.network ?? ''} />}
      <div class="buttons no-print">
        <Button
          test="print-papers"
          quiet={hasPapers}
          onClick={() => {
            window.print()
          }}
        >
          {t('founding.print')}
        </Button>
        <Button
          test="papers-done"
          quiet={!hasPapers}
          onClick={() => {
            if (hasPapers) setAsking(true)
            else end()
          }}
        >
          {t('founding.papers-done')}
        </Button>
      </div>
      {hasPapers && (
        <p class="no-print">
          <Link
            test="papers-destroy"
            onClick={() => {
              setDestroying(true)
            }}
          >
            {t('founding.papers-destroy')}
          </Link>
        </p>
      )}
      {isDestroying && (
        <Dialog
          test="papers-destroy-ask"
          title={t('founding.papers-destroy-ask')}
          doText={t('founding.papers-destroy-do')}
          keepText={t('founding.papers-keep')}
          onDo={end}
          onKeep={() => {
            setDestroying(false)
          }}
        >
          <p>{t('founding.papers-destroy-more')}</p>
        </Dialog>
      )}
      {isAsking && (
        <Dialog
          test="papers-ask"
          title={t('founding.papers-ask')}
          doText={t('founding.papers-do')}
          keepText={t('founding.papers-keep')}
          onDo={end}
          onKeep={() => {
            setAsking(false)
          }}
        >
          <p>{t('founding.papers-gone')}</p>
        </Dialog>
      )}
    </>
  )
}
