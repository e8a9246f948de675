// Beneath a text for others: what may tell who somebody is, each with the answers by which it may stay, and what must go.
import type { VNode } from 'preact'
import type { Stays } from '../../check-text/words-out.ts'
import { Tick } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import type { Telling } from './clear-text.ts'

interface TellingListProps {
  id: string
  telling: readonly Telling[]
  saidOf: (text: string) => Stays | undefined
  /** Null: an answer was taken back. */
  onSay: (text: string, stays: Stays | null) => void
}

export function TellingList({ id, telling, saidOf, onSay }: TellingListProps): VNode {
  const { t } = useDesk()
  return (
    <>
      <p>{t('tells.again')}</p>
      <ul class="plain">
        {telling.map(({ text, isCertain, answers }) => (
          <li key={text}>
            {isCertain && <p class="error">{t('tells.certain', { what: text })}</p>}
            {answers.map((stays) => (
              <Tick
                key={stays}
                test={`${id}-${stays}`}
                checked={saidOf(text) === stays}
                onChange={(isSaid) => {
                  onSay(text, isSaid ? stays : null)
                }}
              >
                {t(`tells.${stays}`, { what: text })}
              </Tick>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}
