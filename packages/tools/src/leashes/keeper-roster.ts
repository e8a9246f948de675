// The roster as a leash keeper has verified it: who may ask is told by nobody else. The server brings it, and can change nothing in it unseen.
// Governed by docs/protocol.md "Sealed requests".
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { decodeBytes } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import { Failure } from '../failure.ts'
import { writeWhole } from '../program/program-files.ts'

export const ROSTER_FILE = 'roster.json'
const PAPER_FILE = 'paper.txt'
const KeptRoster = z.strictObject({ v: z.literal(2), entries: z.array(SignedEntry).min(1) })

/** On the founding's paper: the first 40 hex digits of the genesis. */
const PAPER_DIGITS = 40

export type KeeperRoster = {
  /** `null`: none has been believed yet. */
  current: () => Roster | null
  /** Why these entries, from this number on, are not believed; `null`: they are, and are kept. */
  learn: (from: number, entries: readonly SignedEntry[], today: Day) => Promise<string | null>
}

/** `given`: the digits of the founding's paper, by which the first roster is known. */
export async function openKeeperRoster(folder: string, given: string | null): Promise<KeeperRoster> {
  const paperFile = join(folder, PAPER_FILE)
  if (given !== null && !/^[0-9a-f]{40}$/.test(digitsOf(given)))
    throw new Failure(
      `--paper is not the ${String(PAPER_DIGITS)} digits of the founding’s paper, ten groups of four, each 0 to 9 or a to f.`,
    )
  // The first request may come long after the start at which somebody typed them.
  if (given !== null) await writeWhole(paperFile, `${given}\n`, 0o600)
  const paper = given ?? (existsSync(paperFile) ? (await readFile(paperFile, 'utf8')).trim() : null)
  const file = join(folder, ROSTER_FILE)
  let entries = existsSync(file) ? await readKept(file) : []
  let roster: Roster | null = null
  if (entries.length > 0) {
    // Its days were judged when it was learnt; a clock that went back since is no fault of the file.
    const last = (JSON.parse(entries.at(-1)?.entry ?? '') as { on: Day }).on
    const read = await readRoster(entries, null, last)
    if (!read.ok) throw new Failure(`${file} is damaged. Move it away, and start once with --paper.`)
    roster = read.roster
  }
  const isOfPaper = ({ genesis }: Roster): boolean =>
    paper !== null && digitsOf(paper) === Buffer.from(decodeBytes(genesis)).toString('hex').slice(0, PAPER_DIGITS)
  return {
    current: () => roster,
    learn: async (from, added, today) => {
      if (roster === null && paper === null)
        return 'it is not told yet which network this is: start the keeper once with --paper and the digits of the founding’s paper'
      if (from !== entries.length) return 'the roster does not go on where it stands'
      const read = await readRoster(added, roster, today)
      if (!read.ok) return `the roster that the server brought breaks a rule (${read.problem})`
      if (roster === null && !isOfPaper(read.roster)) return 'the roster is of another network than the paper'
      const whole = [...entries, ...added]
      await writeWhole(file, `${JSON.stringify({ v: 2, entries: whole })}\n`, 0o600)
      entries = whole
      roster = read.roster
      return null
    },
  }
}

const digitsOf = (paper: string): string => paper.replaceAll(/[\s:-]/g, '').toLowerCase()

async function readKept(file: string): Promise<SignedEntry[]> {
  try {
    return KeptRoster.parse(JSON.parse(await readFile(file, 'utf8'))).entries
  } catch {
    throw new Failure(`${file} is damaged. Move it away, and start once with --paper.`)
  }
}
