// Releases as files: the signed release, JSON-stat 2.0, CSV for spreadsheets, the ledger. Shapes: docs/statistics.md "Files".
import type { Language } from '@apila/core/content/language.ts'
import type { Dataset, LedgerLine, Release } from '@apila/core/statistics/release.ts'
import { formatLine } from '@apila/disclosure/ledger.ts'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { wordsFor } from '@apila/core/statistics/codebook-words.ts'
import { listCells, wholeNumbers } from '@apila/core/statistics/shown-table.ts'
import { codebookWords, getStatisticsWords } from './statistics-content.ts'

export function findDataset(release: Release, table: string): Dataset | undefined {
  return release.tables.link.item.find((dataset) => dataset.extension.table === table)
}

/** Newest cohort first. */
export function newestFirst(releases: readonly Release[]): Release[] {
  return [...releases].sort((a, b) =>
    a.cohort === b.cohort ? b.ledger.line - a.ledger.line : b.cohort < a.cohort ? -1 : 1,
  )
}

export const oldestFirst = (releases: readonly Release[]): Release[] => newestFirst(releases).reverse()

/** The list at /data/releases: what there is, and where. */
export function releaseListJson(releases: readonly Release[]): string {
  return JSON.stringify({
    releases: newestFirst(releases).map((release) => ({
      id: release.id,
      cohort: release.cohort,
      invented: release.invented,
      codebook: release.codebook,
      persons: release.persons,
      release: `/data/releases/${release.id}.json`,
      tables: release.tables.link.item.map(({ label, extension }) => ({
        id: extension.table,
        label,
        json: `/data/releases/${release.id}/${extension.table}.json`,
        csv: `/data/releases/${release.id}/${extension.table}.csv`,
      })),
    })),
  })
}

export function releaseJson(release: Release): string {
  return JSON.stringify(release)
}

/** One table, with what a reader must know about it who has nothing else. */
export function jsonStatText(release: Release, dataset: Dataset): string {
  const { id, cohort, invented, codebook, parameters } = release
  return JSON.stringify({
    ...dataset,
    // A part may be larger than its whole: each number was drawn by itself. In JSON-stat a note is a list of texts.
    note: LANGUAGES.map((lang) => noteOf(dataset, lang)),
    extension: { ...dataset.extension, release: id, cohort, invented, codebook, parameters },
  })
}

/** Why the numbers of a table do not add up, as its page says it. */
function noteOf({ extension }: Dataset, lang: Language): string {
  const { readMentions, readTotals } = getStatisticsWords(lang)
  return extension.kind === 'mentions' ? `${readTotals} ${readMentions}` : readTotals
}

const CSV_HEADS: Record<
  Language,
  { year: string; invented: string; value: string; low: string; high: string; note: string; yes: string; no: string }
> = {
  fi: {
    year: 'vuosi',
    invented: 'keksitty',
    value: 'arvio',
    low: 'väli_alku',
    high: 'väli_loppu',
    note: 'huomautus',
    yes: 'kyllä',
    no: 'ei',
  },
  sv: {
    year: 'år',
    invented: 'påhittad',
    value: 'uppskattning',
    low: 'intervall_början',
    high: 'intervall_slut',
    note: 'anmärkning',
    yes: 'ja',
    no: 'nej',
  },
  en: {
    year: 'year',
    invented: 'invented',
    value: 'estimate',
    low: 'range_low',
    high: 'range_high',
    note: 'note',
    yes: 'yes',
    no: 'no',
  },
}

/**
 * CSV that a spreadsheet opens by itself: byte order mark, semicolons, CRLF, whole numbers (so that no decimal sign can be misread).
 * Each row says its year, whether it is invented and why rows do not add up, because rows get copied without their heads.
 */
export function csvText(release: Release, dataset: Dataset, lang: Language): string {
  const heads = CSV_HEADS[lang]
  const dimensions = dataset.id.filter((code) => code !== 'PER')
  const first = [
    heads.year,
    heads.invented,
    ...dimensions.flatMap((code) => [code, wordsFor(codebookWords, dataset, lang, code)]),
    heads.value,
    heads.low,
    heads.high,
    heads.note,
  ]
  const note = noteOf(dataset, lang)
  const rows = listCells(dataset).map((cell) => {
    const { value, low, high } = wholeNumbers(cell)
    const names = dimensions.flatMap((dimension) => {
      const code = cell.codes[dataset.id.indexOf(dimension)] ?? ''
      return [code, wordsFor(codebookWords, dataset, lang, dimension, code)]
    })
    return [release.cohort, release.invented ? heads.yes : heads.no, ...names, value, low, high, note]
  })
  return `\uFEFF${[first, ...rows].map((row) => `${row.map(csvCell).join(';')}\r\n`).join('')}`
}

/** Quotes where needed. A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP "CSV injection"). */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function ledgerText(lines: readonly LedgerLine[]): string {
  return lines.map((line) => `${formatLine(line)}\n`).join('')
}
