// Script of the guide's pages; they work without it. It takes ticks and age along to "what now" and back, makes leaving quicker, prints,
// and saves the guide on this device when asked. Nothing is sent, and nothing else is stored.
import { makeLeaving } from '../browser/leave.ts'
import { carryFrom, carryTo } from './carry.ts'
import { offerSaving } from './save-guide.ts'

const signs = document.querySelector<HTMLFormElement>('#signs')
const first = document.querySelector<HTMLElement>('#first > ol')
const told = document.querySelector<HTMLFormElement>('#told')

const forget = signs === null ? undefined : carryFrom(signs)
if (first?.querySelector('[data-ages]') != null) carryTo(first)

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

const saving = document.querySelector<HTMLElement>('#saving')
if (saving !== null) offerSaving(saving)
