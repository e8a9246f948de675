// The service directory as checked data. A mistake in the content stops the start, not a visitor.
import { DirectoryChoices, type Organisation, ServiceDirectory, type Service } from '@apila/core/services/schema.ts'
import { OrganisationProfiles, type OrganisationProfile } from '@apila/core/services/profile.ts'
import services from '../../../../content/organisations/services.json' with { type: 'json' }
import demo from '../../../../content/organisations/demo.json' with { type: 'json' }
import choices from '../../../../content/organisations/choices.json' with { type: 'json' }
import profiles from '../../../../content/organisations/profiles.json' with { type: 'json' }

/** Who really helps in Finland. */
export const directory: ServiceDirectory = ServiceDirectory.parse(services)
/** Openly invented entries of the made-up network's members, so that their workers have something to confirm. */
export const demoDirectory: ServiceDirectory = ServiceDirectory.parse(demo)
export const directoryChoices: DirectoryChoices = DirectoryChoices.parse(choices)
export const organisationProfiles: OrganisationProfile[] = OrganisationProfiles.parse(profiles)

/** What a server shows. Invented entries stand in no network but the made-up one, after the real ones. */
export function directoryFor({ demo: isDemo }: { demo: boolean }): ServiceDirectory {
  if (!isDemo) return directory
  return {
    ...directory,
    organisations: [...directory.organisations, ...demoDirectory.organisations],
    services: [...directory.services, ...demoDirectory.services],
  }
}

/** A service that a page of ours always names; those are real in every network. */
export function getService(id: string): Service {
  const service = directory.services.find((candidate) => candidate.id === id)
  if (service === undefined) throw new Error('content names a service that the directory does not have')
  return service
}

/** The organisation of such a service. */
export function getOrganisation(id: string): Organisation {
  const organisation = directory.organisations.find((candidate) => candidate.id === id)
  if (organisation === undefined) throw new Error('content names an organisation that the directory does not have')
  return organisation
}
