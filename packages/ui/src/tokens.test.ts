// The colours against each other, light and dark: text at least 7:1 on every ground it stands on (WCAG AAA), edges and graphics at
// least 3:1. A sheet may set letters on a ground only as a pair of this list, and takes no colour but a token.
import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

/** Letters, and the grounds that they stand on. */
const TEXT: Readonly<Record<string, readonly string[]>> = {
  ink: ['ground', 'paper', 'sunk', 'tint'],
  faint: ['ground', 'paper', 'sunk', 'tint'],
  accent: ['ground', 'paper', 'tint'],
  'on-accent': ['accent', 'accent-deep'],
  'wait-ink': ['wait'],
  'time-ink': ['time'],
  'calm-ink': ['calm'],
  error: ['paper', 'error-soft', 'ground'],
  ground: ['ink'],
}
/** Edges of controls, and shapes. */
const GRAPHICS: Readonly<Record<string, readonly string[]>> = {
  edge: ['ground', 'paper'],
  accent: ['sunk', 'ground', 'paper'],
  error: ['ground', 'paper'],
}
const SHEETS = ['packages/ui/src', 'packages/app/src', 'packages/server/src/record']
/** Paper is black on white in the dark too, and behind a dialog everything is dimmed. */
const PAPER = /#(?:000|fff|b9b9b9|c8c8c8)\b|rgb\(10 20 16 \/ 55%\)/g

const root = fileURLToPath(new URL('../../../', import.meta.url))
const [light, dark] = await readTokens()

async function readTokens(): Promise<[Map<string, string>, Map<string, string>]> {
  const css = await readFile(`${root}packages/ui/src/tokens.css`, 'utf8')
  const [first = '', second = ''] = css.split('@media (prefers-color-scheme: dark)')
  const colours = (part: string): Map<string, string> =>
    new Map([...part.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', value = '']) => [name, value]))
  return [colours(first), new Map([...colours(first), ...colours(second)])]
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit) : (hex.slice(1).match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0] = digits.map((pair) => {
    const part = Number.parseInt(pair, 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** What lies below `least`, and the lowest of all. */
function measure(pairs: typeof TEXT, least: number): { low: string[]; lowest: number } {
  const all = [light, dark].flatMap((tokens, scheme) =>
    Object.entries(pairs).flatMap(([name, grounds]) =>
      grounds.map((ground) => {
        const [one, other] = [tokens.get(name), tokens.get(ground)]
        assert.ok(one !== undefined && other !== undefined, `no token ${name} or ${ground}`)
        return { what: `${name} on ${ground}, ${scheme === 0 ? 'light' : 'dark'}`, ratio: contrast(one, other) }
      }),
    ),
  )
  return {
    low: all.filter(({ ratio }) => ratio < least).map(({ what, ratio }) => `${what}: ${ratio.toFixed(2)}`),
    lowest: Math.min(...all.map(({ ratio }) => ratio)),
  }
}

/** The rules of all sheets: their declarations without what is nested. */
async function listRules(): Promise<{ file: string; body: string }[]> {
  const rules: { file: string; body: string }[] = []
  for (const folder of SHEETS)
    for (const name of (await readdir(root + folder)).filter((one) => one.endsWith('.css') && one !== 'tokens.css')) {
      const css = (await readFile(`${root}${folder}/${name}`, 'utf8')).replaceAll(/\/\*.*?\*\//gs, '')
      for (const [, body = ''] of css.matchAll(/\{([^{}]*)\}/g)) rules.push({ file: `${folder}/${name}`, body })
    }
  return rules
}

test('the measure itself: black on white is 21:1, a colour on itself 1:1, and a low pair is found', () => {
  assert.equal(contrast('#000', '#ffffff'), 21)
  assert.equal(contrast('#125546', '#125546'), 1)
  assert.equal(measure({ line: ['ground'] }, 3).low.length, 2)
})

test('text stands out at least 7:1 in light and dark', (t) => {
  const { low, lowest } = measure(TEXT, 7)
  t.diagnostic(`lowest ${lowest.toFixed(2)}:1`)
  assert.deepEqual(low, [])
})

test('edges of controls and graphics stand out at least 3:1 in light and dark', (t) => {
  const { low, lowest } = measure(GRAPHICS, 3)
  t.diagnostic(`lowest ${lowest.toFixed(2)}:1`)
  assert.deepEqual(low, [])
})

test('dark names every colour anew', () => {
  for (const [name, value] of light)
    if (!['on-accent'].includes(name)) assert.notEqual(dark.get(name), value, `${name} is the same in the dark`)
})

test('every sheet sets letters only on a ground of the list, and takes no colour but a token', async () => {
  const rules = await listRules()
  assert.ok(rules.length > 200, String(rules.length))
  const faults: string[] = []
  for (const { file, body } of rules) {
    const colour = /(?:^|[;\s])color:\s*var\(--([\w-]+)\)/.exec(body)?.[1]
    const ground = /background(?:-color)?:\s*var\(--([\w-]+)\)/.exec(body)?.[1]
    if (colour !== undefined && TEXT[colour] === undefined) faults.push(`${file}: letters of ${colour}`)
    if (colour !== undefined && ground !== undefined && TEXT[colour]?.includes(ground) !== true)
      faults.push(`${file}: ${colour} on ${ground}`)
    const own = body.replaceAll(PAPER, '').match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)\([^)]*\)/gi)
    if (own !== null) faults.push(`${file}: ${own.join(' ')} is no token`)
  }
  assert.deepEqual(faults, [])
})

test('a square code stays black on white where the device has colours of its own', async () => {
  for (const path of ['packages/server/src/cards/cards.css', 'packages/app/src/work.css']) {
    const [, rule = ''] = /^\.code \{([^}]*)\}/m.exec(await readFile(`${root}${path}`, 'utf8')) ?? []
    for (const line of ['background: #fff;', 'fill: #000;', 'forced-color-adjust: none;'])
      assert.ok(rule.includes(line), `${path}: ${line}`)
  }
})
