// A list with nothing in it says what will come there and what one will see, with the one act that starts it.
import type { ComponentChildren, VNode } from 'preact'

export interface EmptyProps {
  title: string
  action?: VNode | undefined
  test?: string | undefined
  children: ComponentChildren
}

export function Empty({ title, action, test, children }: EmptyProps): VNode {
  return (
    <div class="empty" data-test={test}>
      <h3>{title}</h3>
      {children}
      {action}
    </div>
  )
}
