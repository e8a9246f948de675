// One thing that `apila doctor` has seen. Governed by docs/operating.md "Doctor".

/** `blocks`: no real work before `fix` is done; in the order in which it should be done. `look`: works, but somebody should look at it. */
export type Finding = { kind: 'fine' | 'look'; text: string } | { kind: 'blocks'; text: string; fix: string }

export const fine = (text: string): Finding => ({ kind: 'fine', text })
export const look = (text: string): Finding => ({ kind: 'look', text })
export const block = (text: string, fix: string): Finding => ({ kind: 'blocks', text, fix })

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : `${String(count)} ${many}`)

/** The findings as lines: first what keeps from real work, numbered; then what to look at; then what is as it should be. */
export function linesOf(findings: readonly Finding[]): string[] {
  const blocks = findings.flatMap((each) => (each.kind === 'blocks' ? [each] : []))
  const textsOf = (kind: 'look' | 'fine') => findings.filter((each) => each.kind === kind).map(({ text }) => text)
  const looks = textsOf('look')
  return [
    blocks.length === 0
      ? 'Nothing keeps from real work.'
      : `Before real work, ${plural(blocks.length, 'one thing', 'things, in this order')}:`,
    ...blocks.map(({ text, fix }, at) => `first ${String(at + 1)}. ${text} ${fix}`),
    ...looks.map((text) => `look  ${text}`),
    ...textsOf('fine').map((text) => `ok    ${text}`),
    `${String(blocks.length)} to do first, ${String(looks.length)} to look at.`,
  ]
}
