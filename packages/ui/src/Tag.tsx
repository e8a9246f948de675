// What something stands at: a shape and a word; the colour only helps. It names one event and carries that event's own day only.
import type { ComponentChildren, VNode } from 'preact'
import { Icon, type Shape } from './Icon.tsx'

export interface TagProps {
  shape: Shape
  /** `wait`: new, or soon over. `time`: a time is proposed. `ok`: agreed, opened, answers now. Without: at rest. */
  tone?: 'wait' | 'time' | 'ok' | undefined
  test?: string | undefined
  class?: string | undefined
  children: ComponentChildren
}

export function Tag({ shape, tone, test, class: more, children }: TagProps): VNode {
  return (
    <span class={['tag', tone, more].filter(Boolean).join(' ')} data-test={test}>
      <Icon shape={shape} />
      {children}
    </span>
  )
}
