// The service directory as checked data. A mistake in the content stops the start, not a visitor.
import { DirectoryChoices, ServiceDirectory, type Organisation, type Service } from '@apila/core/services/schema.ts'
import { OrganisationProfiles, type OrganisationProfile } from '@apila/core/services/profile.ts'
import services from '../../../../content/organisations/services.json' with { type: 'json' }
import choices from '../../../../content/organisations/choices.json' with { type: 'json' }
import profiles from '../../../../content/organisations/profiles.json' with { type: 'json' }

export const directory: ServiceDirectory = ServiceDirectory.parse(services)
export const directoryChoices: DirectoryChoices = DirectoryChoices.parse(choices)
export const organisationProfiles: OrganisationProfile[] = OrganisationProfiles.parse(profiles)

export function getService(id: string): Service {
  const service = directory.services.find((candidate) => candidate.id === id)
  if (service === undefined) throw new Error('content names a service that the directory does not have')
  return service
}

export function getOrganisationOf(service: Service): Organisation {
  const organisation = directory.organisations.find(({ id }) => id === service.organisation)
  if (organisation === undefined) throw new Error('content names an organisation that the directory does not have')
  return organisation
}
