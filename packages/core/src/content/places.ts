// The places of a sentence that are marked {like this}: where a value goes.

export const PLACE = /\{([a-zA-Z]+)\}/g

/** Names of the places of a sentence, sorted, each once. */
export function placesOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))].sort()
}
