// The sheet of all screens but the list of the day. It comes with the first of them: the page holds its address and its digest in a link
// that waits (house/build-app.ts).

let loaded: Promise<void> | null = null

/** Settles when the sheet stands, or cannot come: a plain screen is better than none. */
export function loadWorkStyle(): Promise<void> {
  loaded ??= new Promise((resolve) => {
    const link = document.querySelector<HTMLLinkElement>('link[data-style="work"]')
    if (link === null) {
      resolve()
      return
    }
    link.addEventListener('load', () => {
      resolve()
    })
    link.addEventListener('error', () => {
      // Waits again, so that the next screen can ask for it once more.
      loaded = null
      link.rel = 'later'
      resolve()
    })
    link.rel = 'stylesheet'
  })
  return loaded
}
