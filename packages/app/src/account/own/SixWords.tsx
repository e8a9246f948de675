// The six words of a device whose passkey derives nothing: shown once, written down by hand, and typed once so that nobody only thought so.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { readDeviceWords } from '@apila/sealing/account/device-words.ts'
import { Button } from '@apila/ui/Button.tsx'
import type { Texts } from '../../content/texts.ts'
import { Heading, Write } from '../../controls.tsx'

interface SixWordsProps {
  texts: Texts
  words: string
  busy: boolean
  onWritten: () => void
}

export function SixWords({ texts: { t }, words, busy, onWritten }: SixWordsProps): VNode {
  const [isHidden, setHidden] = useState(false)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  if (!isHidden)
    return (
      <>
        <Heading>{t('words.title')}</Heading>
        <p>{t('words.more')}</p>
        <ol class="card" data-test="six-words">
          {words.split(' ').map((word, at) => (
            <li key={at}>
              <b>{word}</b>
            </li>
          ))}
        </ol>
        <p>{t('words.lost')}</p>
        <div class="buttons">
          <Button
            test="words-written"
            onClick={() => {
              setHidden(true)
            }}
          >
            {t('words.written')}
          </Button>
        </div>
      </>
    )
  return (
    <>
      <Heading>{t('words.again')}</Heading>
      <Write
        id="words"
        label={t('words.label')}
        hint={t('words.hint')}
        error={isWrong ? t('words.wrong') : undefined}
        value={typed}
        onInput={(text) => {
          setTyped(text)
          setWrong(false)
        }}
      />
      <div class="buttons">
        <Button
          test="words-check"
          busy={busy}
          onClick={() => {
            if (readDeviceWords(typed) === words) onWritten()
            else setWrong(true)
          }}
        >
          {t('next')}
        </Button>
        <Button
          test="words-show"
          quiet
          onClick={() => {
            setHidden(false)
          }}
        >
          {t('words.show')}
        </Button>
      </div>
    </>
  )
}
