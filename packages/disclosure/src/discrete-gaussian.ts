// Exact discrete Gaussian noise: Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy" (2020),
// algorithms 1 to 3. Whole numbers and fractions only; a rounded logarithm or square root would break the proof.

/** Gives `n` uniform random bytes from a source that nobody can predict. */
export type RandomBytes = (n: number) => Uint8Array

/** A positive fraction. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** Bytes fetched at once. 64 KiB is the most that browsers give in one call. */
const BLOCK_BYTES = 65_536

type Random32 = () => number

/** Whole 32-bit numbers from a byte source, fetched in blocks that grow, so that few draws ask for few bytes. */
function random32From(randomBytes: RandomBytes): Random32 {
  let block: Uint8Array = new Uint8Array(0)
  let at = 0
  let want = 1024
  return () => {
    if (at + 4 > block.length) {
      block = randomBytes(want)
      if (block.length !== want) throw new RangeError('the random source gave fewer bytes than asked')
      want = Math.min(want * 2, BLOCK_BYTES)
      at = 0
    }
    const value =
      ((block[at] ?? 0) | ((block[at + 1] ?? 0) << 8) | ((block[at + 2] ?? 0) << 16) | ((block[at + 3] ?? 0) << 24)) >>>
      0
    at += 4
    return value
  }
}

const WORD = 0x1_0000_0000

/** Uniform on 0 .. n-1 for n up to 2^53, by rejection on two words. */
function uniformBelow(n: number, random: Random32): number {
  if (n <= WORD) {
    const limit = WORD - (WORD % n)
    for (;;) {
      const value = random()
      if (value < limit) return value % n
    }
  }
  const limit = 2 ** 53 - (2 ** 53 % n)
  for (;;) {
    const value = (random() >>> 11) * WORD + random()
    if (value < limit) return value % n
  }
}

/** True with probability numerator/denominator, exactly: compares 32 binary digits at a time until they differ. */
function bernoulli(numerator: bigint, denominator: bigint, random: Random32): boolean {
  let rest = numerator
  for (;;) {
    const scaled = rest << 32n
    const digit = scaled / denominator
    const drawn = BigInt(random())
    if (drawn < digit) return true
    if (drawn > digit) return false
    rest = scaled - digit * denominator
  }
}

/** True with probability exp(-numerator/denominator), for a fraction of 0 or more (CKS20 algorithm 1). */
function bernoulliExp(numerator: bigint, denominator: bigint, random: Random32): boolean {
  let rest = numerator
  while (rest > denominator) {
    if (!bernoulliExpUpToOne(1n, 1n, random)) return false
    rest -= denominator
  }
  return bernoulliExpUpToOne(rest, denominator, random)
}

function bernoulliExpUpToOne(numerator: bigint, denominator: bigint, random: Random32): boolean {
  let k = 1n
  while (bernoulli(numerator, denominator * k, random)) k += 1n
  return k % 2n === 1n
}

/** The same for small whole numbers (denominator below 2^32), in exact double arithmetic: no product passes 2^53. */
function smallBernoulliExp(numerator: number, denominator: number, random: Random32): boolean {
  let k = 1
  while (uniformBelow(denominator * k, random) < numerator) k++
  return k % 2 === 1
}

/** Discrete Laplace of a whole scale (CKS20 algorithm 2). */
function discreteLaplace(scale: number, random: Random32): number {
  for (;;) {
    const u = uniformBelow(scale, random)
    if (!smallBernoulliExp(u, scale, random)) continue
    let v = 0
    while (smallBernoulliExp(1, 1, random)) v++
    const magnitude = u + scale * v
    const negative = (random() & 1) === 1
    if (negative && magnitude === 0) continue
    return negative ? -magnitude : magnitude
  }
}

/** Floor of the square root of a whole number. */
export function integerRoot(value: bigint): bigint {
  if (value < 2n) return value
  // Newton's method from above: each step at least halves the distance in digits and never passes the floor.
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/**
 * A source of exact discrete Gaussian noise with mean 0.
 * @param variance the parameter sigma squared, an exact positive fraction; sigma below 2^31
 */
export function discreteGaussian(variance: Fraction, randomBytes: RandomBytes): () => number {
  return gaussianFrom(variance, random32From(randomBytes))
}

/** Many sources that share one stream of random bytes. */
export function discreteGaussians(randomBytes: RandomBytes): (variance: Fraction) => () => number {
  const random = random32From(randomBytes)
  return (variance) => gaussianFrom(variance, random)
}

function gaussianFrom({ numerator, denominator }: Fraction, random: Random32): () => number {
  if (numerator <= 0n || denominator <= 0n) throw new RangeError('a variance must be positive')
  const scale = integerRoot(numerator / denominator) + 1n
  if (scale >= 0x8000_0000n) throw new RangeError('a variance is too large to be drawn exactly')
  const laplaceScale = Number(scale)
  const perUnit = scale * denominator
  const bottom = 2n * numerator * denominator * scale * scale
  // CKS20 algorithm 3: accept Y with probability exp(-(|Y| - sigma^2/t)^2 / (2 sigma^2)), all over one denominator.
  return () => {
    for (;;) {
      const candidate = discreteLaplace(laplaceScale, random)
      const distance = BigInt(Math.abs(candidate)) * perUnit - numerator
      if (bernoulliExp(distance * distance, bottom, random)) return candidate
    }
  }
}
