// What was chosen on the guide's page goes along to "what now" and comes back with it: in the address's fragment and in the history
// entry of the page, both of which stay in the browser. Nothing is stored beyond that entry, and it counts for half an hour.
import { CARRIED_MS, type Carried, readCarried, showCarried } from '@apila/core/guide/carried.ts'
import { chooseFirst } from '@apila/core/guide/choose-first.ts'

/** What a history entry keeps. `at`: unit milliseconds since 1970. */
interface Kept {
  carried: string
  at: number
}

const NOTHING: Carried = { age: '0', groups: '', signs: [] }

/** From the fragment, which then leaves the address; else what this entry kept, while it counts. */
function takeCarried(): Carried {
  const fromAddress = readCarried(location.hash)
  if (fromAddress !== null) keep(fromAddress)
  const kept = history.state as Partial<Kept> | null
  if (typeof kept?.carried !== 'string' || Math.abs(Date.now() - Number(kept.at)) > CARRIED_MS) return NOTHING
  return readCarried(kept.carried) ?? NOTHING
}

function keep(carried: Carried): void {
  const kept: Kept = { carried: showCarried(carried), at: Date.now() }
  const hash = readCarried(location.hash) === null ? location.hash : ''
  history.replaceState(kept.carried === '' ? null : kept, '', `${location.pathname}${location.search}${hash}`)
}

/** Links that lead on with what was chosen: to "what now" without the single signs, to the other languages with them. */
function lead(carried: Carried): void {
  const link = (selector: string, fragment: string): void => {
    document.querySelectorAll<HTMLAnchorElement>(selector).forEach((one) => {
      one.setAttribute('href', `${one.getAttribute('href')?.split('#')[0] ?? ''}${fragment}`)
    })
  }
  link('a[href*="/guide/act"]', showCarried({ ...carried, signs: [] }))
  link('.languages a', showCarried(carried))
}

/** The guide's page: ticks and age are kept at every change, and stand again after Back. Gives what forgets them. */
export function carryFrom(form: HTMLFormElement): () => void {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
  const ages = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')]
  const read = (): Carried => ({
    age: ages.find(({ checked }) => checked)?.value ?? '0',
    groups: [...form.querySelectorAll<HTMLElement>('.group')]
      .flatMap((group) => (group.querySelector(':checked') === null ? [] : [group.dataset['group'] ?? '']))
      .join(''),
    signs: boxes.flatMap(({ checked, id }) => (checked ? [id.slice(2)] : [])),
  })
  let isLeft = false
  const follow = (): void => {
    if (isLeft) return
    keep(read())
    lead(read())
  }
  const restore = (): void => {
    const carried = takeCarried()
    boxes.forEach((box) => {
      box.checked = carried.signs.includes(box.id.slice(2))
      if (box.checked) box.closest('details')?.setAttribute('open', '')
    })
    ages.forEach((age) => {
      age.checked = age.value === carried.age
    })
    lead(read())
  }
  form.addEventListener('change', follow)
  // A reset event comes before the ticks go.
  form.addEventListener('reset', () => setTimeout(follow))
  // Also for a page that the browser kept in memory as it was left.
  addEventListener('pageshow', restore)
  // Leaving puts another page in the place of this entry, and what the entry kept goes with it.
  return () => {
    isLeft = true
    form.reset()
  }
}

/** "What now": the steps for what came along stand first, and the age is chosen in its form. */
export function carryTo(list: HTMLElement): void {
  const carried = takeCarried()
  lead(carried)
  if (carried.age === '0' && carried.groups === '') return
  const items = [...list.children].filter((item) => item instanceof HTMLElement)
  const steps = items.map((item) => ({
    item,
    ages: item.dataset['ages'] ?? '',
    groups: item.dataset['groups'] ?? '',
    isAlways: item.dataset['always'] !== undefined,
  }))
  const chosen = chooseFirst(steps, carried.age, carried.groups)
  steps.forEach(({ item }) => (item.hidden = true))
  chosen.forEach(({ item }) => (item.hidden = false))
  list.prepend(...chosen.map(({ item }) => item))
  const age = document.querySelector<HTMLInputElement>(`input[name=e][value="${carried.age}"]`)
  if (age !== null) age.checked = true
  const noticed = document.querySelector<HTMLElement>('#noticed')
  const status = noticed?.querySelector('[role=status]')
  if (!noticed || !status) return
  noticed.hidden = false
  status.textContent = status.getAttribute(`data-${carried.groups}`) ?? ''
}
