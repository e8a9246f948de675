// JSON-stat 2.0: the form in which tables are published, with the interval of each number beside it. Shape: docs/statistics.md "Files".

export interface Category {
  readonly index: readonly string[]
  readonly label: Readonly<Record<string, string>>
}

/** One table. `extension.low` and `extension.high` stand beside `value`, cell for cell. */
export interface Dataset {
  readonly version: '2.0'
  readonly class: 'dataset'
  readonly label: string
  readonly id: readonly string[]
  readonly size: readonly number[]
  readonly role?: { readonly time: readonly string[] }
  readonly dimension: Readonly<Record<string, { readonly label: string; readonly category: Category }>>
  readonly value: readonly number[]
  readonly extension: {
    readonly low: readonly number[]
    readonly high: readonly number[]
    /** Name of a pre-declared table. */
    readonly table?: string
    readonly kind?: 'crossed' | 'mentions'
    readonly titles?: { readonly fi: string; readonly sv: string; readonly en: string }
  }
}

export interface Collection {
  readonly version: '2.0'
  readonly class: 'collection'
  readonly label: string
  readonly link: { readonly item: readonly Dataset[] }
}

/** Numbers of a table with their intervals, row-major. */
export interface Numbers {
  readonly values: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

export interface DatasetDimension {
  readonly code: string
  readonly label: string
  readonly categories: readonly { readonly code: string; readonly label: string }[]
}

/** Puts numbers and dimensions together; throws when they do not fit. */
export function dataset(
  label: string,
  dimensions: readonly DatasetDimension[],
  numbers: Numbers,
  extension: Omit<Dataset['extension'], 'low' | 'high'> = {},
  time?: string,
): Dataset {
  const size = dimensions.map((dimension) => dimension.categories.length)
  const cells = size.reduce((total, categories) => total * categories, 1)
  if (numbers.values.length !== cells)
    throw new RangeError(`${label}: ${String(numbers.values.length)} values for ${String(cells)} cells`)
  return {
    version: '2.0',
    class: 'dataset',
    label,
    id: dimensions.map((dimension) => dimension.code),
    size,
    ...(time === undefined ? {} : { role: { time: [time] } }),
    dimension: Object.fromEntries(
      dimensions.map(({ code, label: name, categories }) => [
        code,
        {
          label: name,
          category: {
            index: categories.map((category) => category.code),
            label: Object.fromEntries(categories.map((category) => [category.code, category.label])),
          },
        },
      ]),
    ),
    value: numbers.values,
    extension: { ...extension, low: numbers.low, high: numbers.high },
  }
}

export function collection(label: string, item: readonly Dataset[]): Collection {
  return { version: '2.0', class: 'collection', label, link: { item } }
}
