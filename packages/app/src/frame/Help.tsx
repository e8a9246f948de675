// Help beside the screen: what this screen is for, and what the words on it mean. The same button everywhere.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Panel } from '@apila/ui/Dialog.tsx'
import { type TextKey, loadAll } from '../content/texts.ts'
import { useDesk } from '../desk-context.ts'
import { ProgramLine } from '../program/ProgramLine.tsx'
import { loadWorkStyle } from '../work-style.ts'

const HELP = ['today', 'send', 'knock', 'sent', 'received', 'sheet', 'ticket', 'observe', 'contacts', 'close'] as const
const WORDS = ['permission', 'code', 'word', 'reference', 'draft'] as const

export function Help({ screen, onClose }: { screen: string; onClose: () => void }): VNode {
  const { t, language } = useDesk()
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    void Promise.all([loadAll([language]), loadWorkStyle()])
      .catch(() => undefined)
      .then(() => {
        setReady(true)
      })
  }, [language])
  const known = HELP.find((one) => one === screen)
  return (
    <Panel title={t('help')} closeText={t('close')} test="help-panel" onClose={onClose}>
      {isReady && (
        <>
          {known && <p>{t(`help.${known}`)}</p>}
          <p>{t(screen === 'letter' ? 'help.letter-kept' : 'help.kept')}</p>
          <h3>{t('help.words')}</h3>
          <dl>
            {WORDS.map((word) => (
              <div key={word}>
                <dt>
                  <b>{t(`word.${word}` satisfies TextKey)}</b>
                </dt>
                <dd>{t(`word-more.${word}` satisfies TextKey)}</dd>
              </div>
            ))}
          </dl>
          <h3>{t('program.title')}</h3>
          <ProgramLine t={t} />
        </>
      )}
    </Panel>
  )
}
