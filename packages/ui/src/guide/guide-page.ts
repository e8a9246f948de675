// Script of the guide's pages; they work without it. It takes ticks and age along to "what now" and back, makes leaving quicker, prints,
// and brings the script that saves the guide on this device. Nothing is sent, and nothing else is stored.
import type { SavedWords } from '@apila/core/guide/saved-copy.ts'
import { makeLeaving } from '../browser/leave.ts'
import { carryFrom, carryTo } from './carry.ts'

const signs = document.querySelector<HTMLFormElement>('#signs')
const first = document.querySelector<HTMLElement>('#first > ol')
const told = document.querySelector<HTMLFormElement>('#told')

const forget = signs === null ? undefined : carryFrom(signs)
if (first?.querySelector('[data-ages]')) carryTo(first)

// Hers: a shared computer must not show through the back button what was told and understood.
const clear = (): void => {
  told?.reset()
}
addEventListener('pagehide', clear)

makeLeaving(() => {
  clear()
  forget?.()
})

for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    print()
  })
}

// The script that saves is loaded by those who use it: where its fold is opened, and where something was saved before.
async function offerSaving(section: HTMLElement, address: string): Promise<void> {
  const saved = await navigator.serviceWorker.getRegistration(`/${document.documentElement.lang}/`)
  const load = (): void => {
    import(address).catch(() => {
      const status = section.querySelector('[role=status]')
      if (status) status.textContent = (JSON.parse(section.dataset['words'] ?? '{}') as SavedWords).failed
    })
  }
  section.hidden = false
  if (saved === undefined) section.addEventListener('toggle', load, { once: true })
  else load()
}

const saving = document.querySelector<HTMLElement>('#saving')
if (saving?.dataset['src'] && 'serviceWorker' in navigator)
  // Without leave to store anything the page is as it was.
  offerSaving(saving, saving.dataset['src']).catch(() => undefined)
