// What became of each mutant, and which survivors are known to change nothing. The list is tests/mutants/without-effect.json.

/** One change of the code and what the tests said. */
export interface Tried {
  file: string
  line: number
  /** The source line on which the change begins, without the space around it. */
  text: string
  /** `from => to`, each as one line. */
  change: string
  isKilled: boolean
  /** Killed because a test took too long. On a busy machine that says less than a red test. */
  isLate: boolean
  /** Killed because it took more memory than any test needs. */
  isTooLarge: boolean
}

/** By file: the line and the changes of it that nobody can notice, and why. */
export type WithoutEffect = Readonly<
  Record<string, readonly { line: string; changes: readonly string[]; reason: string }[]>
>

/** Shorter is no reason. Unit: characters. */
const SHORTEST_REASON = 20

/** The list from its file. Throws at an entry without changes or without a reason. */
export function readList(text: string): WithoutEffect {
  const list = JSON.parse(text) as WithoutEffect
  for (const [file, entries] of Object.entries(list))
    for (const { line, changes, reason } of entries)
      if (changes.length === 0 || reason.length < SHORTEST_REASON)
        throw new Error(`${file}: "${line}" has no changes, or no reason`)
  return list
}

export interface Score {
  killed: number
  /** Of the killed ones, those that a test noticed by not ending. */
  late: number
  /** Of the killed ones, those that were ended since they took too much memory. */
  tooLarge: number
  survived: Tried[]
  withoutEffect: number
  /** Share of killed mutants, those without effect left out. Unit: percent. */
  percent: number
  /** Entries of the list that fit no survivor any more. */
  stale: string[]
}

/** `isWhole`: every mutant was tried. Otherwise an entry that fits none of those tried may fit another. */
export function scoreOf(tried: readonly Tried[], list: WithoutEffect, isWhole = true): Score {
  const isListed = ({ file, text, change }: Tried): boolean =>
    (list[file] ?? []).some((entry) => entry.line === text && entry.changes.includes(change))
  const alive = tried.filter((one) => !one.isKilled)
  const survived = alive.filter((one) => !isListed(one))
  const killed = tried.length - alive.length
  const files = new Set(tried.map((one) => one.file))
  const stale = Object.entries(list).flatMap(([file, entries]) =>
    !files.has(file)
      ? []
      : entries.flatMap(({ line, changes }) => changes.flatMap((change) => staleness(file, line, change))),
  )
  function staleness(file: string, line: string, change: string): string[] {
    const fitting = tried.filter((one) => one.file === file && one.text === line && one.change === change)
    if (fitting.some((one) => !one.isKilled) || (fitting.length === 0 && !isWhole)) return []
    return [
      `${file}: "${line}", ${change}: ${fitting.length > 0 ? 'a test notices it now' : 'the code has no such place'}`,
    ]
  }
  const counted = killed + survived.length
  return {
    killed,
    late: tried.filter((one) => one.isLate).length,
    tooLarge: tried.filter((one) => one.isTooLarge).length,
    survived,
    withoutEffect: alive.length - survived.length,
    percent: counted === 0 ? 100 : (100 * killed) / counted,
    stale,
  }
}

/** `from => to`, each on one line and not longer than a person reads. */
export const changeOf = (from: string, to: string): string => `${inOneLine(from)} => ${inOneLine(to)}`

const LONGEST_SHOWN = 120
function inOneLine(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line
}
