// Sentences as stretches of a text. A point after a digit or a short word ("klo.", "n.") ends none.

export interface Stretch {
  start: number
  end: number
  text: string
}

const END = /(?<![.!?])[.!?]+["')»”\]]*(?=\s)|\n+/gu
const NO_END =
  /(?:\d|(?<!\p{L})(?:esim|mm|mott|avd|pat|poli|ks|puh|synt|klo|n|v|s|p|ym|jne|ns|tel|kl|bl\.a|t\.ex|nr|mr|mrs|ms|dr|st|prof|os|ltd|e\.g|i\.e))\.$/iu

export function sentencesOf(text: string): Stretch[] {
  const sentences: Stretch[] = []
  let start = 0
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length
    if (!match[0].startsWith('\n') && NO_END.test(text.slice(Math.max(start, end - 8), end))) continue
    push(sentences, text, start, end)
    start = end
  }
  push(sentences, text, start, text.length)
  return sentences
}

function push(sentences: Stretch[], text: string, from: number, to: number): void {
  const part = text.slice(from, to)
  const start = from + (part.length - part.trimStart().length)
  const trimmed = part.trim()
  if (trimmed !== '') sentences.push({ start, end: start + trimmed.length, text: trimmed })
}
