// What the desk shows on a server without a network: that there is none, and what comes next. Nobody's name is offered here.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Texts } from './content/texts.ts'
import { ActionButton, Heading } from './controls.tsx'
import { Founding } from './organisation/founding/Founding.tsx'
import { readFounding } from './organisation/founding/founding-work.ts'

/** What an administrator can type; the same in every language. */
const COMMANDS = ['npx apila start --demo --data ./demo', 'npx apila doctor'] as const

export function NotFounded({ texts, onFounded }: { texts: Texts; onFounded: () => void }): VNode {
  const { t } = texts
  const [isFounding, setFounding] = useState(false)
  useEffect(() => {
    // A founding that was cut off goes on.
    void readFounding().then((kept) => {
      if (kept) setFounding(true)
    })
  }, [])
  if (isFounding) return <Founding texts={texts} onDone={onFounded} />
  return (
    <main id="main">
      <Heading>{t('start.none')}</Heading>
      <p class="lead" data-test="not-founded">
        {t('start.none-more')}
      </p>
      <p>{t('start.next-found')}</p>
      <div class="buttons">
        <ActionButton
          test="founding-open"
          onClick={() => {
            setFounding(true)
          }}
        >
          {t('founding.begin')}
        </ActionButton>
      </div>
      <h2>{t('start.next')}</h2>
      <ul>
        <li>{t('start.next-pages')}</li>
        <li>
          {t('start.next-try')}
          {COMMANDS.map((command) => (
            <p key={command}>
              <code>{command}</code>
            </p>
          ))}
        </li>
      </ul>
    </main>
  )
}
