// The moments in which a page may be gone without another word, told to whoever still holds something unkept.

type Keep = (anew: boolean) => Promise<void>

const holders = new Set<Keep>()

/** `keep` is called when the page is hidden, frozen, put away, locked or left. `anew`: what was kept before is gone. Gives how to stop. */
export function beforeLeaving(keep: Keep): () => void {
  holders.add(keep)
  return () => {
    holders.delete(keep)
  }
}

/** Keeps all that is unkept; ends when it is kept, or when it is known that it cannot be. */
export async function keepEverything(anew = false): Promise<void> {
  await Promise.allSettled([...holders].map((keep) => keep(anew)))
}

/** Hears the browser's own signs of leaving. A telephone gives no other than `visibilitychange`. Gives how to stop. */
export function hearLeaving(): () => void {
  const leave = () => void keepEverything()
  const hide = () => {
    if (document.visibilityState === 'hidden') leave()
  }
  document.addEventListener('visibilitychange', hide)
  document.addEventListener('freeze', leave)
  window.addEventListener('pagehide', leave)
  return () => {
    document.removeEventListener('visibilitychange', hide)
    document.removeEventListener('freeze', leave)
    window.removeEventListener('pagehide', leave)
  }
}
