// The four pictures of the neutral host, drawn for it: a receiver, two who talk, a house, a paper with a tick.
// Never alone: a word stands beside each, so they are hidden from screen readers. Line colour is that of the text.
import type { VNode } from 'preact'

const LINES = {
  call: ['M15 6l6 10-5 5c2 5 6 9 11 11l5-5 10 6c0 6-4 9-9 9C19 41 7 29 6 15c0-5 3-9 9-9z'],
  talk: ['M5 7h23v15H15l-6 6v-6H5z', 'M33 17h10v16h-4v6l-7-6H20v-5', 'M11 12.5h11M11 17h7'],
  place: ['M5 24L24 8l19 16', 'M10 20v21h28V20', 'M20 41V29h8v12'],
  rights: ['M11 5h19l8 8v30H11z', 'M29 5v9h9', 'M17 29l5 5 10-12'],
} as const

export type PictureName = keyof typeof LINES

export function Picture({ name }: { name: PictureName }): VNode {
  return (
    // The room at both sides stands between picture and word, from left to right and from right to left.
    <svg viewBox="-8 0 64 48" width="64" height="48" aria-hidden="true" fill="none" stroke="currentColor">
      {LINES[name].map((line) => (
        <path key={line} d={line} stroke-width="3" stroke-linejoin="round" stroke-linecap="round" />
      ))}
    </svg>
  )
}
