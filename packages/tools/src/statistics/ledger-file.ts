// The ledger on disk: one canonical JSON line a release, verified before it is trusted, replaced whole, locked while in use.
// Governed by docs/statistics.md "Ledger".
import type { LedgerProblem } from '@apila/disclosure/ledger.ts'
import type { LedgerLine as Line } from '@apila/disclosure/ledger.ts'
import { LedgerLine } from '@apila/core/statistics/release.ts'
import { formatLine, verifyLedger } from '@apila/disclosure/ledger.ts'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { Failure, fileFailure } from '../failure.ts'

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

const SENTENCES: Record<LedgerProblem, string> = {
  'cap-passed': 'the cap of the ledger would be passed',
  'cap-raised': 'a cap may be lowered, never raised',
  'cohort-measured': 'this cohort has been measured already',
  'wrong-number': 'the lines are not numbered one after the other',
  'chain-broken': 'it does not follow from the line before',
  'wrong-hash': 'it was changed after it was written',
  'wrong-sum': 'its sum is wrong',
  'wrong-value': 'a number in it is not possible',
}

export function ledgerSentence(problem: LedgerProblem): string {
  return SENTENCES[problem]
}

/** All lines of a ledger that holds together; none when there is no such file. */
export async function readLedger(path: string): Promise<Line[]> {
  if (!existsSync(path)) return []
  const lines = readText(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => parseLine(line, index + 1, path))
  const verified = await verifyLedger(lines, sha256)
  if (!verified.ok) {
    throw new Failure(
      `${path}, line ${String(verified.line)}: ${ledgerSentence(verified.problem)}. Nothing was released.`,
    )
  }
  return lines
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw fileFailure(path, error)
  }
}

function parseLine(text: string, number: number, path: string): Line {
  try {
    return LedgerLine.parse(JSON.parse(text))
  } catch {
    throw new Failure(`${path}, line ${String(number)}: this is not a line of a ledger. Nothing was released.`)
  }
}

/** Replaces the ledger by itself with one line more: on disk before the name changes, so that a cut leaves one or the other. */
export function writeLedger(path: string, lines: readonly Line[]): void {
  const next = `${path}.next`
  try {
    writeDurably(next, lines.map((line) => `${formatLine(line)}\n`).join(''))
    renameSync(next, path)
    syncFolder(dirname(path))
  } catch (error) {
    rmSync(next, { force: true })
    throw fileFailure(path, error)
  }
}

export function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w')
  try {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes a changed name last. Some file systems cannot; then the name lasts as they see fit. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } catch {
    return
  } finally {
    closeSync(folder)
  }
}

/** Runs `work` while no other release can be written to the same ledger. A lock left by a killed run is taken over. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  if (!takeLock(lock) && (isHeld(lock) || !breakLock(lock))) {
    throw new Failure(`Another release is being written to ${path}. Wait until it has ended.`)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function takeLock(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw fileFailure(lock, error)
  }
}

function breakLock(lock: string): boolean {
  rmSync(lock, { force: true })
  return takeLock(lock)
}

function isHeld(lock: string): boolean {
  const holder = Number(readText(lock))
  if (!Number.isInteger(holder) || holder <= 0) return true
  try {
    process.kill(holder, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
