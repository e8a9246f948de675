// For tests: what HSDS 3.0 documents of its tables, fields, lists and pages, in our own form, and zod shapes made of it.
// Only facts of https://docs.openreferral.org/en/3.0/ stand here. Two things are stricter than there: a field without a name in the
// specification is refused, and dates, times and web addresses are read. Governed by docs/hsds-profile.md.
import * as z from 'zod'

/** What a field holds: a kind of text or number, or one of these words. */
type Kind = 'text' | 'uuid' | 'uri' | 'email' | 'number' | 'date' | 'time' | 'datetime' | readonly string[]

interface HsdsTable {
  /** File of the tabular package. */
  path: string
  fields: Readonly<Record<string, Kind>>
  required: readonly string[]
  /** Required only in the tabular package, where nothing is nested. */
  requiredInPackage?: readonly string[]
  /** Fields of the package that no two rows share. */
  unique?: readonly string[]
  /** Names in PARTS that a whole answer may carry. */
  parts: readonly string[]
  /** Of those, what an entry of a list carries. */
  listed?: readonly string[]
}

const fields = (kind: Kind, names: string): Record<string, Kind> =>
  Object.fromEntries(names.split(' ').map((name) => [name, kind]))
const names = (text: string): string[] => text.split(' ')

const PLACES = ['physical', 'postal', 'virtual']
const NOTES = ['attributes', 'metadata']

