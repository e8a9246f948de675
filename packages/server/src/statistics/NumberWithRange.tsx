// One published number: as text with its range, and drawn. The drawing repeats the text, so screen readers pass it over.
import type { VNode } from 'preact'
import { wholeNumbers } from './cells.ts'

interface NumberWithRangeProps {
  value: number
  low: number
  high: number
  /** The right end of the drawing, the same for the whole table. */
  scale: number
}

export function NumberWithRange({ value, low, high, scale }: NumberWithRangeProps): VNode {
  const words = wholeNumbers({ value, low, high })
  const at = (number: number): string => ((100 * Math.min(number, scale)) / scale).toFixed(1)
  return (
    <>
      {words.value} ({words.low}–{words.high})
      <svg
        viewBox="0 0 100 10"
        width="100%"
        height="12"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect x="0" y="2" width={at(value)} height="6" fill="currentColor" fill-opacity="0.6" />
        <path
          d={`M${at(low)} 5H${at(high)}M${at(low)} 0V10M${at(high)} 0V10`}
          stroke="currentColor"
          stroke-width="2"
          vector-effect="non-scaling-stroke"
          fill="none"
        />
      </svg>
    </>
  )
}
