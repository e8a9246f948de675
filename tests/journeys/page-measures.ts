// What axe does not measure on a page: size of text and of targets, sideways scroll, contrast of graphics, focus under a bar.
// Sizes: text at least 12 CSS pixels, targets at least 44; graphics at least 3:1 (WCAG 1.4.11). The functions run inside the page.
import type { Page } from 'puppeteer-core'

/** Opens everything that is folded, so that it is looked at too. */
export const unfoldAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })

/** Text below 12 px, and targets below 44 px that do not stand inside a sentence (WCAG 2.5.8 lets those be). */
export const measureSizes = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const problems = new Set<string>()
    const describe = (element: Element): string =>
      `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "${(element.textContent || element.getAttribute('name') || '').trim().slice(0, 40)}"`
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      if (parent === null || !/\S/.test(node.nodeValue ?? '') || !parent.checkVisibility()) continue
      const scale = parent instanceof SVGGraphicsElement ? (parent.getScreenCTM()?.a ?? 1) : 1
      const size = Number.parseFloat(getComputedStyle(parent).fontSize) * scale
      if (size < 12) problems.add(`text of ${size.toFixed(1)} px: ${describe(parent)}`)
    }
    const standsInSentence = (link: Element): boolean => {
      if (getComputedStyle(link).display !== 'inline') return false
      let block = link.parentElement
      while (block !== null && getComputedStyle(block).display === 'inline') block = block.parentElement
      if (block === null) return false
      const copy = block.cloneNode(true) as Element
      for (const other of copy.querySelectorAll('a, button')) other.remove()
      return /\p{L}{2}/u.test(copy.textContent)
    }
    const targets = document.querySelectorAll<HTMLElement>('a[href], button, summary, input, select, textarea')
    for (const target of targets) {
      if (!target.checkVisibility({ visibilityProperty: true }) || standsInSentence(target)) continue
      // A row or a card whose link covers all of it is one target.
      const cover = getComputedStyle(target, '::after')
      const covered = cover.position === 'absolute' && cover.content !== 'none' ? target.offsetParent : null
      const ticked = target instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(target.type)
      const hit = ticked ? (target.labels?.[0] ?? target) : target
      const { width, height } = (covered ?? hit).getBoundingClientRect()
      // Half a pixel of rounding at a fractional position.
      if (width < 43.5 || height < 43.5)
        problems.add(`target of ${width.toFixed(0)} x ${height.toFixed(0)} px: ${describe(hit)}`)
    }
    return [...problems]
  })

/** By how much the page scrolls sideways, and what sticks out. */
export const measureSideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    const out = [...document.body.querySelectorAll('*')].filter(
      (one) => one.getBoundingClientRect().right > root.clientWidth + 0.5,
    )
    const names = out
      .slice(-3)
      .map((one) => `<${one.tagName.toLowerCase()} class="${one.getAttribute('class') ?? ''}">`)
    return [`scrolls sideways by ${String(root.scrollWidth - root.clientWidth)} px: ${names.join(' ')}`]
  })

/** Share of the window that bars take which stay in sight while the page is scrolled. Unit: 0 to 1. */
export const measureStuck = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const bars = [...document.body.querySelectorAll('*')].filter((one) => {
      const { position, insetBlockStart, insetBlockEnd } = getComputedStyle(one)
      const sticks =
        position === 'fixed' || (position === 'sticky' && `${insetBlockStart}${insetBlockEnd}` !== 'autoauto')
      // A dialog asks for all attention and goes again.
      if (one.closest('dialog') !== null) return false
      // A column beside the text scrolls away from nothing.
      return (
        sticks && one.checkVisibility() && one.getBoundingClientRect().width > document.documentElement.clientWidth / 2
      )
    })
    const height = bars.reduce((sum, one) => sum + one.getBoundingClientRect().height, 0)
    return Math.min(1, height / innerHeight)
  })

