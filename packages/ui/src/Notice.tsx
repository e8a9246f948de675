// Something that the reader should not miss: set apart by a line and a soft ground, never by an alarm colour.
import type { ComponentChildren, VNode } from 'preact'

export interface NoticeProps {
  children: ComponentChildren
  /** `status` has a screen reader say it when it appears. */
  role?: 'status' | 'alert' | undefined
  id?: string | undefined
}

export function Notice({ children, role, id }: NoticeProps): VNode {
  return (
    <div class="notice" role={role} id={id}>
      {children}
    </div>
  )
}
