// The HSDS profile of this directory: merge patches (RFC 7386) on the specification's own schemas, and a description of them.
// The same in words: docs/hsds-profile.md.

export const HSDS_VERSION = '3.0'
const PROFILE_VERSION = '1.0.0'

/** What this profile asks beyond HSDS, by file of the specification. */
export const PROFILE_PATCHES = {
  'service.json': {
    required: ['id', 'name', 'status', 'organization_id', 'description', 'eligibility_description', 'assured_date'],
  },
  'organization.json': { required: ['id', 'name', 'description', 'website'] },
  'location.json': {
    properties: { location_type: { enum: ['virtual'] }, addresses: { maxItems: 0 }, latitude: null, longitude: null },
  },
  'taxonomy_term.json': { required: ['id', 'code', 'name', 'description', 'taxonomy_id'] },
  'attribute.json': { required: ['id', 'link_id', 'link_type', 'link_entity', 'taxonomy_term_id', 'value'] },
} as const

export type PatchedSchema = keyof typeof PROFILE_PATCHES

export function describeProfile(origin: string): object {
  return {
    name: 'Apila',
    version: PROFILE_VERSION,
    based_on: `HSDS ${HSDS_VERSION}`,
    uri: `${origin}/hsds/profile`,
    description:
      'Services for victims of human trafficking and of related crimes in Finland. Names and texts are the Finnish ones.',
    rules: [
      'name, description, eligibility_description, fees_description, application_process and alert are Finnish; Swedish and English stand in attributes of the taxonomy "text".',
      'A place is never published. Every location is virtual. A secret place is marked by the term "secret-place", and application_process says whom to call first.',
      'assured_date is the day when somebody last looked, and the taxonomy "assured-by" says whether that was the organisation itself; alert says when a contact is not confirmed or old, and what to mind before making contact.',
      'A service without a telephone and an e-mail has contacts that nobody has confirmed: send nobody there by this record alone.',
      'Area and target group belong to the service, not to the organisation.',
      'The taxonomy "track" keeps NGO-led work, purchased services and the work of authorities apart.',
    ],
    modifications: Object.keys(PROFILE_PATCHES).map((file) => `${origin}/hsds/profile/${file}`),
  }
}
