// A return's last step: the organisation is back. The device that read the papers opens what was sealed before, prints the new papers, and forgets
// them when they are in their envelopes.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { unopenedPeriods } from '@apila/core/organisation/unopened-periods.ts'
import type { Network } from '@apila/core/organisation/wire.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { ownEntrant } from '../../account/own/enter-own.ts'
import { openOwn } from '../../account/own/own-device.ts'
import { openSession } from '../../account/session.ts'
import { todayInFinland } from '../../clock.ts'
import { Heading, Write } from '../../controls.tsx'
import { RecoverySheets } from '../papers/RecoverySheets.tsx'
import { restorePast } from './restore-past.ts'
import { type Secrets, forgetReturn, openSecrets } from './return-work.ts'
import type { ReturnStepProps } from './use-return.ts'

type Asked = 'past' | 'papers'

export function IsBack({
  texts,
  here,
  network,
  onEnd,
}: ReturnStepProps & { network: Network; onEnd: () => void }): VNode {
  const { t, language } = texts
  const { kept, own } = here
  const [secrets, setSecrets] = useState<Secrets | null>(null)
  const [opened, setOpened] = useState<{ count: number; left: number; organisation: string } | null>(null)
  const [words, setWords] = useState('')
  const [touch, setTouch] = useState<{ path: string; answer: (wants: boolean) => void } | null>(null)
  const [isAsking, setAsking] = useState(false)
  const hasSecrets = kept !== null && kept.secrets !== null
  const needsWords = own?.file.under === 'words'
  const name = opened?.organisation ?? kept?.names?.[language] ?? kept?.offer.organisation ?? ''
  const end = () => {
    void forgetReturn().then(onEnd)
  }
  const openPast = () =>
    here.act(async () => {
      if (!kept || !own || kept.secrets === null) return
      // Whoever comes back after a reload has the device shut.
      const device = here.device ?? (await openOwn(own, { words: needsWords ? words : undefined })).device
      const read = await openSecrets(device, kept.secrets)
      const session = await openSession(await ownEntrant(own, needsWords ? words : undefined), network)
      session.touching.say = (path) =>
        new Promise((resolve) => {
          setTouch({ path, answer: resolve })
        })
      try {
        const count = await restorePast(session, read, kept.isPartial)
        await session.catchUp()
        // Of a return before this one, whose papers are older still.
        const left = unopenedPeriods(session.roster, session.own, session.held, todayInFinland())?.count ?? 0
        const organisation = session.roster.organisations.get(session.own.organisation)?.names[language]
        setOpened({ count, left, organisation: organisation ?? session.own.organisation })
        setSecrets(read)
      } finally {
        await session.api.tell('POST', 'session/end').catch(() => undefined)
      }
    })
  const answer = (wants: boolean) => {
    setTouch(null)
    touch?.answer(wants)
  }
  const why: Asked | null = touch === null ? null : touch.path === 'wraps/recovery' ? 'past' : 'papers'
  return (
    <>
      <Heading>{t('back.is-back', { name })}</Heading>
      <p class="no-print" data-test="is-back">
        {t('back.is-back-more')}
      </p>
      {hasSecrets && opened === null && (
        <div class="no-print">
          <p>{t('back.past-more')}</p>
          {needsWords && <Write id="return-words" label={t('words.label')} value={words} onInput={setWords} />}
          <Button test="open-past" busy={here.busy} onClick={() => void openPast()}>
            {t('back.past')}
          </Button>
        </div>
      )}
      {opened && (
        <>
          <p class="no-print" role="status" data-test="past-opened">
            {t('back.past-done', { count: opened.count })}
          </p>
          <p class="no-print" data-test="past-left" data-status={opened.left > 0 ? 'some' : 'none'}>
            {opened.left > 0 ? t('back.papers-left', { count: opened.left }) : t('back.papers')}
          </p>
        </>
      )}
      {opened && secrets && (
        <RecoverySheets texts={texts} papers={secrets.papers} name={name} network={network.network ?? ''} />
      )}
      <p class="no-print">{t('back.next')}</p>
      <div class="buttons no-print">
        {opened && (
          <Button
            test="print-papers"
            onClick={() => {
              window.print()
            }}
          >
            {t('founding.print')}
          </Button>
        )}
        {hasSecrets && opened && (
          <Button
            test="papers-done"
            quiet
            onClick={() => {
              setAsking(true)
            }}
          >
            {t('founding.papers-done')}
          </Button>
        )}
        {!hasSecrets && (
          <Button test="return-sign-in" onClick={end}>
            {t('back.sign-in')}
          </Button>
        )}
      </div>
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
      {touch && why && (
        <Dialog
          test="touch"
          title={t('touch.title')}
          doText={t('touch.do')}
          keepText={t('touch.keep')}
          onDo={() => {
            answer(true)
          }}
          onKeep={() => {
            answer(false)
          }}
        >
          <p>{t(why === 'past' ? 'touch.why-read-recovery' : 'touch.why-add-wraps')}</p>
        </Dialog>
      )}
    </>
  )
}
