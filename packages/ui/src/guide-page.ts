// Script of the guide's pages; they work without it. It says in words which groups of signs come together, clears the ticks
// when the page is left, makes leaving quicker, and saves the guide on this device when asked. Nothing else is stored, nothing is sent.
import { makeLeaving } from './leave.ts'
import { offerSaving } from './save-guide.ts'

const signs = document.querySelector<HTMLFormElement>('#signs')
const together = document.querySelector<HTMLElement>('#together')
const leave = document.querySelector<HTMLAnchorElement>('#leave')
const ticked = document.querySelectorAll<HTMLFormElement>('#signs, #told')

// D-107, D-109: the words follow the groups, never a number of signs.
function sayTogether(): void {
  if (together === null) return
  const groups = [...document.querySelectorAll('.group')].filter(
    (group) => group.querySelector(':checked') !== null,
  ).length
  const text = together.getAttribute(`data-${String(groups)}`) ?? ''
  if (together.textContent !== text) together.textContent = text
}

signs?.addEventListener('change', sayTogether)
// A reset event comes before the ticks go.
signs?.addEventListener('reset', () => setTimeout(sayTogether))
// A shared computer must not show the last reader's ticks through the back button.
const clear = (): void => {
  ticked.forEach((form) => {
    form.reset()
  })
}
addEventListener('pagehide', clear)

if (leave !== null) makeLeaving(leave, clear)

const saving = document.querySelector<HTMLElement>('#saving')
if (saving !== null) offerSaving(saving)
