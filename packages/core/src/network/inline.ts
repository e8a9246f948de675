// Links within a sentence, written [words](address). Nothing else is markup: every other sign is shown as it stands.

export interface Piece {
  text: string
  /** `/press` is a page of ours in the reader's language; anything else is a whole address. */
  href?: string
}

// Only these lead anywhere: a script in content stays text.
const LINK = /\[([^\]]+)\]\((\/(?!\/)[a-z0-9/#-]*|https:\/\/[^\s)]+|mailto:[^\s)]+|tel:\+?\d+)\)/g

/** The pieces of a sentence in order, none empty; what looks like a link and may lead nowhere stays text. */
export function splitLinks(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    const [whole, words = '', href = ''] = match
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) })
    pieces.push({ text: words, href })
    end = match.index + whole.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}
