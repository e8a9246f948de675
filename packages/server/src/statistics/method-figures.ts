// The figures that the method page names, from the arithmetic of the default promise. docs/statistics.md "Budget" has the same ones,
// and a test holds them to these.
import type { Language } from '@apila/core/content/language.ts'
import { DOMAIN, TABLES } from '@apila/core/statistics/tables.ts'
import { epsilonOf, rhoFor } from '@apila/disclosure/accounting.ts'
import { attackBounds } from '@apila/disclosure/attack.ts'
import { type PlannedTable, planTables } from '@apila/disclosure/plan.ts'
import { DEFAULT_PARAMETERS } from '@apila/disclosure/release.ts'

/** Somebody met by two organisations stands on two rows, which costs the square. */
const TWO_ROWS = 4
const FIVE_YEARS = 5
/** Margins are told in tens: nobody reads more from "about". Unit: persons. */
const MARGIN_STEP = 10

export interface Budget {
  /** Zero-concentrated differential privacy of one year. */
  readonly rho: number
  /** What the promise becomes for somebody counted twice in a year, or in five years. */
  readonly epsilonTwice: number
  readonly epsilonFiveYears: number
  /** Chance that the best attack is right of two people, one of whom is counted. */
  readonly auc: number
  readonly margins: readonly PlannedTable[]
}

/** What the network's default promise with this epsilon comes to. */
export function budgetFor(epsilon: number): Budget {
  const { delta } = DEFAULT_PARAMETERS
  const rho = rhoFor(epsilon, delta)
  return {
    rho,
    epsilonTwice: epsilonOf(TWO_ROWS * rho, delta),
    epsilonFiveYears: epsilonOf(FIVE_YEARS * rho, delta),
    auc: attackBounds(rho).auc,
    margins: planTables(DOMAIN, { ...DEFAULT_PARAMETERS, epsilon }, TABLES),
  }
}

/** By the names of the places in content/statistics/method.json. */
export function methodFigures(lang: Language): Record<string, string> {
  const { epsilon } = DEFAULT_PARAMETERS
  const { auc, epsilonTwice, epsilonFiveYears, margins } = budgetFor(epsilon)
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 })
  const widest = Math.max(...margins.map(({ margin }) => margin))
  return {
    epsilon: number.format(epsilon),
    guessed: number.format(Math.round(100 * auc)),
    twice: number.format(epsilonTwice),
    fiveYears: number.format(epsilonFiveYears),
    margin: number.format(Math.round(widest / MARGIN_STEP) * MARGIN_STEP),
  }
}
