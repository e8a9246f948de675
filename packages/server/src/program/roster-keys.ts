// The release keys as the members have named them: from the roster, which this machine verifies by itself and never lets go back or fork
// (docs/protocol.md "Program"). It comes as a file, since whoever carries it changes nothing in it unseen.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { decodeBytes } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { SignedEntry } from '@apila/core/organisation/roster.ts'
import { Pin, headAt } from '@apila/core/organisation/roster-value.ts'
import { ReleaseKeys } from '@apila/core/program/program.ts'
import { extendRoster } from '../organisation/roster-keeper.ts'
import { Refusal } from '../platform/problem.ts'
import { keepWhole, readFileOf, readJson } from './kept-files.ts'

const KeptRoster = z.strictObject({ v: z.literal(2), entries: z.array(SignedEntry).min(1) })
export const PINNED_ROSTER = 'network.json'

/** On the founding's paper: the first 40 hex digits of the genesis. */
const PAPER_DIGITS = 40

/** `paper`: the digits of the founding's paper, if somebody types them. Throws `Refusal` with the reason; then nothing is served. */
export function keysOfRoster({
  rosterFile,
  folder,
  paper,
  today,
  began,
}: {
  rosterFile: string
  folder: string
  paper: string | null
  today: Day
  /** The keys with which this machine began before it took them from the roster. */
  began: ReleaseKeys | null
}): ReleaseKeys {
  const { entries } = readJson(KeptRoster, readFileOf(rosterFile), `${rosterFile} is no roster.`)
  const read = extendRoster(null, entries, today)
  if (!read.ok && read.problem === 'wrong-day')
    throw new Refusal(`${rosterFile} has an entry whose day does not fit the clock of this machine. Set the clock.`)
  if (!read.ok)
    throw new Refusal(`${rosterFile} is not believed: its entry ${String(read.n + 1)} breaks a rule (${read.problem}).`)
  const { genesis, length, head, policy } = read.roster
  const hex = Buffer.from(decodeBytes(genesis)).toString('hex').slice(0, PAPER_DIGITS)
  if (paper !== null && paper.replaceAll(/[\s:-]/g, '').toLowerCase() !== hex)
    throw new Refusal(`${rosterFile} is of another network than the paper: its digits are ${inGroups(hex)}.`)
  const file = join(folder, PINNED_ROSTER)
  const pin = existsSync(file) ? readJson(Pin, readFileOf(file), `${file} cannot be read.`) : null
  if (pin && genesis !== pin.genesis)
    throw new Refusal(`${rosterFile} is of another network than the one that this machine began with.`)
  if (pin && length < pin.length)
    throw new Refusal(
      `${rosterFile} is older than what this machine has read: ${String(length)} entries in the place of ${String(pin.length)}.`,
    )
  if (pin && headAt(read.roster, pin.length) !== pin.head)
    throw new Refusal(
      `${rosterFile} is a fork: up to entry ${String(pin.length)} it is not the roster that this machine has read. Somebody shows two desks two rosters. Compare the last entry with the other members aloud.`,
    )
  const keys = policy.releaseKeys && ReleaseKeys.safeParse({ v: 2, ...policy.releaseKeys })
  if (!keys?.success)
    throw new Refusal(
      'The members have not named three release keys in the roster yet. Until they have, give a list of the keys with --keys in the place of --ringer or --roster, and let the bell run by itself: apila-tools ring --folder and its folder.',
    )
  // The first roster that a machine reads must not bring other keys than it has trusted so far; later ones follow from it.
  if (!pin && began && JSON.stringify(began) !== JSON.stringify(keys.data))
    throw new Refusal(
      `${rosterFile} names other release keys than this machine began with. Compare them with the other members aloud.`,
    )
  keepWhole(file, { genesis, length, head } satisfies Pin)
  return keys.data
}

const inGroups = (hex: string): string => hex.match(/.{4}/g)?.join(' ') ?? hex
