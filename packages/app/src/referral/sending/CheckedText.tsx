// Beneath a text: a personal identity code must go, a possible name is asked about. It never says "anonymous", keeps and sends nothing.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '@apila/ui/Icon.tsx'
import { Button } from '@apila/ui/Button.tsx'
import { warningIcon } from '@apila/ui/icons-first.ts'
import { useDesk } from '../../desk-context.ts'
import type { TextLook } from './questions.ts'
import type { StepProps } from './steps.ts'

/** Pause in typing before the text is looked at. Unit: ms. */
const PAUSE_MS = 400

interface CheckedTextProps extends StepProps {
  /** The id of the field. */
  at: string
  text: string
}

export function CheckedText({ at, text, sending, answer, errorAt, facts }: CheckedTextProps): VNode {
  const { t } = useDesk()
  const [look, setLook] = useState<TextLook>({ codes: [], names: [] })
  const { lookAt } = facts
  useEffect(() => {
    const timer = setTimeout(() => {
      setLook(lookAt(text))
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [text, lookAt])
  const names = look.names.filter((name) => text.includes(name) && !sending.notNames.includes(name))
  const codes = look.codes.filter((code) => text.includes(code))
  return (
    <div class="under" role="status" data-test={`look-${at}`}>
      {codes.length > 0 && errorAt(at) === undefined && (
        <p class="error">
          <Icon shape={warningIcon} />
          <span>{t('need.identity-code')}</span>
        </p>
      )}
      {names.slice(0, 3).map((name) => (
        <div key={name} class="row">
          <span data-test="ask-name">{t('look.name', { name })}</span>
          <Button
            test="name-not"
            quiet
            onClick={() => {
              answer({ notNames: [...sending.notNames, name] })
            }}
          >
            {t('look.not-name')}
          </Button>
          <Button
            test="name-remove"
            quiet
            onClick={() => {
              selectIn(at, name)
            }}
          >
            {t('look.remove')}
          </Button>
        </div>
      ))}
    </div>
  )
}

/** Puts the cursor on what was found, so that one key removes it. */
function selectIn(id: string, words: string): void {
  const field = document.getElementById(id)
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return
  const start = field.value.indexOf(words)
  field.focus()
  if (start >= 0) field.setSelectionRange(start, start + words.length)
}
