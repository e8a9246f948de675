// One spelling for what people paste: digits of any script become 0-9, every dash "-", every space " ", invisible marks go.
// Each place in the folded text knows where it came from, so that findings can be marked in the text as it was written.

export interface FoldedText {
  text: string
  /** For each place of `text`, where its letter began in the source. Unit: UTF-16 code units. */
  starts: readonly number[]
  /** ... and where it ended. */
  ends: readonly number[]
}

const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu
/** Marks of presentation, and what is drawn around a sign, are no part of it: a keycap is its digit. */
const INVISIBLE = /^[\p{Cf}\p{Cc}\p{Me}\ufe00-\ufe0f]$/u
/** Rows of drawn digits that Unicode ties to no plain one; each begins with its one. */
const DRAWN_ONES = [0x24f5, 0x2776, 0x2780, 0x278a]
const DRAWN_ZEROS = '⓿🄋🄌'

export function foldText(source: string): FoldedText {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (const match of source.matchAll(CLUSTER)) {
    const cluster = match[0]
    const folded = isPlain(cluster) ? cluster : foldCluster(cluster)
    parts.push(folded)
    for (let i = 0; i < folded.length; i += 1) {
      starts.push(match.index)
      ends.push(match.index + cluster.length)
    }
  }
  return { text: parts.join(''), starts, ends }
}

const isPlain = (cluster: string): boolean => cluster.length === 1 && cluster >= ' ' && cluster < '\x7f'

function foldCluster(cluster: string): string {
  if (cluster === '\n' || cluster === '\u2028' || cluster === '\u2029') return '\n'
  if (cluster === '\t' || cluster === '\r') return ' '
  const [base = '', ...marks] = cluster
  if (INVISIBLE.test(base)) return ''
  if (/\p{Zs}/u.test(base)) return ' '
  if (/[\p{Pd}\u2212\u2043]/u.test(base)) return '-'
  if (/[\u2018\u2019\u02bc\u00b4`]/u.test(base)) return "'"
  const composed = (base + marks.filter((mark) => !INVISIBLE.test(mark)).join('')).normalize('NFKC')
  const code = base.codePointAt(0) ?? 0
  const row = DRAWN_ONES.find((one) => code >= one && code < one + 9)
  if (row !== undefined) return String(code - row + 1)
  return DRAWN_ZEROS.includes(base) ? '0' : composed.replaceAll(/\p{Nd}/gu, asciiDigit)
}

// Decimal digits stand in runs of ten that begin at ...0 or at ...6 of a row of sixteen; a row that holds a digit at its ...0 is of the first kind.
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  const column = code & 15
  const startsRow = /\p{Nd}/u.test(String.fromCodePoint(code - column))
  return String(startsRow ? column : column - 6)
}
