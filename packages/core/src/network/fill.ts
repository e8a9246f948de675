// Puts values into the places of a sentence that are marked {like this}. A place without a value is a mistake in the content.

const PLACE = /\{([a-zA-Z]+)\}/g

/** A sentence with its places filled. Throws on a place that `values` does not have. */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACE, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new Error(`a text has a place {${name}} that nothing fills`)
    return value
  })
}

/** Names of the places of a sentence, sorted, each once. */
export function placesOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))].sort()
}
