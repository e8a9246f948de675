// A text for another desk: looked at as it is typed. What may tell who somebody is stands beneath it, each with a tap that says it does not;
// nothing of that kind is sent unanswered.
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import * as z from 'zod'
import type { Finding } from '@apila/core/check-text/finding.ts'
import { textBytes, LARGEST_TEXT_BYTES } from '@apila/core/referral/sealed-text.ts'
import { Tick, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { plainText } from '../plain-text.ts'
import { type Telling, findTelling, useTelling } from './clear-text.ts'

/** As typed, and which of its words a person has said to be harmless. */
export const Written = z.object({ text: z.string(), harmless: z.array(z.string()).readonly() })
export type Written = z.infer<typeof Written>
export const NOTHING_WRITTEN: Written = { text: '', harmless: [] }

export type TextProblem = 'text-empty' | 'text-too-long' | 'text-tells'

/** What keeps a text from being sent; null: nothing. Throws where it cannot be looked at. */
export async function textProblem(
  { text, harmless }: Written,
  kinds: readonly Finding['kind'][],
): Promise<TextProblem | null> {
  const plain = plainText(text).trim()
  if (plain === '') return 'text-empty'
  if (textBytes(plain) > LARGEST_TEXT_BYTES) return 'text-too-long'
  const telling = await findTelling(plain, kinds)
  return telling.some((one) => one.isCertain || !harmless.includes(one.text)) ? 'text-tells' : null
}

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
        {telling !== null && telling.length === 0 && written.text.trim() !== '' && (
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
