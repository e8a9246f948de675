// Script of the guide's pages; they work without it. It says in words how the groups of signs come together and puts the steps that
// fit first, clears the ticks when the page is left, makes leaving quicker, and saves the guide on this device when asked.
// Nothing else is stored, nothing is sent.
import { makeLeaving } from '../browser/leave.ts'
import { offerSaving } from './save-guide.ts'

const signs = document.querySelector<HTMLFormElement>('#signs')
const together = document.querySelector<HTMLElement>('#together')
const list = document.querySelector('#steps')
const steps = [...(list?.children ?? [])].filter((step) => step instanceof HTMLElement)
const ticked = document.querySelectorAll<HTMLFormElement>('#signs, #told')

// D-107, D-109: words and order follow the groups, never a number of signs. A group is known by the first letter of its name.
function follow(): void {
  const groups = [...document.querySelectorAll<HTMLElement>('.group')].flatMap((group) =>
    group.querySelector(':checked') === null ? [] : [group.dataset['group'] ?? ''],
  )
  const text = together?.getAttribute(`data-${groups.join('')}`) ?? ''
  if (together !== null && together.textContent !== text) together.textContent = text
  const fits = (step: HTMLElement): boolean => groups.some((group) => step.dataset['groups']?.includes(group))
  list?.append(...steps.filter(fits), ...steps.filter((step) => !fits(step)))
}

signs?.addEventListener('change', follow)
// A reset event comes before the ticks go.
signs?.addEventListener('reset', () => setTimeout(follow))
// A shared computer must not show the last reader's ticks through the back button.
const clear = (): void => {
  ticked.forEach((form) => {
    form.reset()
  })
}
addEventListener('pagehide', clear)

makeLeaving(clear)

const saving = document.querySelector<HTMLElement>('#saving')
if (saving !== null) offerSaving(saving)
