// The tables of HSDS 3.0 that this directory fills, with their columns as the specification's package names and types them.
// Governed by docs/hsds-profile.md. Columns that are never filled are left out, as the specification allows.

export type ColumnType = 'string' | 'number' | 'date' | 'datetime' | 'time'

export interface Column {
  name: string
  type: ColumnType
  format?: 'uuid' | 'uri' | 'email'
}

export interface Table {
  name: string
  /** File in the package. */
  path: string
  columns: readonly Column[]
  /** Column and the table whose `id` it holds. */
  links: Readonly<Record<string, string>>
}

/** One record: columns without a value are not there. */
export type Row = { id: string } & Readonly<Record<string, string | number | undefined>>

const text = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'string' }))
const ids = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'string', format: 'uuid' }))
const uri = (name: string): Column => ({ name, type: 'string', format: 'uri' })

export const TABLES = {
  organization: {
    name: 'organization',
    path: 'organizations.csv',
    columns: [...ids('id'), ...text('name', 'description'), uri('website')],
    links: {},
  },
  service: {
    name: 'service',
    path: 'services.csv',
    columns: [
      ...ids('id', 'organization_id'),
      ...text('name', 'description'),
      uri('url'),
      { name: 'email', type: 'string', format: 'email' },
      ...text(
        'status',
        'interpretation_services',
        'application_process',
        'fees_description',
        'eligibility_description',
      ),
      { name: 'assured_date', type: 'date' },
      ...text('alert'),
      { name: 'last_modified', type: 'datetime' },
    ],
    links: { organization_id: 'organization' },
  },
  location: {
    name: 'location',
    path: 'locations.csv',
    columns: [...ids('id'), ...text('location_type'), uri('url'), ...ids('organization_id'), ...text('name')],
    links: { organization_id: 'organization' },
  },
  service_at_location: {
    name: 'service_at_location',
    path: 'service_at_location.csv',
    columns: [...ids('id', 'service_id', 'location_id'), ...text('description')],
    links: { service_id: 'service', location_id: 'location' },
  },
  phone: {
    name: 'phone',
    path: 'phones.csv',
    columns: [...ids('id', 'service_id'), ...text('number', 'type', 'description')],
    links: { service_id: 'service' },
  },
  schedule: {
    name: 'schedule',
    path: 'schedules.csv',
    columns: [
      ...ids('id', 'service_id'),
      ...text('freq', 'byday'),
      { name: 'opens_at', type: 'time' },
      { name: 'closes_at', type: 'time' },
      ...text('description', 'notes'),
    ],
    links: { service_id: 'service' },
  },
  service_area: {
    name: 'service_area',
    path: 'service_areas.csv',
    columns: [...ids('id', 'service_id'), ...text('name', 'description', 'extent', 'extent_type')],
    links: { service_id: 'service' },
  },
  language: {
    name: 'language',
    path: 'languages.csv',
    columns: [...ids('id', 'service_id'), ...text('name', 'code', 'note')],
    links: { service_id: 'service' },
  },
  funding: {
    name: 'funding',
    path: 'funding.csv',
    columns: [...ids('id', 'service_id'), ...text('source')],
    links: { service_id: 'service' },
  },
  cost_option: {
    name: 'cost_option',
    path: 'cost_options.csv',
    columns: [
      ...ids('id', 'service_id'),
      ...text('option', 'currency'),
      { name: 'amount', type: 'number' },
      ...text('amount_description'),
    ],
    links: { service_id: 'service' },
  },
  attribute: {
    name: 'attribute',
    path: 'attributes.csv',
    columns: [...ids('id', 'link_id', 'taxonomy_term_id'), ...text('link_type', 'link_entity', 'value')],
    links: { taxonomy_term_id: 'taxonomy_term' },
  },
  taxonomy: {
    name: 'taxonomy',
    path: 'taxonomies.csv',
    columns: [...ids('id'), ...text('name', 'description', 'version')],
    links: {},
  },
  taxonomy_term: {
    name: 'taxonomy_term',
    path: 'taxonomy_terms.csv',
    columns: [...ids('id'), ...text('code', 'name', 'description', 'taxonomy', 'language'), ...ids('taxonomy_id')],
    links: { taxonomy_id: 'taxonomy' },
  },
} as const satisfies Record<string, Table>

export type TableName = keyof typeof TABLES
export type HsdsTables = Readonly<Record<TableName, readonly Row[]>>
