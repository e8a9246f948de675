// What the desk shows on a server without a network: that there is none, and what comes next. Nobody's name is offered here.
import type { VNode } from 'preact'
import type { Texts } from '../content/texts.ts'
import { Heading } from '../controls.tsx'

/** What an administrator can type; the same in every language. */
const COMMANDS = ['npx apila start --demo --data ./demo', 'npx apila doctor'] as const

export function NotFounded({ texts: { t } }: { texts: Texts }): VNode {
  return (
    <main id="main">
      <Heading>{t('start.none')}</Heading>
      <p class="lead" data-test="not-founded">
        {t('start.none-more')}
      </p>
      <h2>{t('start.next')}</h2>
      <ul>
        <li>{t('start.next-pages')}</li>
        <li>{t('start.next-found')}</li>
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
