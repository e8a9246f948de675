// The invented entries of the demo, given to the two organisations of the test network: two for alder, one for birch.
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Service, ServiceDirectory } from '@apila/core/services/schema.ts'
import { demoDirectory } from '../../library/directory.ts'

const IN_TEST_ROSTER: Readonly<Record<string, string>> = { koivu: 'alder', haapa: 'birch' }

/** `checkedOn`: when the content was last looked at, in every entry. */
export function testDirectory(checkedOn = '2026-01-10'): ServiceDirectory {
  const organisations = demoDirectory.organisations.flatMap((one) => {
    const rosterId = IN_TEST_ROSTER[one.rosterId ?? '']
    return rosterId === undefined ? [] : [{ ...one, rosterId: OrganisationId.parse(rosterId) }]
  })
  const ids = new Set(organisations.map(({ id }) => id))
  const services = demoDirectory.services.filter(({ organisation }) => ids.has(organisation))
  return { ...demoDirectory, organisations, services: services.map((service): Service => ({ ...service, checkedOn })) }
}
