// A text for another desk: looked at as it is typed. What may tell who somebody is stands beneath it, each with a tap that says it does not;
// nothing of that kind is sent unanswered.
import { isWritten } from '@apila/core/written.ts'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Finding } from '@apila/core/check-text/finding.ts'
import { Tick, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { plainText } from '../plain-text.ts'
import { type Telling, useTelling } from './clear-text.ts'
import type { Written } from './text-problem.ts'

interface TextToSendProps {
  id: string
  label: string
  hint: string
  /** Longest text on the screen. Unit: UTF-16 code units. */
  max: number
  kinds: readonly Finding['kind'][]
  written: Written
  error?: string | undefined
  onChange: (written: Written) => void
}

export function TextToSend({ id, label, hint, max, kinds, written, error, onChange }: TextToSendProps): VNode {
  const { t } = useDesk()
  const telling = useTelling(plainText(written.text), kinds)
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
          <>
            <p>{t('tells.again')}</p>
            <ul class="plain">
              {telling.map((one) => (
                <li key={one.text}>
                  <Found
                    id={id}
                    found={one}
                    isHarmless={written.harmless.includes(one.text)}
                    onHarmless={(isHarmless) => {
                      const others = written.harmless.filter((text) => text !== one.text)
                      onChange({ ...written, harmless: isHarmless ? [...others, one.text] : others })
                    }}
                  />
                </li>
              ))}
            </ul>
          </>
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

interface FoundProps {
  id: string
  found: Telling
  isHarmless: boolean
  onHarmless: (isHarmless: boolean) => void
}

function Found({ id, found, isHarmless, onHarmless }: FoundProps): VNode {
  const { t } = useDesk()
  if (found.isCertain) return <p class="error">{t('tells.certain', { what: found.text })}</p>
  return (
    <Tick test={`${id}-harmless`} checked={isHarmless} onChange={onHarmless}>
      {t('tells.harmless', { what: found.text })}
    </Tick>
  )
}
