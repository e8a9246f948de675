// A case's mark: a letter, a digit and one of eight shapes, the same at both desks. Filled in a list of what waits for us (`.due`).
import type { ComponentChildren, VNode } from 'preact'
import { Icon, type Shape } from './Icon.tsx'

export interface MarkProps {
  /** "K7"; beside it `shape` from 0 to 7. */
  code?: string | undefined
  shape?: number | undefined
  /** Instead of a code: a draft's pen, a question's bubble. */
  icon?: Shape | undefined
  draft?: boolean | undefined
}

/** For the eye only; the row's title says the code aloud. */
export function Mark({ code, shape = 0, icon, draft = false }: MarkProps): VNode {
  const inside: ComponentChildren = icon === undefined ? code : <Icon shape={icon} />
  return (
    <span class={draft ? 'mark draft' : 'mark'} data-shape={shape} aria-hidden="true">
      {inside}
    </span>
  )
}
