// A button that prints the page. Without a script it stays hidden: the browser's own menu prints too.
import type { VNode } from 'preact'

export function PrintButton({ text }: { text: string }): VNode {
  return (
    <button type="button" class="button quiet no-print" data-print hidden>
      {text}
    </button>
  )
}
