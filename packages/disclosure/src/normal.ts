// The normal distribution: needed for intervals, for the check of the noise and for the bound on attacks.

/** Half width of a 95 % interval in standard deviations. */
export const Z95 = 1.959963984540054

/** Chance that a standard normal value lies below x; absolute error under 1e-12. */
export function normalCdf(x: number): number {
  if (x < -38) return 0
  if (x > 38) return 1
  return x > 0 ? 1 - upperTail(x) : upperTail(-x)
}

/** Chance above x for x of 0 or more: a series near 0, a continued fraction further out (Abramowitz and Stegun 26.2). */
function upperTail(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  if (x < 3) {
    let term = x
    let sum = x
    for (let k = 1; k < 200 && Math.abs(term) > 1e-18; k++) {
      term *= (x * x) / (2 * k + 1)
      sum += term
    }
    return 0.5 - density * sum
  }
  let fraction = 0
  for (let k = 200; k >= 1; k--) fraction = k / (x + fraction)
  return density / (x + fraction)
}

/** Standard score of a chi-squared sum (Wilson and Hilferty 1931): 0 is as expected, negative is too small. */
export function chiSquaredScore(sum: number, degrees: number): number {
  const spread = 2 / (9 * degrees)
  return (Math.cbrt(sum / degrees) - (1 - spread)) / Math.sqrt(spread)
}
