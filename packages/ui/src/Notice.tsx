// The older name of a note; new code takes Note.tsx.
import type { ComponentChildren, VNode } from 'preact'
import { Note } from './Note.tsx'

export interface NoticeProps {
  children: ComponentChildren
  /** `status` has a screen reader say it when it appears. */
  role?: 'status' | 'alert' | undefined
  id?: string | undefined
}

export function Notice(props: NoticeProps): VNode {
  return <Note {...props} />
}
