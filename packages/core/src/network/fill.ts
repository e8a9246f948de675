// Puts values into the places of a sentence that are marked {like this}. A place without a value is a mistake in the content.
import { PLACE } from '../content/places.ts'

/** A sentence with its places filled. Throws on a place that `values` does not have. */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACE, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new Error(`a text has a place {${name}} that nothing fills`)
    return value
  })
}
