// When it was kept, or looked at: one quiet line.
import type { ComponentChildren, VNode } from 'preact'
import { Icon, type Shape } from './Icon.tsx'
import { clockIcon } from './icons-first.ts'

export function Kept({
  shape = clockIcon,
  test,
  children,
}: {
  shape?: Shape
  test?: string
  children: ComponentChildren
}): VNode {
  return (
    <p class="kept" data-test={test}>
      <Icon shape={shape} />
      <span>{children}</span>
    </p>
  )
}
