// The cells of a published table one by one, with words in a language: for pages and for CSV.
import type { Language } from '@apila/core/content/language.ts'
import type { Dataset } from '@apila/core/statistics/release.ts'
import { codebookWords } from './statistics-content.ts'

export interface PublishedCell {
  /** Category codes, one per dimension. */
  readonly codes: readonly string[]
  readonly value: number
  readonly low: number
  readonly high: number
}

export function listCells(dataset: Dataset): PublishedCell[] {
  return dataset.value.map((value, cell) => {
    let rest = cell
    const codes: string[] = []
    for (let axis = dataset.id.length - 1; axis >= 0; axis--) {
      const size = dataset.size[axis] ?? 1
      codes.unshift(dataset.dimension[dataset.id[axis] ?? '']?.category.index[rest % size] ?? '')
      rest = Math.floor(rest / size)
    }
    return { codes, value, low: dataset.extension.low[cell] ?? 0, high: dataset.extension.high[cell] ?? 0 }
  })
}

/** Words for a category, or for the dimension itself without one. A release of an older codebook keeps its own English words. */
export function wordsFor(dataset: Dataset, lang: Language, dimension: string, category?: string): string {
  const own = dataset.dimension[dimension]
  if (category === undefined) return codebookWords.find(dimension)?.[lang] ?? own?.label ?? dimension
  return codebookWords.find(category)?.[lang] ?? own?.category.label[category] ?? category
}

/** A whole number as people read it. Ranges are widened to whole numbers, so that nothing is cut off. */
export function wholeNumbers({
  value,
  low,
  high,
}: {
  readonly value: number
  readonly low: number
  readonly high: number
}) {
  return { value: String(Math.round(value)), low: String(Math.floor(low)), high: String(Math.ceil(high)) }
}
