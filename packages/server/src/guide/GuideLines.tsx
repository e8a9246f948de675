// Sentences of the guide as a list; a note that limits one stands in brackets behind it.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { GuideLine } from '@apila/core/guide/schema.ts'

export function Lines({ lines, lang }: { lines: readonly GuideLine[]; lang: Language }): VNode {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.text.en}>
          {line.text[lang]}
          {line.note !== undefined && <span class="hint"> ({line.note[lang]})</span>}
        </li>
      ))}
    </ul>
  )
}
