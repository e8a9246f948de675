// Several tabs of one device see each other: one of them writes drafts and sends what waits, the one where somebody works.
// Web Locks name the writer; a channel asks it to keep what it holds and let go. Governed by docs/architecture.md "Two tabs".

/** How long the other tab may take to keep what it holds; after that it is asleep or broken. Unit: ms. */
const PATIENCE_MS = 3_000

/** How long a lock is waited for that nobody may hold any more. Unit: ms. */
const OWN_LEAVING_MS = 500

/** here: this tab writes. other: another did before, and this one may take over. moved: another has taken over from this one. */
export type Writing = 'here' | 'other' | 'moved'

export interface Tabs {
  /** Takes over from another tab, if there is one. Ends when this tab writes. */
  takeOver: () => Promise<void>
  /** Locks the other tabs of this device, too. */
  lockAll: () => void
  /** Lets go: at the lock and at signing out. */
  leave: () => void
}

interface Told {
  onWriting: (writing: Writing) => void
  /** Keeps what is unkept, before another tab reads it. */
  keepAll: () => Promise<void>
  onLock: () => void
}

/** Joins the tabs of one device. The first one writes. */
export function joinTabs(device: string, { onWriting, keepAll, onLock }: Told): Tabs {
  const name = `apila-desk/${device}`
  const channel = new BroadcastChannel(name)
  let release: (() => void) | null = null
  let taking: Promise<void> | null = null
  let hasLeft = false

  /** Asks for the lock; the promise ends with whether it was given. It is held until `release`, or until another tab steals it. */
  const ask = (options: LockOptions): Promise<boolean> =>
    new Promise((resolve) => {
      navigator.locks
        .request(name, options, (lock) => {
          if (!lock || hasLeft) {
            resolve(false)
            return
          }
          return new Promise<void>((letGo) => {
            release = letGo
            onWriting('here')
            resolve(true)
          })
        })
        .catch(() => {
          // Stolen, since this tab was asked and did not answer; or no longer waited for.
          if (release) {
            release = null
            onWriting('moved')
          }
          resolve(false)
        })
    })

  const letGo = (): void => {
    release?.()
    release = null
  }

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'lock') onLock()
    if (data !== 'take-over' || !release) return
    void keepAll().then(() => {
      letGo()
      onWriting('moved')
    })
  }

  // This page's own lock of before a moment ago may be on its way out.
  const joined = ask({ ifAvailable: true })
    .then((given) => given || ask({ signal: AbortSignal.timeout(OWN_LEAVING_MS) }))
    .then((given) => {
      if (!given && !hasLeft) onWriting('other')
    })

  const takeNow = async (): Promise<void> => {
    await joined
    if (release) return
    channel.postMessage('take-over')
    if (await ask({ signal: AbortSignal.timeout(PATIENCE_MS) })) return
    await ask({ steal: true })
  }

  return {
    takeOver: () => {
      if (release) return Promise.resolve()
      taking ??= takeNow().finally(() => {
        taking = null
      })
      return taking
    },
    lockAll: () => {
      channel.postMessage('lock')
    },
    leave: () => {
      hasLeft = true
      letGo()
      channel.close()
    },
  }
}
