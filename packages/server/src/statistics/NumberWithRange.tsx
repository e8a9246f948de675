// One published number: its range first, the estimate after it, and both drawn. The drawing repeats the text, so screen readers pass it
// over.
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
  const at = (number: number): number => Math.round((1000 * Math.min(number, scale)) / scale) / 10
  return (
    <>
      <b class="range">
        {words.low}–{words.high}
      </b>{' '}
      <span class="small">({words.value})</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="band" x={at(low)} y="2" width={(at(high) - at(low)).toFixed(1)} height="6" />
        <path class="best" d={`M0 5H${String(at(low))}M${String(at(value))} 0V10`} />
      </svg>
    </>
  )
}
