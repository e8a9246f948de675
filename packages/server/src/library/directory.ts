// Services and organisations of a library, found by the id that other content names.
import type { Text } from '@apila/core/content/text.ts'
import type { ShownDirectory, ShownService } from '@apila/core/services/confirm.ts'
import type { DirectoryChoices, Organisation, ServiceDirectory } from '@apila/core/services/schema.ts'

type Holding = { directory: ShownDirectory }

/** Throws on an id that the directory lacks; a checked library names none. */
export function getService({ directory }: Holding, id: string): ShownService {
  const service = directory.services.find((candidate) => candidate.id === id)
  if (service === undefined) throw new Error(`content names a service that the directory does not have: ${id}`)
  return service
}

/** The organisation of such a service. */
export function getOrganisation({ directory }: Holding, id: string): Organisation {
  const organisation = directory.organisations.find((candidate) => candidate.id === id)
  if (organisation === undefined)
    throw new Error(`content names an organisation that the directory does not have: ${id}`)
  return organisation
}

/** The name of a need. Throws on one that cannot be chosen. */
export function nameOfNeed({ choices }: { choices: DirectoryChoices }, id: string): Text {
  const need = choices.needs.find((one) => one.id === id)
  if (need === undefined) throw new Error(`a step names a need that the directory does not have: ${id}`)
  return need.name
}

/** Invented entries stand in no network but the made-up one, after the real ones. */
export function withInvented(real: ServiceDirectory, invented: ServiceDirectory): ServiceDirectory {
  return {
    ...real,
    organisations: [...real.organisations, ...invented.organisations],
    services: [...real.services, ...invented.services],
  }
}
