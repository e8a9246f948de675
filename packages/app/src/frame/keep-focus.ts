// Where what had the focus goes away (a row that was deleted, an answer that was given), the focus goes to the heading of the part that it
// stood in: else it is lost to the page, and a screen reader begins at its top.

let last: { element: Element; within: readonly Element[] } | null = null

const remember = ({ target }: Event): void => {
  if (!(target instanceof Element)) return
  const within: Element[] = []
  for (let one = target.parentElement; one; one = one.parentElement) within.push(one)
  last = { element: target, within }
}

/** The heading of the nearest part that is still there. */
function headingLeft(within: readonly Element[]): HTMLElement | null {
  for (const part of within) {
    const heading = part.isConnected && part.querySelector<HTMLElement>('h1, h2')
    if (heading) return heading
  }
  return document.querySelector('h1')
}

const mend = (): void => {
  if (last === null || last.element.isConnected || document.activeElement !== document.body) return
  const heading = headingLeft(last.within)
  last = null
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

let begun = false

/** From now on; the second call does nothing. */
export function keepFocus(): void {
  // Where there is no page (a test, the build) there is no focus either.
  if (begun || typeof document === 'undefined') return
  begun = true
  document.addEventListener('focusin', remember)
  // After the turn in which something went: a dialog that closes gives the focus back by itself.
  new MutationObserver(() => setTimeout(mend)).observe(document, { subtree: true, childList: true })
}
