// Row-major tables of numbers: margins, projection to the pure interaction, and spreading a component over a larger table.
// Governed by docs/statistics.md "Mechanism".

export function product(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total * size, 1)
}

/** Sums a table over the axes not kept. `keep` holds axis positions in ascending order. */
export function marginalise(
  values: ArrayLike<number>,
  sizes: readonly number[],
  keep: readonly number[],
): Float64Array {
  const strides = stridesInto(sizes, keep)
  const result = new Float64Array(product(keep.map((axis) => sizes[axis] ?? 1)))
  forEachCell(sizes, strides, (cell, target) => {
    result[target] = (result[target] ?? 0) + (values[cell] ?? 0)
  })
  return result
}

/** For each axis of a table: how far the position in the smaller table moves; 0 for an axis that is summed away. */
export function stridesInto(sizes: readonly number[], keep: readonly number[]): number[] {
  const strides = sizes.map(() => 0)
  let stride = 1
  for (let i = keep.length - 1; i >= 0; i--) {
    const axis = keep[i] ?? 0
    strides[axis] = stride
    stride *= sizes[axis] ?? 1
  }
  return strides
}

/** Visits every cell of a table with its position there and in a smaller table. */
export function forEachCell(
  sizes: readonly number[],
  strides: readonly number[],
  visit: (cell: number, target: number) => void,
): void {
  const at = sizes.map(() => 0)
  const total = product(sizes)
  let target = 0
  for (let cell = 0; cell < total; cell++) {
    visit(cell, target)
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const next = (at[axis] ?? 0) + 1
      const stride = strides[axis] ?? 0
      if (next < (sizes[axis] ?? 1)) {
        at[axis] = next
        target += stride
        break
      }
      at[axis] = 0
      target -= stride * (next - 1)
    }
  }
}

/**
 * Applies v -> m v - sum(v) along every axis: the pure interaction, times the number of cells.
 * Whole numbers stay whole numbers; throws when one leaves the range in which doubles are exact.
 */
export function scaledInteraction(values: ArrayLike<number>, sizes: readonly number[]): Float64Array {
  const result = Float64Array.from(values)
  eachLine(sizes, (start, stride, size) => {
    const sum = lineSum(result, start, stride, size)
    for (let i = 0, cell = start; i < size; i++, cell += stride) result[cell] = size * (result[cell] ?? 0) - sum
  })
  if (!result.every((value) => Number.isSafeInteger(value))) throw new RangeError('a count is too large to be exact')
  return result
}

/** Projects to the pure interaction: takes the mean away along every axis. In place. */
export function project(values: Float64Array, sizes: readonly number[]): Float64Array {
  eachLine(sizes, (start, stride, size) => {
    const mean = lineSum(values, start, stride, size) / size
    for (let i = 0, cell = start; i < size; i++, cell += stride) values[cell] = (values[cell] ?? 0) - mean
  })
  return values
}

function lineSum(values: Float64Array, start: number, stride: number, size: number): number {
  let sum = 0
  for (let i = 0, cell = start; i < size; i++, cell += stride) sum += values[cell] ?? 0
  return sum
}

function eachLine(sizes: readonly number[], visit: (start: number, stride: number, size: number) => void): void {
  const total = product(sizes)
  let stride = total
  for (const size of sizes) {
    const block = stride
    stride /= size
    for (let outer = 0; outer < total; outer += block) {
      for (let inner = 0; inner < stride; inner++) visit(outer + inner, stride, size)
    }
  }
}
