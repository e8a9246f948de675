// The method page and docs/statistics.md name the same figures, and both are those of the arithmetic.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { placesOf } from '@apila/core/content/places.ts'
import { DEFAULT_PARAMETERS } from '@apila/disclosure/release.ts'
import { budgetFor, methodFigures } from './method-figures.ts'
import { getMethodWords } from './statistics-content.ts'

const document = readFileSync('docs/statistics.md', 'utf8')

test('the table of the document "Budget" is what the arithmetic gives', () => {
  for (const epsilon of [1, 2, 4]) {
    const { auc, margins } = budgetFor(epsilon)
    const about = (wanted: (id: string) => boolean): string => {
      const chosen = margins.filter(({ id }) => wanted(id)).map(({ margin }) => Math.round(margin))
      const [least, most] = [Math.min(...chosen), Math.max(...chosen)]
      return least === most ? `±${String(least)}` : `±${String(least)} to ±${String(most)}`
    }
    const crossed = (id: string) => id.startsWith('form-')
    const cells = [
      String(epsilon),
      about((id) => id === ''),
      about(crossed),
      about((id) => id !== '' && !crossed(id)),
      auc.toFixed(2),
    ]
    const row = document
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.replaceAll('*', '').trim()))
      .find(([, first]) => first === String(epsilon))
    assert.deepEqual(row?.slice(1, -1), cells)
  }
})

test('what the document says of being counted twice is what the method page says', () => {
  const { epsilon, delta } = DEFAULT_PARAMETERS
  const { rho } = budgetFor(epsilon)
  const { twice = '', fiveYears = '' } = methodFigures('en')
  for (const words of [
    `epsilon ${String(epsilon)}, delta ${delta.toExponential().replace('.0', '')}`,
    `That is rho ${rho.toFixed(4)} for a cohort`,
    `epsilon ${String(epsilon)} becomes ${twice} for that person`,
    `five times rho, epsilon ${fiveYears}`,
  ])
    assert.ok(document.includes(words), words)
})

test('each figure has its place on the method page, in numbers as the language writes them', () => {
  const content = readFileSync('content/statistics/method.json', 'utf8')
  assert.deepEqual(placesOf(content), Object.keys(methodFigures('fi')).sort())
  for (const lang of LANGUAGES) {
    const page = JSON.stringify(getMethodWords(lang))
    for (const figure of Object.values(methodFigures(lang))) assert.ok(page.includes(` ${figure}`), `${lang} ${figure}`)
  }
  assert.equal(methodFigures('fi')['twice'], '4,3')
})
