// What a release costs: zero-concentrated differential privacy (rho), and the (epsilon, delta) that it stands for.
// Source: Canonne, Kamath, Steinke 2020, proposition 12; Bun and Steinke 2016 for addition. Governed by docs/statistics.md.

/** Smallest delta for which rho-zCDP gives (epsilon, delta): CKS20, least over the order alpha. */
export function deltaOf(rho: number, epsilon: number): number {
  if (rho <= 0) return 0
  // The logarithm is convex in alpha, so its slope crosses zero once; halving finds the place.
  let low = 1 + 1e-9
  let high = (epsilon + 1) / (2 * rho) + 2
  for (let step = 0; step < 200; step++) {
    const alpha = (low + high) / 2
    const slope = (2 * alpha - 1) * rho - epsilon + Math.log1p(-1 / alpha)
    if (slope < 0) low = alpha
    else high = alpha
  }
  const alpha = high
  const exponent = (alpha - 1) * (alpha * rho - epsilon) + alpha * Math.log1p(-1 / alpha) - Math.log(alpha - 1)
  return Math.min(1, Math.exp(exponent))
}

/** Smallest epsilon for which rho-zCDP gives (epsilon, delta). */
export function epsilonOf(rho: number, delta: number): number {
  if (rho <= 0) return 0
  let low = 0
  let high = rho + 2 * Math.sqrt(rho * Math.log(1 / delta))
  for (let step = 0; step < 200; step++) {
    const epsilon = (low + high) / 2
    if (deltaOf(rho, epsilon) > delta) low = epsilon
    else high = epsilon
  }
  return high
}

/** Largest rho whose (epsilon, delta) is kept: the budget that a promise allows. */
export function rhoFor(epsilon: number, delta: number): number {
  if (!(epsilon > 0)) throw new RangeError('epsilon must be above 0')
  if (!(delta > 0 && delta < 1)) throw new RangeError('delta must lie between 0 and 1')
  let low = 0
  let high = epsilon + 1
  while (deltaOf(high, epsilon) <= delta) high *= 2
  for (let step = 0; step < 200; step++) {
    const rho = (low + high) / 2
    if (deltaOf(rho, epsilon) > delta) high = rho
    else low = rho
  }
  return low
}

/** What one row may cost when a person may stand behind `contributions` rows: rho grows with the square. */
export function rowRho(personRho: number, contributions: number): number {
  if (!Number.isInteger(contributions) || contributions < 1) throw new RangeError('contributions must be 1 or more')
  return personRho / contributions ** 2
}
