// What a screen reader has of a page: the browser's own accessibility tree, and what live regions have said. Finds controls that cannot be
// told apart by ear, headings that jump, questions without a name, an order that is not the one on the screen, and a lost focus.
import assert from 'node:assert/strict'
import type { Page } from 'puppeteer-core'

interface Heard {
  role: string
  name: string
  /** Of a heading. */
  level: number
  /** Names of what it stands in, the outermost first. */
  within: readonly string[]
  /** Whether it stands in a named group, or in one that needs none. */
  isGrouped: boolean
}

const CONTROLS = new Set([
  ...['button', 'link', 'textbox', 'searchbox', 'combobox', 'listbox', 'radio', 'checkbox', 'switch', 'spinbutton'],
  ...['DisclosureTriangle', 'slider', 'menuitem', 'Date', 'InputTime', 'tab'],
])
/** These say of what the things in them are. */
const GIVES_CONTEXT = new Set([
  ...[
    'group',
    'radiogroup',
    'region',
    'navigation',
    'form',
    'dialog',
    'alertdialog',
    'list',
    'listitem',
    'complementary',
  ],
  ...['alert', 'banner', 'main', 'article'],
])

interface Node {
  nodeId: string
  ignored: boolean
  role?: { value?: string }
  name?: { value?: string }
  properties?: Array<{ name: string; value: { value?: unknown } }>
  childIds?: string[]
  parentId?: string
}

/** The page as it is read from its beginning to its end. */
export async function hear(page: Page): Promise<Heard[]> {
  const session = await page.createCDPSession()
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Node[] }
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const heard: Heard[] = []
  const walk = (node: Node, within: readonly string[], isGrouped: boolean) => {
    const role = node.role?.value ?? ''
    const name = (node.name?.value ?? '').trim()
    const level = Number(node.properties?.find((one) => one.name === 'level')?.value.value ?? 0)
    if (!node.ignored && role !== 'StaticText' && role !== 'InlineTextBox')
      heard.push({ role, name, level, within, isGrouped })
    const inner = !node.ignored && GIVES_CONTEXT.has(role) ? [...within, name] : within
    const grouped = isGrouped || ((role === 'group' || role === 'radiogroup') && name !== '')
    for (const id of node.childIds ?? []) {
      const child = byId.get(id)
      if (child) walk(child, inner, grouped)
    }
  }
  for (const node of nodes) if (node.parentId === undefined) walk(node, [], false)
  return heard
}

/** What is wrong with a page for whoever hears it; none is right. */
export function faultsOf(heard: readonly Heard[]): string[] {
  const faults: string[] = []
  const controls = heard.filter(({ role }) => CONTROLS.has(role))
  for (const { role, within } of controls.filter(({ name }) => name === ''))
    faults.push(`a ${role} without a name, in "${within.join(' > ')}"`)
  for (const { name } of controls.filter(({ role, isGrouped }) => role === 'radio' && !isGrouped))
    faults.push(`the choice "${name}" belongs to no question`)
  const said = new Map<string, number>()
  for (const { role, name, within } of controls) {
    const spoken = `${role} "${name}" in "${within.filter(Boolean).join(' > ')}"`
    said.set(spoken, (said.get(spoken) ?? 0) + 1)
  }
  for (const [spoken, times] of said) if (times > 1) faults.push(`${String(times)} times ${spoken}`)
  for (const { role } of heard.filter(({ role, name }) => /dialog$/.test(role) && name === ''))
    faults.push(`a ${role} without a name`)
  const levels = heard.filter(({ role }) => role === 'heading')
  const first = levels.filter(({ level }) => level === 1)
  // A sheet over the screen closes the screen off, its first heading too.
  const isSheet = heard.some(({ role }) => role.endsWith('dialog'))
  if (first.length !== 1 && !isSheet)
    faults.push(`${String(first.length)} first headings: ${first.map(({ name }) => name).join(', ')}`)
  let before = isSheet ? 2 : 1
  for (const { level, name } of levels) {
    if (name === '') faults.push(`a heading of level ${String(level)} without words`)
    if (level > before + 1) faults.push(`"${name}" jumps from level ${String(before)} to ${String(level)}`)
    before = level
  }
  return faults
}

/** Controls whose place in the tree is before another that stands above them. Looked at in one column, where "above" is plain. */
export const orderFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = []
    let lowest = -Infinity
    let last = ''
    for (const control of document.querySelectorAll<HTMLElement>(
      'main :is(a[href], button, input, select, textarea, summary)',
    )) {
      if (!control.checkVisibility() || control.closest('[inert]')) continue
      const fixed = [...ancestors(control)].some((one) => /sticky|fixed/.test(getComputedStyle(one).position))
      if (fixed) continue
      const box = (control.closest('label') ?? control).getBoundingClientRect()
      if (box.height === 0) continue
      // As far as a line of text: controls of one row need not end at one height.
      if (box.bottom < lowest - 44) faults.push(`"${wordsOf(control)}" is read after "${last}" and stands above it`)
      if (box.top > lowest) [lowest, last] = [box.top, wordsOf(control)]
    }
    return faults
    function* ancestors(element: HTMLElement | null) {
      for (let one = element; one; one = one.parentElement) yield one
    }
    function wordsOf(element: HTMLElement): string {
      return (element.closest('label') ?? element).textContent.trim().slice(0, 60) || element.id
    }
  })

/** Everything of one screen at once, with its name in what is said. `hasFocus`: somebody has just come here by a press. */
export async function assertSpoken(page: Page, name: string, { hasFocus = true } = {}): Promise<void> {
  if (hasFocus)
    await page
      .waitForFunction(() => document.activeElement !== document.body)
      .catch((cause: unknown) => assert.fail(`${name}: the focus is lost (${String(cause)})`))
  const faults = faultsOf(await hear(page))
  faults.push(...(await orderFaults(page)))
  assert.deepEqual(faults, [], name)
}

/** Keeps what live regions say from now on; before the first page is opened. A region that comes together with its words says nothing in
 *  most readers, unless it is an alert: only words that appear in one that stood there count. */
export async function listenToRegions(page: Page): Promise<{ said: () => Promise<string[]> }> {
  await page.evaluateOnNewDocument(() => {
    const said: string[] = []
    Object.assign(globalThis, { saidByRegions: said })
    const LIVE = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]'
    const stood = new WeakSet()
    new MutationObserver((changes) => {
      const spoken = new Set<Element>()
      for (const { target, addedNodes } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest(LIVE)
        if (region && stood.has(region)) spoken.add(region)
        for (const added of addedNodes)
          if (added instanceof Element)
            for (const alert of [added, ...added.querySelectorAll('[role=alert]')])
              if (alert.matches('[role=alert]')) spoken.add(alert)
      }
      for (const region of spoken) {
        const words = (region as HTMLElement).textContent.trim()
        if (words !== '' && said.at(-1) !== words) said.push(words)
      }
      for (const region of document.querySelectorAll(LIVE)) stood.add(region)
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
  return { said: () => page.evaluate(() => (globalThis as unknown as { saidByRegions: string[] }).saidByRegions) }
}
