// A founding's questions before what counts: putting everything together, also without a device that is gone, and signing.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { Write } from '../../controls.tsx'
import type { FoundingStepProps } from './use-founding.ts'

interface TogetherDialogProps extends Pick<FoundingStepProps, 'texts'> {
  /** Names of those whom it would hold, and of those whom it would leave out. */
  chosen: readonly string[]
  rest: readonly string[]
  isAnew: boolean
  onDo: () => void
  onKeep: () => void
}

export function TogetherDialog({ texts: { t }, chosen, rest, isAnew, onDo, onKeep }: TogetherDialogProps): VNode {
  return (
    <Dialog
      test="together-ask"
      title={isAnew ? t('founding.anew-ask') : t('founding.together-ask')}
      doText={isAnew ? t('founding.anew') : t('founding.together')}
      keepText={t('founding.sign-keep')}
      onDo={onDo}
      onKeep={onKeep}
    >
      <p data-test="together-chosen">{t('founding.chosen', { names: chosen.join(', ') })}</p>
      {rest.length > 0 && (
        <p data-test="together-rest">
          <strong>{t('founding.left-out', { names: rest.join(', ') })}</strong>
        </p>
      )}
      <p>{t('founding.left-out-more')}</p>
      {isAnew && <p>{t('founding.anew-void')}</p>}
    </Dialog>
  )
}

interface SignDialogProps extends Pick<FoundingStepProps, 'texts'> {
  needsWords: boolean
  onDo: (words: string | undefined) => void
  onKeep: () => void
}

export function SignDialog({ texts: { t }, needsWords, onDo, onKeep }: SignDialogProps): VNode {
  const [words, setWords] = useState('')
  return (
    <Dialog
      test="sign-founding-ask"
      title={t('founding.sign-ask')}
      doText={t('founding.sign')}
      keepText={t('founding.sign-keep')}
      onKeep={onKeep}
      onDo={() => {
        onDo(needsWords ? words : undefined)
      }}
    >
      <p>{t('founding.sign-what')}</p>
      <p>{t('founding.sign-not-undone')}</p>
      {needsWords && <Write id="sign-words" label={t('words.label')} value={words} onInput={setWords} />}
    </Dialog>
  )
}