/** Shapes of drawings and edges of fields against what lies behind them. */
export const measureGraphics = (page: Page): Promise<{ measured: number; problems: string[] }> =>
  page.evaluate(() => {
    type Colour = [number, number, number, number]
    const read = (css: string): Colour => {
      const parts = /^rgba?\(([^)]+)\)$/
        .exec(css)?.[1]
        ?.split(/[\s,/]+/)
        .map(Number)
      if (parts === undefined) throw new Error(`a colour that this test cannot read: ${css}`)
      const [red = 0, green = 0, blue = 0, alpha = 1] = parts
      return [red, green, blue, alpha]
    }
    const over = (top: Colour, below: Colour): Colour => {
      const mix = (index: 0 | 1 | 2): number => top[index] * top[3] + below[index] * (1 - top[3])
      return [mix(0), mix(1), mix(2), 1]
    }
    const behind = (element: Element | null): Colour => {
      if (element === null) return [255, 255, 255, 1]
      const colour = read(getComputedStyle(element).backgroundColor)
      return colour[3] === 1 ? colour : over(colour, behind(element.parentElement))
    }
    const light = ([red, green, blue]: Colour): number => {
      const line = (part: number): number =>
        part <= 10.31475 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
      return 0.2126 * line(red) + 0.7152 * line(green) + 0.0722 * line(blue)
    }
    const contrast = (one: Colour, other: Colour): number => {
      const [low, high] = [light(one), light(other)].sort((a, b) => a - b) as [number, number]
      return (high + 0.05) / (low + 0.05)
    }
    const problems = new Set<string>()
    let measured = 0
    const check = (what: string, colour: Colour, below: Colour): void => {
      measured += 1
      const ratio = contrast(over(colour, below), below)
      if (ratio < 3) problems.add(`${what} at ${ratio.toFixed(2)}:1`)
    }
    for (const shape of document.querySelectorAll('main svg :is(rect, path, line, circle, polyline, polygon)')) {
      const style = getComputedStyle(shape)
      const paint = (what: 'fill' | 'stroke'): void => {
        // A soft ground inside an edge that stands out needs no contrast of its own.
        if (style[what] === 'none' || (what === 'fill' && style.stroke !== 'none')) return
        const [red, green, blue, alpha] = read(style[what])
        const opacity = Number(style[`${what}Opacity`]) * Number(style.opacity)
        check(`${what} of <${shape.tagName}>`, [red, green, blue, alpha * opacity], behind(shape.closest('svg')))
      }
      paint('fill')
      paint('stroke')
    }
    for (const field of document.querySelectorAll(
      'main :is(select, textarea, input:not([type=radio], [type=checkbox]))',
    ))
      if (field.checkVisibility())
        check(
          `edge of <${field.tagName.toLowerCase()}>`,
          read(getComputedStyle(field).borderBlockStartColor),
          behind(field.parentElement),
        )
    return { measured, problems: [...problems] }
  })

/** Goes through the page by Tab. Each stop must be seen: drawn with an outline, inside the window, under no bar that stays. */
export async function walkByKeyboard(page: Page, most: number): Promise<{ stops: number; problems: string[] }> {
  const problems: string[] = []
  let stops = 0
  await page.evaluate(() => {
    window.scrollTo(0, 0)
  })
  while (stops < most) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate((number) => {
      const stop = document.activeElement
      if (stop === null || stop === document.body || stop.hasAttribute('data-stop')) return null
      stop.setAttribute('data-stop', String(number))
      const box = stop.getBoundingClientRect()
      const wrong: string[] = []
      if (getComputedStyle(stop).outlineStyle === 'none') wrong.push('has no outline')
      if (box.bottom <= 0 || box.top >= innerHeight) wrong.push('is outside the window')
      for (const bar of document.body.querySelectorAll('*')) {
        if (!/^(?:sticky|fixed)$/.test(getComputedStyle(bar).position) || bar.contains(stop)) continue
        const { top, bottom, left, right } = bar.getBoundingClientRect()
        const [from, to] = [Math.max(top, box.top), Math.min(bottom, box.bottom)]
        const [start, end] = [Math.max(left, box.left), Math.min(right, box.right)]
        if (to - from <= 1 || end <= start) continue
        // What lies above the bar, as the link that skips to the content does, is not covered by it.
        if (bar.contains(document.elementFromPoint((start + end) / 2, (from + to) / 2)))
          wrong.push(`is covered over ${(to - from).toFixed(0)} of ${box.height.toFixed(0)} px by .${bar.className}`)
      }
      return wrong.map((one) => `<${stop.tagName.toLowerCase()}> "${stop.textContent.trim().slice(0, 40)}" ${one}`)
    }, stops)
    if (seen === null) break
    stops += 1
    problems.push(...seen)
  }
  return { stops, problems }
}
