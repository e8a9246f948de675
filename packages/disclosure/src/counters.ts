// Counters of the pre-declared tables on one device, for one organisation, or for the network: merging is addition.
// Governed by docs/statistics.md "What is kept": a row is added and forgotten; nothing links two tables' counts.
import type { AttributeSet, Domain, Row } from './domain.ts'
import type { TrueCounts } from './residuals.ts'
import { canonicalBytes } from './canonical.ts'
import { codesOf, maximalSets, sizeOf, sizesOf, tableSets } from './domain.ts'
import { marginalise, product } from './tensor.ts'

/** Whole counts of the maximal declared tables, one after the other, row-major. */
export interface Counters {
  readonly entries: number
  readonly cells: readonly number[]
}

/**
 * Length of encoded counters. Unit: bytes. Always the same, so that size tells nothing.
 * A blob is 16,384 bytes at most after sealing. A hybrid (ML-KEM-768 with X25519) age layer adds about 1.7 kB and the
 * network's sums carry two of them, so 12,288 leaves room for both and some; it holds 3,066 cells, ten times the first form.
 */
export const ENCODED_COUNTER_BYTES = 12_288

const HEADER_BYTES = 24
const MAGIC = [0x41, 0x50, 0x43, 0x31]
const LARGEST_COUNT = 0x7fff_ffff

export type CounterProblem = 'wrong-length' | 'wrong-format' | 'wrong-codebook' | 'negative-count' | 'counts-disagree'

interface CountedTable {
  readonly set: AttributeSet
  readonly sizes: readonly number[]
  readonly offset: number
  readonly length: number
}

/** The tables that are counted: the declared ones that lie in no other. */
export function countedTables(domain: Domain): CountedTable[] {
  let offset = 0
  return maximalSets(tableSets(domain)).map((set) => {
    const sizes = sizesOf(domain, set)
    const length = product(sizes)
    const table = { set, sizes, offset, length }
    offset += length
    return table
  })
}

export function emptyCounters(domain: Domain): Counters {
  const length = countedTables(domain).reduce((sum, table) => sum + table.length, 0)
  return { entries: 0, cells: new Array<number>(length).fill(0) }
}

/** New counters with one row more; the row itself is in none of them. Throws when the row is outside the domain. */
export function addRow(domain: Domain, counters: Counters, row: Row): Counters {
  domain.attributes.forEach((attribute, position) => {
    const value = row[position]
    if (value === undefined || !Number.isInteger(value) || value < 0 || value >= attribute.values.length) {
      throw new RangeError(`a row has no valid value for ${attribute.code}`)
    }
  })
  const cells = [...counters.cells]
  for (const { set, offset } of countedTables(domain)) {
    const cell = offset + set.reduce((at, attribute) => at * sizeOf(domain, attribute) + (row[attribute] ?? 0), 0)
    cells[cell] = (cells[cell] ?? 0) + 1
  }
  return { entries: counters.entries + 1, cells }
}

/** Adds counters up. All must be of the same domain. */
export function mergeCounters(domain: Domain, all: readonly Counters[]): Counters {
  const empty = emptyCounters(domain)
  const cells = [...empty.cells]
  let entries = 0
  for (const counters of all) {
    if (counters.cells.length !== cells.length) throw new RangeError('counters of another codebook cannot be added')
    entries += counters.entries
    counters.cells.forEach((count, cell) => {
      cells[cell] = (cells[cell] ?? 0) + count
    })
  }
  return { entries, cells }
}

/** Bytes of one fixed length: mark, fingerprint of the domain, entries, number of cells, cells, zeros. Little-endian. */
export function encodeCounters(domain: Domain, counters: Counters): Uint8Array {
  const expected = emptyCounters(domain).cells.length
  if (counters.cells.length !== expected) throw new RangeError('counters of another codebook cannot be encoded')
  if (HEADER_BYTES + 4 * expected > ENCODED_COUNTER_BYTES) throw new RangeError('too many cells for one blob')
  const bytes = new Uint8Array(ENCODED_COUNTER_BYTES)
  const view = new DataView(bytes.buffer)
  bytes.set(MAGIC, 0)
  view.setBigUint64(4, fingerprintOf(domain), true)
  view.setInt32(12, countFits(counters.entries), true)
  view.setInt32(16, expected, true)
  counters.cells.forEach((count, cell) => {
    view.setInt32(HEADER_BYTES + 4 * cell, countFits(count), true)
  })
  return bytes
}

function countFits(count: number): number {
  if (!Number.isInteger(count) || count < 0 || count > LARGEST_COUNT) throw new RangeError('a count is out of range')
  return count
}

export type DecodedCounters = { ok: true; counters: Counters } | { ok: false; problem: CounterProblem }

/** Reads encoded counters; refuses what another codebook wrote and what no device can have counted. */
export function decodeCounters(domain: Domain, bytes: Uint8Array): DecodedCounters {
  if (bytes.length !== ENCODED_COUNTER_BYTES) return { ok: false, problem: 'wrong-length' }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) return { ok: false, problem: 'wrong-format' }
  const tables = countedTables(domain)
  const length = tables.reduce((sum, table) => sum + table.length, 0)
  if (view.getBigUint64(4, true) !== fingerprintOf(domain) || view.getInt32(16, true) !== length) {
    return { ok: false, problem: 'wrong-codebook' }
  }
  const entries = view.getInt32(12, true)
  const cells = Array.from({ length }, (_, cell) => view.getInt32(HEADER_BYTES + 4 * cell, true))
  if (entries < 0 || cells.some((count) => count < 0)) return { ok: false, problem: 'negative-count' }
  if (bytes.subarray(HEADER_BYTES + 4 * length).some((byte) => byte !== 0))
    return { ok: false, problem: 'wrong-format' }
  // Each row adds one to every counted table, so each table must add up to the number of entries.
  const agrees = tables.every(
    (table) =>
      cells.slice(table.offset, table.offset + table.length).reduce((sum, count) => sum + count, 0) === entries,
  )
  return agrees ? { ok: true, counters: { entries, cells } } : { ok: false, problem: 'counts-disagree' }
}

/** FNV-1a over the canonical domain, its attributes and tables in their order: finds a mistaken codebook, and is no protection against a forged one (seals are). */
export function fingerprintOf(domain: Domain): bigint {
  let hash = 0xcbf2_9ce4_8422_2325n
  const shape = {
    codebook: domain.codebook,
    attributes: domain.attributes.map(({ code, values }) => ({ code, values })),
    tables: tableSets(domain).map((set) => codesOf(domain, set)),
  }
  for (const byte of canonicalBytes(shape)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100_0000_01b3n)
  return hash
}

/** True counts of any table that lies in a counted one, for `measure` and the officers' check. */
export function countsFrom(domain: Domain, counters: Counters): TrueCounts {
  const tables = countedTables(domain)
  return (set) => {
    const table = tables.find((candidate) => set.every((attribute) => candidate.set.includes(attribute)))
    if (table === undefined) throw new RangeError(`not counted: ${codesOf(domain, set).join(', ')}`)
    const keep = set.map((attribute) => table.set.indexOf(attribute))
    return marginalise(counters.cells.slice(table.offset, table.offset + table.length), table.sizes, keep)
  }
}
