// The flags of `apila-tools release run`, read and checked. A wrong flag is wrong use (exit code 2).
import { DEFAULT_WEIGHTS } from '@apila/disclosure/allocation.ts'
import { parseArgs } from 'node:util'
import { Failure } from '../failure.ts'

export interface ReleaseOptions {
  readonly rows: string
  readonly codebook: string
  readonly epsilon: number
  readonly delta: number
  readonly maxWay: number
  readonly weights: readonly number[]
  readonly ledger: string
  readonly out: string
  /** Undefined: the ledger's own cap, or the default for a first line. */
  readonly cap: number | undefined
  readonly cohort: string | null
}

export const RELEASE_HELP = `apila-tools release run --rows rows.csv --codebook codebook.json --epsilon E --delta D --max-way K
                        --ledger ledger.jsonl --out DIR [--weights W1,W2,...] [--cap RHO] [--cohort NAME]

  --rows      one column for each attribute of the codebook, separated by commas, UTF-8; codes of a multi attribute by spaces
  --codebook  attributes, values, and the tables wanted (none listed: all of up to K attributes)
  --epsilon, --delta  the promise for one row
  --max-way   most attributes in one table
  --weights   importance of each table of 1, 2, ... attributes (default 50,10,3,1)
  --ledger    account of all releases; begun when there is none, refused when the cap would be passed
  --cap       most that the ledger may ever spend, zCDP rho (default: the ledger's own, 2 for the first)
  --cohort    name of what the rows cover; a ledger measures each name once
  --out       folder to write: tables.json, residuals.json, audit.json, report.html
`

const FLAGS = {
  rows: { type: 'string' },
  codebook: { type: 'string' },
  epsilon: { type: 'string' },
  delta: { type: 'string' },
  'max-way': { type: 'string' },
  weights: { type: 'string' },
  ledger: { type: 'string' },
  out: { type: 'string' },
  cap: { type: 'string' },
  cohort: { type: 'string' },
} as const

export function readReleaseOptions(args: readonly string[]): ReleaseOptions {
  const values = parse(args)
  const text = (flag: keyof typeof FLAGS): string => {
    const value = values[flag]
    if (value === undefined || value === '')
      throw new Failure(`--${flag} is missing. apila-tools --help lists the flags.`, 2)
    return value
  }
  const delta = positive('delta', text('delta'))
  if (delta >= 1) throw new Failure('--delta must lie between 0 and 1, for example 0.000001.', 2)
  const maxWay = positive('max-way', text('max-way'))
  if (!Number.isInteger(maxWay) || maxWay > 10) throw new Failure('--max-way must be a whole number from 1 to 10.', 2)
  return {
    rows: text('rows'),
    codebook: text('codebook'),
    epsilon: positive('epsilon', text('epsilon')),
    delta,
    maxWay,
    weights: values.weights?.split(',').map((weight) => positive('weights', weight)) ?? DEFAULT_WEIGHTS,
    ledger: text('ledger'),
    out: text('out'),
    cap: values.cap === undefined ? undefined : positive('cap', values.cap),
    cohort: values.cohort ?? null,
  }
}

function parse(args: readonly string[]): { [flag in keyof typeof FLAGS]?: string | undefined } {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true }).values
  } catch (error) {
    throw new Failure(
      `${error instanceof Error ? (error.message.split('. ')[0] ?? '') : 'The flags are wrong'}. apila-tools --help lists the flags.`,
      2,
    )
  }
}

function positive(flag: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new Failure(`--${flag} must be a number above 0.`, 2)
  }
  return value
}
