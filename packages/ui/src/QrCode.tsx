// A square code as an SVG path: no canvas, no image file. The ticket's digits, or the neutral address on a card.
import type { VNode } from 'preact'
import { encode } from 'uqr'

/** Quiet zone around the code, ISO/IEC 18004. Unit: modules. */
const QUIET = 4

/** `label` is what a screen reader says. Level M bears a crumpled corner. */
export function QrCode({ text, label }: { text: string; label: string }): VNode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET })
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      class="code"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      shape-rendering="crispEdges"
    >
      <path d={path} />
    </svg>
  )
}
