// The network's sign: a clover of three leaves. On the neutral host it never stands.
import type { VNode } from 'preact'

/** A large clover of four leaves, to look at. */
const LARGE_LEAF =
  'M12 11 7.7 6.9C6 5.2 6.1 2.9 7.7 1.9 9.3.9 11.2 1.8 12 3.7 12.8 1.8 14.7.9 16.3 1.9 17.9 2.9 18 5.2 16.3 6.9zM12 9.2V6'

export function LargeClover(): VNode {
  return (
    <svg class="art" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {[0, 90, 180, 270].map((turn) => (
        <path key={turn} d={LARGE_LEAF} transform={`rotate(${String(turn)} 12 12)`} />
      ))}
    </svg>
  )
}

const LEAF =
  'M12 12.2C8.2 10.3 6.7 8.4 7 6.2c.3-2 2-3 3.5-2.2.8.4 1.3 1.3 1.5 2.4.2-1.1.7-2 1.5-2.4 1.5-.8 3.2.2 3.5 2.2.3 2.2-1.2 4.1-5 6z'

export function Clover(): VNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={LEAF} />
      <path d={LEAF} transform="rotate(120 12 12)" />
      <path d={LEAF} transform="rotate(240 12 12)" />
      <path class="stem" d="M12 13c.2 3.5 1 6 2.6 8.5" />
    </svg>
  )
}
