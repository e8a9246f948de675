// Saves the guide on this device, and removes it, when its reader asks for it and never otherwise. A copy counts only when it is
// whole; until then, and when something fails, the earlier one stays. Words and addresses come with the page.
import {
  SAVED_COPIES,
  SAVED_WORKER_ADDRESS,
  type SavedMark,
  type SavedWords,
  savedCopyName,
  savedCopyPrefix,
  savedMarkAddress,
} from '@apila/core/guide/saved-copy.ts'
import { findCopy, removeCopies, shownDay } from './saved-copy.ts'
import { workerAddress } from '../browser/worker-address.ts'

/** How long a copy is left as it is while the guide is opened with a connection. Unit: milliseconds. */
const RENEWED_AFTER = 86_400_000

/** Makes the page's part for saving work. `section` is hidden until then, and stays so where nothing can be saved. */
export function offerSaving(section: HTMLElement): void {
  if (!('serviceWorker' in navigator)) return
  const { lang } = document.documentElement
  const words = JSON.parse(section.dataset['words'] ?? '') as SavedWords
  const addresses = (section.dataset['addresses'] ?? '').split(' ')
  const scope = `/${lang}/`
  const status = find(section, '[role=status]')
  const progress = find(section, 'progress') as HTMLProgressElement
  const save = find(section, '.save') as HTMLButtonElement
  const remove = find(section, '.remove') as HTMLButtonElement

  const say = (text: string): void => {
    status.textContent = text
  }
  const showStanding = async (otherwise = ''): Promise<void> => {
    const copy = await findCopy(lang)
    remove.hidden = copy === null
    say(copy === null ? otherwise : words.saved.replace('{day}', shownDay(copy.mark.savedAt)))
  }
  const saveAll = async (): Promise<void> => {
    const name = savedCopyName(lang, Date.now())
    try {
      const cache = await caches.open(name)
      progress.max = addresses.length
      for (const [done, address] of addresses.entries()) {
        progress.value = done
        const response = await fetch(address, { cache: 'reload', credentials: 'omit' })
        if (!response.ok) throw new Error(address)
        await cache.put(address, response)
      }
      const mark: SavedMark = { savedAt: Date.now(), words }
      await cache.put(savedMarkAddress(lang), Response.json(mark))
      await removeCopies(savedCopyPrefix(lang), name)
    } catch (error) {
      await caches.delete(name)
      if ((await findCopy(lang)) === null) await stopAll()
      throw error
    }
  }

  let url: string | null = null
  save.addEventListener('click', () => {
    save.disabled = remove.disabled = true
    progress.hidden = false
    say(words.saving)
    const work = async (): Promise<void> => {
      url ??= workerAddress(SAVED_WORKER_ADDRESS)
      await navigator.serviceWorker.register(url, { scope, updateViaCache: 'none' })
      await saveAll()
      await showStanding()
    }
    void work()
      .catch((error: unknown) => {
        const { name } = error as Error
        say(name === 'QuotaExceededError' ? words.full : name === 'SecurityError' ? words.refused : words.failed)
      })
      .finally(() => {
        save.disabled = remove.disabled = false
        progress.hidden = true
      })
  })
  remove.addEventListener('click', () => {
    const work = async (): Promise<void> => {
      await stopAll()
      await removeCopies(SAVED_COPIES)
      await showStanding(words.removed)
      save.focus()
    }
    void work()
  })

  const begin = async (): Promise<void> => {
    // Who never saved leaves not even an empty store behind: it is opened only where a worker is registered.
    const isSaved = (await navigator.serviceWorker.getRegistration(scope)) !== undefined
    section.hidden = false
    const copy = isSaved ? await findCopy(lang) : null
    if (isSaved) await showStanding()
    save.disabled = false
    const isFromCopy = document.querySelector('#copy') !== null
    if (copy !== null && !isFromCopy && Date.now() - copy.mark.savedAt > RENEWED_AFTER) {
      await saveAll()
      await showStanding()
    }
  }
  // Without a connection, or without leave to store anything, the page is as it was.
  begin().catch(() => {
    save.disabled = false
  })
}

// Every language's worker; no other page of this host has one.
async function stopAll(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister()
}

function find(section: HTMLElement, selector: string): HTMLElement {
  const element = section.querySelector<HTMLElement>(selector)
  if (element === null) throw new Error(`the page has no ${selector}`)
  return element
}
