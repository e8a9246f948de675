// The closed, public world that rows are counted in: attributes with all their values, and the tables declared beforehand.
// Governed by docs/statistics.md. Nothing here may depend on the data: a domain read from data would itself tell.

/** One attribute with every value that it can take, in publication order. */
export interface Attribute {
  readonly code: string
  readonly values: readonly string[]
}

/** Attributes and pre-declared tables. A table is a list of attribute codes; each is measured with all its margins. */
export interface Domain {
  /** Version of the codebook, for example `1.0.0`. */
  readonly codebook: string
  readonly attributes: readonly Attribute[]
  readonly tables: readonly (readonly string[])[]
}

/** A set of attributes, as ascending positions in `domain.attributes`. */
export type AttributeSet = readonly number[]

/** Value positions, one per attribute of the domain. */
export type Row = readonly number[]

export function keyOf(set: AttributeSet): string {
  return set.join(',')
}

export function sizeOf(domain: Domain, attribute: number): number {
  const found = domain.attributes[attribute]
  if (found === undefined) throw new RangeError(`no attribute at position ${String(attribute)}`)
  return found.values.length
}

export function sizesOf(domain: Domain, set: AttributeSet): number[] {
  return set.map((attribute) => sizeOf(domain, attribute))
}

export function codesOf(domain: Domain, set: AttributeSet): string[] {
  return set.map((attribute) => domain.attributes[attribute]?.code ?? '')
}

/** Ascending positions of the attributes named; throws on an unknown or repeated code. */
export function setOf(domain: Domain, codes: readonly string[]): number[] {
  const set = codes.map((code) => {
    const position = domain.attributes.findIndex((attribute) => attribute.code === code)
    if (position < 0) throw new RangeError(`the codebook has no attribute ${code}`)
    return position
  })
  if (new Set(set).size !== set.length) throw new RangeError(`a table names an attribute twice: ${codes.join(', ')}`)
  return set.sort((a, b) => a - b)
}

/** The declared tables as attribute sets, in declared order, each once. */
export function tableSets(domain: Domain): AttributeSet[] {
  const position = new Map(domain.attributes.map((attribute, index) => [attribute.code, index]))
  const sets = new Map<string, AttributeSet>()
  for (const table of domain.tables) {
    const set = table.map((code) => {
      const found = position.get(code)
      if (found === undefined) throw new RangeError(`the codebook has no attribute ${code}`)
      return found
    })
    set.sort((a, b) => a - b)
    if (new Set(set).size !== set.length) throw new RangeError(`a table names an attribute twice: ${table.join(', ')}`)
    sets.set(keyOf(set), set)
  }
  return [...sets.values()]
}

/** Every subset of a set, the empty one first. */
export function subsetsOf(set: AttributeSet): AttributeSet[] {
  let subsets: AttributeSet[] = [[]]
  for (const attribute of set) subsets = [...subsets, ...subsets.map((subset) => [...subset, attribute])]
  return subsets
}

/** All subsets of the declared tables: what is measured. Ordered by number of attributes, then by position. */
export function closureOf(sets: readonly AttributeSet[]): AttributeSet[] {
  const found = new Map<string, AttributeSet>([['', []]])
  for (const set of sets) for (const subset of subsetsOf(set)) found.set(keyOf(subset), subset)
  return [...found.values()].sort(bySizeThenPosition)
}

function bySizeThenPosition(a: AttributeSet, b: AttributeSet): number {
  if (a.length !== b.length) return a.length - b.length
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** The declared tables that lie in no other: their counts give all the rest by addition. */
export function maximalSets(sets: readonly AttributeSet[]): AttributeSet[] {
  const proper = new Set<string>()
  for (const set of sets) {
    for (const subset of subsetsOf(set)) if (subset.length < set.length) proper.add(keyOf(subset))
  }
  return sets.filter((set) => !proper.has(keyOf(set)))
}
