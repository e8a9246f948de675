// The network's own part of the service directory: what the installation's data folder says, so that an upgrade never takes it away. Each entry has
// its source and its day, as every entry has. Governed by docs/operating.md "The service directory".
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Day } from '@apila/core/day.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { Organisation, Service, ServiceDirectory } from '@apila/core/services/schema.ts'
import { Refusal } from '../platform/problem.ts'
import { type Library, checkDirectory } from './library.ts'

export const DIRECTORY_FILE = 'directory.json'

const OwnDirectory = z.strictObject({
  /** Organisations of the directory that comes with a version, by their id there: which of the roster they are. */
  members: z.record(z.uuid(), OrganisationId).optional(),
  /** An organisation or a service with an id that is there already takes its place. */
  organisations: z.array(Organisation),
  services: z.array(Service),
})
type OwnDirectory = z.infer<typeof OwnDirectory>

/** What the folder's file holds, by numbers and by the members of the roster that it names; `null`: there is no file. */
export type OwnDirectoryLook = { organisations: number; services: readonly Service[]; rosterIds: readonly string[] }

/** The library with the folder's entries; as it was where the folder has none. Throws `Refusal` where they cannot stand. */
export function withOwnDirectory(library: Library, folder: string, today: Day): Library {
  const own = readOwnDirectory(folder)
  if (own === null) return library
  const { organisations, services, members = {} } = own
  const file = join(folder, DIRECTORY_FILE)
  const unknown = Object.keys(members).find((id) => !library.directory.organisations.some((one) => one.id === id))
  if (unknown !== undefined)
    throw new Refusal(`${file}: members: the directory of this version has no organisation ${unknown}.`)
  const early = services.findIndex(({ checkedOn }) => checkedOn > today)
  if (early >= 0) throw new Refusal(`${file}: services.${String(early)}.checkedOn is a day that has not come yet.`)
  const named = library.directory.organisations.map((one) => {
    const rosterId = members[one.id]
    return rosterId === undefined ? one : { ...one, rosterId }
  })
  for (const part of ['organisations', 'services'] as const) {
    const ids = own[part].map(({ id }) => id)
    const twice = ids.findIndex((id, at) => ids.indexOf(id) !== at)
    if (twice >= 0) throw new Refusal(`${file}: ${part}.${String(twice)}.id stands there twice.`)
  }
  const merged = {
    owner: library.directory.owner,
    organisations: inPlace(named, organisations),
    services: inPlace(library.directory.services, services),
  }
  const read = ServiceDirectory.safeParse(merged)
  if (!read.success) throw wrong(file, read.error)
  const withOwn = { ...library, directory: read.data }
  try {
    checkDirectory(withOwn, file)
  } catch (error) {
    throw new Refusal(error instanceof Error ? `${file} cannot stand: ${error.message}` : file)
  }
  return withOwn
}

export function lookAtOwnDirectory(folder: string): OwnDirectoryLook | null {
  const own = readOwnDirectory(folder)
  return (
    own && {
      organisations: own.organisations.length,
      services: own.services,
      rosterIds: [
        ...Object.values(own.members ?? {}),
        ...own.organisations.flatMap(({ rosterId }) => (rosterId === undefined ? [] : [rosterId])),
      ],
    }
  )
}

function readOwnDirectory(folder: string): OwnDirectory | null {
  const file = join(folder, DIRECTORY_FILE)
  if (!existsSync(file)) return null
  const read = OwnDirectory.safeParse(parseJson(file, readFileSync(file, 'utf8')))
  if (!read.success) throw wrong(file, read.error)
  return read.data
}

/** Most places of mistakes that one sentence names. */
const MOST_NAMED = 5

function wrong(file: string, { issues }: z.ZodError): Refusal {
  const places = issues.slice(0, MOST_NAMED).map(({ path, message }) => `${path.join('.')}: ${message}`)
  return new Refusal(
    `${file} holds no entries as docs/operating.md "The service directory" shows them; look at ${places.join('; ')}`,
  )
}

/** The old ones, each with what takes its place, and then the new ones. */
function inPlace<T extends { id: string }>(old: readonly T[], own: readonly T[]): T[] {
  const byId = new Map(own.map((one) => [one.id, one]))
  const isOld = new Set(old.map(({ id }) => id))
  return [...old.map((one) => byId.get(one.id) ?? one), ...own.filter(({ id }) => !isOld.has(id))]
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // Its message names the place where there is one.
    throw new Refusal(`${file} is cut off or no JSON: ${error instanceof Error ? error.message : ''}`)
  }
}
