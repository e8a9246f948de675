// What an administrator writes of a decision of the members, read into the value that the roster knows; null while it is not one. Pure.
import { type EntryOf, LeashKeeper, ReleaseKeys, ReleasePolicy, Witnesses } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'

export const TOPICS = ['statistics', 'release-keys', 'leash-keeper', 'witnesses', 'suite'] as const
export type Topic = (typeof TOPICS)[number]

type Without<T> = T extends unknown ? Omit<T, 'v' | 'n' | 'previous' | 'on' | 'kind'> : never
export type PolicyContent = Without<EntryOf<'policy'>>

/** How many members sign a decision. */
export const keysNeeded = ({ organisations }: Pick<Roster, 'organisations'>): number =>
  Math.floor(organisations.size / 2) + 1

/** A number as people write it, with a comma or a point; null = none. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replaceAll(/\s/g, '').replace(',', '.')
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

const times = (text: string, factor: number): number | null => {
  const value = numberOf(text)
  return value === null ? null : Math.round(value * factor)
}

export interface WrittenStatistics {
  epsilon: string
  oneIn: string
  rho: string
  first: string
  second: string
  from: string
}

export function statisticsOf(written: WrittenStatistics): PolicyContent | null {
  const value = ReleasePolicy.safeParse({
    epsilonMilli: times(written.epsilon, 1_000),
    deltaInverse: times(written.oneIn, 1),
    contributionBound: 1,
    rhoCapMicro: times(written.rho, 1_000_000),
    firstOfficer: written.first,
    secondOfficer: written.second,
    fromCohort: times(written.from, 1),
  })
  return value.success ? { topic: 'statistics', value: value.data } : null
}

export function releaseKeysOf(
  written: ReadonlyArray<{ organisation: string; verifyKey: string }>,
): PolicyContent | null {
  const keys = written.map(({ organisation, verifyKey }) => ({ organisation, verifyKey: verifyKey.trim() }))
  const value = ReleaseKeys.safeParse({ keys })
  return value.success ? { topic: 'release-keys', value: value.data } : null
}

/** `organisation` '' : the process beside the server. */
export function leashKeeperOf(written: {
  organisation: string
  recipient: string
  verifyKey: string
}): PolicyContent | null {
  const { organisation } = written
  const keeper =
    organisation === ''
      ? null
      : { organisation, recipient: written.recipient.trim(), verifyKey: written.verifyKey.trim() }
  const value = LeashKeeper.safeParse({ keeper })
  return value.success ? { topic: 'leash-keeper', value: value.data } : null
}

export function witnessesOf(organisations: readonly string[], needed: string): PolicyContent | null {
  const value = Witnesses.safeParse({ organisations: [...organisations], needed: times(needed, 1) })
  return value.success ? { topic: 'witnesses', value: value.data } : null
}
