// report.html: the tables for people with each interval drawn, in one file that needs nothing else. Governed by docs/statistics.md "Files".
import type { CodebookFile } from '@apila/core/statistics/codebook-file.ts'
import type { Dataset } from '@apila/disclosure/json-stat.ts'

export interface ReportInput {
  readonly codebook: CodebookFile
  readonly datasets: readonly Dataset[]
  readonly persons: { readonly value: number; readonly low: number; readonly high: number }
  readonly epsilon: number
  readonly delta: number
  readonly rho: number
  readonly spent: number
  readonly cap: number
  readonly attack: { readonly auc: number; readonly aucHigh: number; readonly bound: { readonly auc: number } }
}

/** Rows of numbers drawn at most; a browser shows that many without effort. The rest stand in tables.json, and the page says so. */
const MOST_ROWS = 4000

const STYLE = `
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fff; --line: #b9b9b9; --bar: #2f7a92; --whisker: #1c1c1c }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f0f0; --paper: #16191b; --line: #555; --bar: #6cb6cc; --whisker: #f0f0f0 } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 0 auto; padding: 1rem }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0 }
caption { text-align: start; font-weight: 600; padding-block: .5rem }
th, td { text-align: start; padding: .25rem .5rem; border-block-end: 1px solid var(--line); font-weight: 400; overflow-wrap: anywhere }
thead th { font-weight: 600 }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap }
td.drawn { width: 40% }
svg { display: block; width: 100%; height: 1rem }
.bar { fill: var(--bar) } .whisker { stroke: var(--whisker); stroke-width: 2; vector-effect: non-scaling-stroke }
@media (max-width: 30rem) { td.drawn, th.drawn { display: none } }
`

export function reportHtml(input: ReportInput): string {
  const shown = shownTables(input.datasets)
  const left = input.datasets.length - shown.length
  const { persons } = input
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Release of counts</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Release of counts</h1>
<p>Codebook ${escape(input.codebook.codebook)}. Counted: about ${count(persons.value)} rows, between ${count(persons.low)} and ${count(persons.high)}.</p>
<h2>How to read the numbers</h2>
<p>Chance was added to every number, so that no one can tell whether a certain person is counted. Therefore each number is an estimate. The range beside it holds the true count in 95 cases out of 100. In a page of a hundred numbers about five ranges miss.</p>
<p>Numbers of one table add up to about the same total. Rows of two tables can differ a little. Do not rank two categories whose ranges overlap.</p>
<h2>What is protected, and how much</h2>
<p>The promise holds for one row: epsilon ${plain(input.epsilon)}, delta ${plain(input.delta)} (zCDP rho ${plain(input.rho)}). All releases of this ledger together have spent ${plain(input.spent)} of ${plain(input.cap)}. A person who stands on several rows, or in files of several organisations, is protected less.</p>
<p>Even the best attack tells a person in this release from one who is not in at most ${percent(input.attack.bound.auc)} of pairs; guessing gives 50 %. An attack that was tried on made-up rows reached ${percent(input.attack.auc)}, at most ${percent(input.attack.aucHigh)}.</p>
<h2>Tables</h2>
${left > 0 ? `<p>Tables on this page: ${String(shown.length)}. Larger ones, in tables.json beside it: ${String(left)}.</p>` : ''}
${shown.map((table) => tableHtml(input.codebook, table)).join('\n')}
</main>
</body>
</html>
`
}

function shownTables(datasets: readonly Dataset[]): Dataset[] {
  let rows = 0
  return [...datasets]
    .sort((a, b) => a.id.length - b.id.length)
    .filter((table) => {
      rows += table.value.length
      return rows <= MOST_ROWS
    })
}

function tableHtml(codebook: CodebookFile, table: Dataset): string {
  const categories = table.id.map((code) => table.dimension[code]?.category)
  const largest = Math.max(1, ...table.extension.high)
  const rows = table.value.map((value, cell) => {
    let rest = cell
    const names: string[] = []
    for (let axis = table.id.length - 1; axis >= 0; axis--) {
      const size = table.size[axis] ?? 1
      const code = categories[axis]?.index[rest % size] ?? ''
      names.unshift(labelOf(codebook, table.id[axis] ?? '', code))
      rest = Math.floor(rest / size)
    }
    const low = table.extension.low[cell] ?? 0
    const high = table.extension.high[cell] ?? 0
    const heads = names.map((name) => `<th scope="row">${escape(name)}</th>`).join('')
    return `<tr>${heads}<td class="number">${count(value)}</td><td class="number">${count(low)}–${count(high)}</td><td class="drawn">${drawn(value, low, high, largest)}</td></tr>`
  })
  const heads = table.id.map((code) => `<th scope="col">${escape(labelOf(codebook, code, code))}</th>`).join('')
  return `<table>
<caption>${escape(table.id.map((code) => labelOf(codebook, code, code)).join(', by '))}</caption>
<thead><tr>${heads}<th scope="col" class="number">Number</th><th scope="col" class="number">95 % range</th><th scope="col" class="drawn">Drawn</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`
}

/** Bar and whisker. The same numbers stand beside it as text, so it is hidden from screen readers. */
function drawn(value: number, low: number, high: number, largest: number): string {
  const at = (number: number): string => ((100 * number) / largest).toFixed(2)
  return `<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" x="0" y="2" width="${at(value)}" height="6"/><path class="whisker" d="M${at(low)} 5H${at(high)}M${at(low)} 1V9M${at(high)} 1V9"/></svg>`
}

/** The English words of a code where the codebook file has them, otherwise the code. */
function labelOf(codebook: CodebookFile, attribute: string, code: string): string {
  if (code === 'yes' || code === 'no') return code
  const owner = codebook.attributes.find(
    (candidate) => candidate.code === attribute || candidate.values.includes(attribute),
  )
  const label = owner?.labels?.[code]
  if (typeof label === 'string') return label
  if (typeof label === 'object' && label !== null && 'en' in label && typeof label.en === 'string') return label.en
  return code
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-GB')
}

function plain(value: number): string {
  return String(Number(value.toPrecision(4)))
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`)
}
