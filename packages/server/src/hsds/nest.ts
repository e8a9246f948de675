// Puts records into each other as the API answers them: lists carry what is one to one, single things carry all that belongs to them.
// Source: the specification's API reference, "Lists and pagination".
import type { HsdsTables, Row } from './tables.ts'

export type Nested = { id: string; [field: string]: unknown }

export interface Nests {
  services: (full: boolean) => Nested[]
  organizations: (services: 'none' | 'names' | 'full') => Nested[]
  serviceAtLocations: (full: boolean) => Nested[]
  taxonomies: () => Nested[]
  taxonomyTerms: () => Nested[]
}

/** Ways to read the records nested. */
export function nestRecords(tables: HsdsTables): Nests {
  const of = (rows: readonly Row[], column: string, id: string): Row[] => rows.filter((row) => row[column] === id)
  const one = (rows: readonly Row[], id: unknown): Row | undefined => rows.find((row) => row.id === id)
  const term = (row: Row): Nested => ({ ...row, taxonomy_detail: one(tables.taxonomy, row.taxonomy_id) })
  const attributesOf = (id: string): Nested[] =>
    of(tables.attribute, 'link_id', id).map((row) => {
      const found = one(tables.taxonomy_term, row.taxonomy_term_id)
      return { ...row, ...(found && { taxonomy_term: term(found) }) }
    })
  const brief = (service: Row): Nested => ({
    ...service,
    organization: one(tables.organization, service.organization_id),
  })
  const placesOf = (service: Row): Nested[] =>
    of(tables.service_at_location, 'service_id', service.id).map((row) => ({
      ...row,
      location: one(tables.location, row.location_id),
    }))
  const parts = (service: Row): Record<string, unknown> => ({
    phones: of(tables.phone, 'service_id', service.id),
    schedules: of(tables.schedule, 'service_id', service.id),
    service_areas: of(tables.service_area, 'service_id', service.id),
    languages: of(tables.language, 'service_id', service.id),
    funding: of(tables.funding, 'service_id', service.id),
    cost_options: of(tables.cost_option, 'service_id', service.id),
    attributes: attributesOf(service.id),
  })
  const whole = (service: Row): Nested => ({
    ...brief(service),
    ...parts(service),
    service_at_locations: placesOf(service),
  })
  // The longest to make, and what searching reads: made once.
  let made: Nested[] | null = null
  const wholes = (): Nested[] => (made ??= tables.service.map(whole))
  return {
    services: (full) => (full ? wholes() : tables.service.map(brief)),
    organizations: (services) =>
      tables.organization.map((row) => {
        if (services === 'none') return row
        const own = of(tables.service, 'organization_id', row.id)
        const locations = of(tables.location, 'organization_id', row.id)
        return {
          ...row,
          attributes: attributesOf(row.id),
          locations,
          services: services === 'full' ? own.map((service) => ({ ...service, ...parts(service) })) : own,
        }
      }),
    serviceAtLocations: (full) =>
      tables.service_at_location.map((row) => {
        const service = one(tables.service, row.service_id)
        const location = one(tables.location, row.location_id)
        return {
          ...row,
          location,
          ...(service && { service: full ? { ...brief(service), ...parts(service) } : brief(service) }),
        }
      }),
    taxonomies: () => [...tables.taxonomy],
    taxonomyTerms: () => tables.taxonomy_term.map(term),
  }
}