export const HSDS_TABLES: Readonly<Record<string, HsdsTable>> = {
  organization: {
    path: 'organizations.csv',
    fields: {
      ...fields('uuid', 'id parent_organization_id'),
      ...fields('text', 'name alternate_name description tax_status tax_id legal_status logo'),
      ...fields('uri', 'website uri'),
      email: 'email',
      year_incorporated: 'number',
    },
    required: names('id name description'),
    // `services` is of the API reference, not of the object.
    parts: names('funding contacts phones locations programs organization_identifiers attributes metadata services'),
  },
  organization_identifier: {
    path: 'organization_identifiers.csv',
    fields: {
      ...fields('uuid', 'id organization_id'),
      ...fields('text', 'identifier_scheme identifier_type identifier'),
    },
    required: names('id identifier_type identifier'),
    requiredInPackage: ['organization_id'],
    parts: NOTES,
  },
  program: {
    path: 'programs.csv',
    fields: { ...fields('uuid', 'id organization_id'), ...fields('text', 'name alternate_name description') },
    required: names('id name description'),
    requiredInPackage: ['organization_id'],
    unique: ['organization_id'],
    parts: NOTES,
  },
  service: {
    path: 'services.csv',
    fields: {
      ...fields('uuid', 'id organization_id program_id'),
      ...fields('text', 'name alternate_name description interpretation_services application_process fees_description'),
      ...fields('text', 'wait_time fees accreditations eligibility_description licenses alert'),
      url: 'uri',
      ...fields('email', 'email assurer_email'),
      status: ['active', 'inactive', 'defunct', 'temporarily closed'],
      ...fields('number', 'minimum_age maximum_age'),
      assured_date: 'date',
      last_modified: 'datetime',
    },
    required: names('id name status'),
    requiredInPackage: ['organization_id'],
    parts: [
      ...names('phones schedules service_areas service_at_locations languages organization funding cost_options'),
      ...names('program required_documents contacts attributes metadata'),
    ],
    listed: names('organization program'),
  },
  service_at_location: {
    path: 'service_at_location.csv',
    fields: { ...fields('uuid', 'id service_id location_id'), description: 'text' },
    required: ['id'],
    requiredInPackage: names('service_id location_id'),
    // `service` is of the entries of a list, not of the object.
    parts: names('contacts phones schedules location attributes metadata service'),
    listed: names('location service'),
  },
  location: {
    path: 'locations.csv',
    fields: {
      ...fields('uuid', 'id organization_id'),
      location_type: PLACES,
      url: 'uri',
      ...fields('text', 'name alternate_name description transportation external_identifier external_identifier_type'),
      ...fields('number', 'latitude longitude'),
    },
    required: names('id location_type'),
    parts: names('languages addresses contacts accessibility phones schedules attributes metadata'),
  },
  address: {
    path: 'addresses.csv',
    fields: {
      ...fields('uuid', 'id location_id'),
      ...fields('text', 'attention address_1 address_2 city region state_province postal_code country'),
      address_type: PLACES,
    },
    required: names('id address_1 city state_province postal_code country address_type'),
    parts: NOTES,
  },
  accessibility: {
    path: 'accessibility.csv',
    fields: { ...fields('uuid', 'id location_id'), ...fields('text', 'description details'), url: 'uri' },
    required: ['id'],
    parts: NOTES,
  },
  contact: {
    path: 'contacts.csv',
    fields: {
      ...fields('uuid', 'id organization_id service_id service_at_location_id location_id'),
      ...fields('text', 'name title department'),
      email: 'email',
    },
    required: ['id'],
    parts: ['phones', ...NOTES],
  },
  phone: {
    path: 'phones.csv',
    fields: {
      ...fields('uuid', 'id location_id service_id organization_id contact_id service_at_location_id'),
      ...fields('text', 'number type description'),
      extension: 'number',
    },
    required: names('id number'),
    parts: ['languages', ...NOTES],
  },
  schedule: {
    path: 'schedules.csv',
    fields: {
      ...fields('uuid', 'id service_id location_id service_at_location_id'),
      ...fields('date', 'valid_from valid_to dtstart until'),
      ...fields('number', 'timezone count interval'),
      wkst: names('MO TU WE TH FR SA SU'),
      freq: ['WEEKLY', 'MONTHLY'],
      ...fields('text', 'byday byweekno bymonthday byyearday description attending_type notes'),
      ...fields('time', 'opens_at closes_at'),
      schedule_link: 'uri',
    },
    required: ['id'],
    parts: NOTES,
  },
  service_area: {
    path: 'service_areas.csv',
    fields: { ...fields('uuid', 'id service_id'), ...fields('text', 'name description extent extent_type uri') },
    required: ['id'],
    parts: NOTES,
  },
  language: {
    path: 'languages.csv',
    fields: { ...fields('uuid', 'id service_id location_id phone_id'), ...fields('text', 'name code note') },
    required: ['id'],
    parts: NOTES,
  },
  funding: {
    path: 'funding.csv',
    fields: { ...fields('uuid', 'id organization_id service_id'), source: 'text' },
    required: ['id'],
    parts: NOTES,
  },
  cost_option: {
    path: 'cost_options.csv',
    fields: {
      ...fields('uuid', 'id service_id'),
      ...fields('date', 'valid_from valid_to'),
      ...fields('text', 'option currency amount_description'),
      amount: 'number',
    },
    required: ['id'],
    requiredInPackage: ['service_id'],
    parts: NOTES,
  },
  required_document: {
    path: 'required_documents.csv',
    fields: { ...fields('uuid', 'id service_id'), document: 'text', uri: 'uri' },
    required: ['id'],
    parts: NOTES,
  },
  attribute: {
    path: 'attributes.csv',
    fields: { ...fields('uuid', 'id link_id taxonomy_term_id'), ...fields('text', 'link_type link_entity value') },
    required: ['id'],
    requiredInPackage: names('link_id taxonomy_term_id link_entity'),
    parts: names('taxonomy_term metadata'),
  },
  taxonomy: {
    path: 'taxonomies.csv',
    fields: { id: 'uuid', ...fields('text', 'name description version'), uri: 'uri' },
    required: names('id name description'),
    parts: ['metadata'],
  },
  taxonomy_term: {
    path: 'taxonomy_terms.csv',
    fields: {
      ...fields('uuid', 'id parent_id taxonomy_id'),
      ...fields('text', 'code name description taxonomy language'),
      term_uri: 'uri',
    },
    required: names('id name description'),
    unique: ['code'],
    parts: names('taxonomy_detail metadata'),
    listed: ['taxonomy_detail'],
  },
  metadata: {
    path: 'metadata.csv',
    fields: {
      ...fields('uuid', 'id resource_id'),
      ...fields('text', 'resource_type last_action_type field_name previous_value replacement_value updated_by'),
      last_action_date: 'date',
    },
    required: names('id last_action_date last_action_type field_name previous_value replacement_value updated_by'),
    requiredInPackage: names('resource_id resource_type'),
    parts: [],
  },
}

/** What may be nested: its table, and whether there is a list of it. */
const PARTS: Readonly<Record<string, { table: string; many: boolean }>> = {
  ...Object.fromEntries(
    names('organization program service location taxonomy_term').map((table) => [table, { table, many: false }]),
  ),
  taxonomy_detail: { table: 'taxonomy', many: false },
  ...Object.fromEntries(names('accessibility funding metadata').map((table) => [table, { table, many: true }])),
  ...Object.fromEntries(
    [
      ...names('attribute contact cost_option language location organization_identifier phone program'),
      ...names('required_document schedule service service_area service_at_location'),
    ].map((table) => [`${table}s`, { table, many: true }]),
  ),
  addresses: { table: 'address', many: true },
}

/** Paths of the API reference. */
export const HSDS_PATHS: readonly string[] = [
  '/',
  ...names('services organizations service_at_locations taxonomies taxonomy_terms').flatMap((list) => [
    `/${list}`,
    `/${list}/{id}`,
  ]),
]

