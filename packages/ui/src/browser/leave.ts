// Leaving quickly, for every page that a person may have to hide: the button, and the Shift key three times.
// Shift and not Escape, because Escape stops the page from loading. The page is hidden before anything is fetched, and the next
// page takes its place in the browser's history. Nothing is stored: that she has left is known by the answer of /x alone,
// a cookie of ten minutes that sends every neutral page away again (server: neutral/leaving.ts).

const PRESSES = 3
/** Unit: milliseconds. */
const WITHIN = 5_000
const HELD_KEYS = ['Alt', 'AltGraph', 'Control', 'Meta']

/** Makes every link that is meant for it, and the Shift key, leave by the first one's address. `clear` runs before the page goes. */
export function makeLeaving(clear: () => void = () => undefined): void {
  const links = document.querySelectorAll<HTMLAnchorElement>('a[data-leave]')
  const to = links[0]?.href
  if (to === undefined) return
  const leave = (): void => {
    document.documentElement.hidden = true
    clear()
    location.replace(to)
  }
  links.forEach((link) => {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      leave()
    })
  })
  let presses: number[] = []
  addEventListener(
    'keydown',
    (event) => {
      if (event.repeat) return
      // Shift for a capital letter, to go back a field or with another key that is held (Alt with Shift changes the keyboard's language)
      // is not a wish to leave.
      const isAlone = event.key === 'Shift' && !HELD_KEYS.some((held) => event.getModifierState(held))
      presses = isAlone ? [...presses.filter((before) => event.timeStamp - before < WITHIN), event.timeStamp] : []
      if (presses.length >= PRESSES) leave()
    },
    true,
  )
  // Neither is Shift that marks a text, opens a link in a window or moves the page sideways.
  for (const use of ['pointerdown', 'wheel'] as const)
    addEventListener(
      use,
      ({ shiftKey }) => {
        if (shiftKey) presses = []
      },
      { capture: true, passive: true },
    )
}
