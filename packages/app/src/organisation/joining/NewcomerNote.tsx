// At the door of a device whose organisation is joining: the members sign in their own time; its groups, which their administrators ask for; and
// the papers, until somebody says that they are in their envelopes.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { recordGroups } from '@apila/sealing/organisation/spoken.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { failureKey } from '../../account/failure.ts'
import { Groups } from '../../account/own/Groups.tsx'
import { type OwnKept, openOwn } from '../../account/own/own-device.ts'
import { type ProblemKey, type Texts, loadKeyTexts } from '../../content/texts.ts'
import { Write } from '../../controls.tsx'
import { RecoverySheets } from '../papers/RecoverySheets.tsx'
import { type NewcomerKept, forgetNewcomerPapers, openNewcomerPapers, readNewcomer } from './newcomer.ts'

export function NewcomerNote({ texts, own }: { texts: Texts; own: OwnKept }): VNode | null {
  const { t, problem, language } = texts
  const [kept, setKept] = useState<NewcomerKept | null>(null)
  const [groups, setGroups] = useState<readonly { id: string; groups: string[] }[]>([])
  const [words, setWords] = useState('')
  const [papers, setPapers] = useState<readonly string[] | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [failure, setFailure] = useState<ProblemKey | null>(null)
  useEffect(() => {
    void loadKeyTexts([language])
      .then(readNewcomer)
      .then(async (found) => {
        if (found?.own !== own.device) return
        setKept(found)
        setGroups(
          await Promise.all(found.records.map(async (each) => ({ id: each.id, groups: await recordGroups(each) }))),
        )
      })
  }, [own.device])
  if (!kept) return null
  const name = kept.names[language]
  const isUnderWords = own.file.under === 'words'
  const show = async () => {
    setFailure(null)
    try {
      const { device } = await openOwn(own, { words: isUnderWords ? words : undefined })
      setPapers(await openNewcomerPapers(device, kept))
    } catch (error) {
      setFailure(failureKey(error))
    }
  }
  return (
    <section data-test="newcomer">
      <Note>
        <p>{t('newcomer.note', { name })}</p>
      </Note>
      {groups.map(({ id, groups: digits }) => (
        <div key={id} class="no-print">
          <p>{id}</p>
          <Groups groups={digits} test={`newcomer-groups-${id}`} />
        </div>
      ))}
      {kept.papers !== null && (
        <>
          <h2 class="no-print">{t('newcomer.papers')}</h2>
          <p class="no-print">{t('newcomer.papers-more')}</p>
          {failure !== null && (
            <p class="error no-print" role="alert">
              {problem(failure)}
            </p>
          )}
          {papers === null && (
            <div class="no-print">
              {isUnderWords && <Write id="newcomer-words" label={t('words.label')} value={words} onInput={setWords} />}
              <Button test="newcomer-show" quiet onClick={() => void show()}>
                {t('founding.show-papers')}
              </Button>
            </div>
          )}
          {papers && (
            <>
              <RecoverySheets texts={texts} papers={papers} name={name} network={own.network} />
              <div class="buttons no-print">
                <Button
                  test="newcomer-print"
                  quiet
                  onClick={() => {
                    window.print()
                  }}
                >
                  {t('founding.print')}
                </Button>
                <Button
                  test="newcomer-papers-done"
                  quiet
                  onClick={() => {
                    setAsking(true)
                  }}
                >
                  {t('founding.papers-done')}
                </Button>
              </div>
            </>
          )}
          {isAsking && (
            <Dialog
              test="papers-ask"
              title={t('founding.papers-ask')}
              doText={t('founding.papers-do')}
              keepText={t('founding.papers-keep')}
              onDo={() => {
                setAsking(false)
                void forgetNewcomerPapers(kept).then(() => {
                  setKept({ ...kept, papers: null })
                  setPapers(null)
                })
              }}
              onKeep={() => {
                setAsking(false)
              }}
            >
              <p>{t('founding.papers-gone')}</p>
            </Dialog>
          )}
        </>
      )}
    </section>
  )
}