const count = z.int().min(0)
export const HsdsPage = z.strictObject({
  total_items: count,
  total_pages: count,
  page_number: count,
  size: count,
  first_page: z.boolean(),
  last_page: z.boolean(),
  empty: z.boolean(),
  contents: z.array(z.object({ id: z.string() }).catchall(z.unknown())),
})
export type HsdsPage = z.infer<typeof HsdsPage>

const webAddress = z.url({ protocol: /^https?$/ })
export const HsdsRoot = z.strictObject({ version: z.literal('3.0'), profile: webAddress, openapi_url: webAddress })

const KINDS = {
  text: z.string(),
  uuid: z.uuid(),
  uri: webAddress,
  email: z.email(),
  number: z.number(),
  date: z.iso.date(),
  time: z.iso.time(),
  datetime: z.iso.datetime({ offset: true }),
}
const kindShape = (kind: Kind): z.ZodType => (typeof kind === 'string' ? KINDS[kind] : z.enum(kind))

/** Type and format of a column in the package's descriptor. */
export function columnType(kind: Kind): [type: string, format: string | undefined] {
  if (typeof kind !== 'string' || kind === 'text') return ['string', undefined]
  return kind === 'uuid' || kind === 'uri' || kind === 'email' ? ['string', kind] : [kind, undefined]
}

/** The table whose identifier a column holds: the one that it is named after. */
export function linkedTable(column: string): string | undefined {
  const table = column.replace(/_id$/, '')
  return table !== column && table in HSDS_TABLES ? table : undefined
}

/** What this profile's patches may say; a patch that says more must be taught to this file first. */
const Patch = z.strictObject({
  required: z.array(z.string()).optional(),
  properties: z
    .record(
      z.string(),
      z.union([z.null(), z.strictObject({ enum: z.array(z.string()) }), z.strictObject({ maxItems: z.literal(0) })]),
    )
    .optional(),
})

/** A row of the package, a record with nothing nested, an entry of a list, or an answer with all that belongs to it. */
type Form = 'row' | 'flat' | 'listed' | 'whole'

/** Shapes of HSDS 3.0; with patches, those of a profile. Patches go by the names of the specification's files. */
export function openShapes(patches: Readonly<Record<string, unknown>> = {}): (table: string, form: Form) => z.ZodType {
  const made = new Map<string, z.ZodType>()
  const shapeOf = (table: string, form: Form): z.ZodType => {
    const key = `${table} ${form}`
    const shape =
      made.get(key) ?? makeShape(getTable(table), Patch.parse(patches[`${table}.json`] ?? {}), form, shapeOf)
    made.set(key, shape)
    return shape
  }
  return shapeOf
}

function makeShape(
  table: HsdsTable,
  patch: z.infer<typeof Patch>,
  form: Form,
  shapeOf: (table: string, form: Form) => z.ZodType,
): z.ZodType {
  const nested = { row: [], flat: [], listed: table.listed ?? [], whole: table.parts }[form]
  const shapes = new Map(Object.entries(table.fields).map(([name, kind]) => [name, kindShape(kind)]))
  for (const name of nested) shapes.set(name, partShape(name, form, shapeOf))
  for (const [name, change] of Object.entries(patch.properties ?? {})) {
    if (!(name in table.fields) && !table.parts.includes(name)) throw new Error(`a patch of ${name}, which is no field`)
    if (change === null) shapes.delete(name)
    else if ('enum' in change) shapes.set(name, z.enum(change.enum))
    else if (shapes.has(name)) shapes.set(name, z.array(z.unknown()).max(0))
  }
  const required = [...(patch.required ?? table.required), ...(form === 'row' ? (table.requiredInPackage ?? []) : [])]
  for (const name of required) if (!shapes.has(name)) throw new Error(`${name} is required and no field`)
  return z.strictObject(
    Object.fromEntries([...shapes].map(([name, shape]) => [name, required.includes(name) ? shape : shape.optional()])),
  )
}

/** Parts of a whole are whole. What is in a list carries its own parts only where the specification's lists do: a service. */
function partShape(name: string, form: Form, shapeOf: (table: string, form: Form) => z.ZodType): z.ZodType {
  const part = PARTS[name]
  if (part === undefined) throw new Error(`no part ${name}`)
  const { table, many } = part
  const one = z.lazy(() => shapeOf(table, form === 'whole' ? 'whole' : table === 'service' ? 'listed' : 'flat'))
  return many ? z.array(one) : one
}

export function getTable(name: string): HsdsTable {
  const table = HSDS_TABLES[name]
  if (table === undefined) throw new Error(`no table ${name}`)
  return table
}
