// A drawn shape beside a word, never in place of one: screen readers do not hear it.
import type { VNode } from 'preact'

/** The line of a shape on a grid of 24. `filled` shapes have a ground of their own colour, `dots` a thick line. */
export type Shape = string | { d: string; look: 'filled' | 'dots' }

export interface IconProps {
  shape: Shape
  /** Points the way of reading: turned round where one reads from right to left. */
  flips?: boolean | undefined
  class?: string | undefined
}

export function Icon({ shape, flips = false, class: name = 'i' }: IconProps): VNode {
  const { d, look } = typeof shape === 'string' ? { d: shape, look: undefined } : shape
  return (
    <svg class={flips ? `${name} flip` : name} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={d}
        fill={look === 'filled' ? 'currentColor' : undefined}
        stroke-width={look === 'dots' ? '3.4' : undefined}
      />
    </svg>
  )
}
