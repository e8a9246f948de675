// A text for another desk: looked at as it is typed. What may tell who somebody is stands beneath it, each with an answer by which it may
// stay; nothing of that kind is sent unanswered.
import { isWritten } from '@apila/core/written.ts'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import type { WayOut } from '../../check-text/words-out.ts'
import { Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { plainText } from '../plain-text.ts'
import { TellingList } from './TellingList.tsx'
import { useTelling } from './clear-text.ts'
import type { Written } from './text-problem.ts'

interface TextToSendProps {
  id: string
  label: string
  hint: string
  /** Longest text on the screen. Unit: UTF-16 code units. */
  max: number
  way: WayOut
  written: Written
  error?: string | undefined
  onChange: (written: Written) => void
}

export function TextToSend({ id, label, hint, max, way, written, error, onChange }: TextToSendProps): VNode {
  const { t } = useDesk()
  const telling = useTelling(plainText(written.text), way)
  // What is no longer found need not be remembered as harmless.
  useEffect(() => {
    if (!telling) return
    const kept = written.harmless.filter((one) => telling.some(({ text }) => text === one))
    if (kept.length < written.harmless.length) onChange({ ...written, harmless: kept })
  }, [telling])
  return (
    <>
      <Write
        id={id}
        label={label}
        hint={hint}
        error={error}
        rows={4}
        max={max}
        value={written.text}
        onInput={(text) => {
          onChange({ ...written, text })
        }}
      />
      <div role="status" data-test={`${id}-tells`}>
        {telling !== null && telling.length > 0 && (
          <TellingList
            id={id}
            telling={telling}
            saidOf={(text) =>
              written.harmless.includes(text) ? telling.find((one) => one.text === text)?.answers[0] : undefined
            }
            onSay={(text, stays) => {
              const others = written.harmless.filter((one) => one !== text)
              onChange({ ...written, harmless: stays === null ? others : [...others, text] })
            }}
          />
        )}
        {telling !== null && telling.length === 0 && isWritten(written.text) && (
          <p class="hint" data-test={`${id}-clear`}>
            {t('tells.nothing')}
          </p>
        )}
      </div>
    </>
  )
}
