// Beneath a text: what must go, what may be a name, and what else may tell who the client is and goes on by their wish. It never says
// "anonymous", keeps and sends nothing.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '@apila/ui/Icon.tsx'
import { Button } from '@apila/ui/Button.tsx'
import { warningIcon } from '@apila/ui/icons-first.ts'
import { useDesk } from '../../desk-context.ts'
import { CODES, type TextLook } from './questions.ts'
import type { StepProps } from './steps.ts'

/** Pause in typing before the text is looked at. Unit: ms. */
const PAUSE_MS = 400

interface CheckedTextProps extends StepProps {
  /** The id of the field. */
  at: string
  text: string
  /** Asks about names alone: the agreed word is no part of what is told. */
  onlyNames?: boolean
}

/** Questions at one time. */
const MOST_ASKED = 3

export function CheckedText({ at, text, onlyNames = false, sending, answer, errorAt, facts }: CheckedTextProps): VNode {
  const { t } = useDesk()
  const [look, setLook] = useState<TextLook>({ codes: [], names: [], details: [] })
  const { lookAt } = facts
  useEffect(() => {
    const timer = setTimeout(() => {
      setLook(lookAt(text))
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [text, lookAt])
  const isOpen = (found: string): boolean => text.includes(found) && !sending.notNames.includes(found)
  const asked = [
    ...look.names.map((found) => ({
      found,
      question: t('look.name', { name: found }),
      stays: t('look.not-name'),
      test: 'name',
    })),
    ...(onlyNames ? [] : look.details).map(({ text: found, kind }) => ({
      found,
      question: t(`look.${kind}`, { what: found }),
      stays: t('look.wanted'),
      test: 'detail',
    })),
  ].filter(({ found }) => isOpen(found))
  const codes = CODES.filter((kind) => look.codes.some((one) => one.kind === kind && text.includes(one.text)))
  return (
    <div class="under" role="status" data-test={`look-${at}`}>
      {errorAt(at) === undefined &&
        codes.map((kind) => (
          <p key={kind} class="error">
            <Icon shape={warningIcon} />
            <span>{t(`need.code-${kind}`)}</span>
          </p>
        ))}
      {asked.slice(0, MOST_ASKED).map(({ found, question, stays, test }) => (
        <div key={found} class="row">
          <span data-test={`ask-${test}`}>{question}</span>
          <Button
            test={`${test}-not`}
            quiet
            onClick={() => {
              answer({ notNames: [...sending.notNames, found] })
            }}
          >
            {stays}
          </Button>
          <Button
            test={`${test}-remove`}
            quiet
            onClick={() => {
              selectIn(at, found)
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
