// One thought that the reader should not miss, in its place: a shape, a soft ground, honey where something needs care. Never an alarm colour.
import type { ComponentChildren, VNode } from 'preact'
import { Icon, type Shape } from './Icon.tsx'
import { noteIcon, warningIcon } from './icons-first.ts'

export interface NoteProps {
  children: ComponentChildren
  tone?: 'wait' | undefined
  shape?: Shape | undefined
  /** `status` has a screen reader say it when it appears. */
  role?: 'status' | 'alert' | undefined
  id?: string | undefined
  test?: string | undefined
  class?: string | undefined
}

export function Note({ children, tone, shape, role, id, test, class: more }: NoteProps): VNode {
  return (
    <div class={['note', tone, more].filter(Boolean).join(' ')} role={role} id={id} data-test={test}>
      <Icon shape={shape ?? (tone === 'wait' ? warningIcon : noteIcon)} />
      <div>{children}</div>
    </div>
  )
}
