// OpenAPI 3.1 description of /hsds. The shapes are the specification's own schemas, by their public address.
import { HSDS_VERSION } from './profile.ts'

const SCHEMAS = `https://raw.githubusercontent.com/openreferral/specification/${HSDS_VERSION}/schema`

const LISTS = [
  {
    path: 'services',
    list: 'compiled/service_list.json',
    one: 'compiled/service.json',
    filters: ['organization_id', 'taxonomy_term_id', 'taxonomy_id', 'modified_after', 'minimal', 'full'],
  },
  {
    path: 'organizations',
    list: 'compiled/organization_list.json',
    one: 'compiled/organization.json',
    filters: ['full', 'full_service'],
  },
  {
    path: 'service_at_locations',
    list: 'compiled/service_at_location_list.json',
    one: 'service_at_location.json',
    filters: ['organization_id', 'taxonomy_term_id', 'taxonomy_id', 'modified_after', 'full'],
  },
  { path: 'taxonomies', list: 'taxonomy.json', one: 'taxonomy.json', filters: [] },
  {
    path: 'taxonomy_terms',
    list: 'taxonomy_term.json',
    one: 'taxonomy_term.json',
    filters: ['taxonomy_id', 'parent_id'],
  },
] as const

const json = (schema: object) => ({ 'application/json': { schema } })
const query = (name: string, type: string) => ({ name, in: 'query', required: false, schema: { type } })

export function describeHsds(origin: string): object {
  const root = {
    get: {
      summary: 'Version, profile and description',
      responses: { 200: { description: 'OK', content: json({ type: 'object' }) } },
    },
  }
  const paths = LISTS.flatMap(({ path, list, one, filters }) => [
    [
      `/${path}`,
      {
        get: {
          summary: `A page of ${path}`,
          parameters: [
            query('search', 'string'),
            query('page', 'integer'),
            query('per_page', 'integer'),
            ...filters.map((name) => query(name, 'string')),
          ],
          responses: { 200: { description: 'A page', content: json(pageSchema(`${SCHEMAS}/${list}`)) } },
        },
      },
    ],
    [
      `/${path}/{id}`,
      {
        get: {
          summary: `One of ${path}, with all that belongs to it`,
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
          responses: {
            200: { description: 'OK', content: json({ $ref: `${SCHEMAS}/${one}` }) },
            404: { description: 'There is none' },
          },
        },
      },
    ],
  ])
  return {
    openapi: '3.1.0',
    info: {
      title: 'Apila, service directory',
      version: HSDS_VERSION,
      description: 'HSDS 3.0. Read only, open to anyone, without a key.',
    },
    servers: [{ url: `${origin}/hsds` }],
    paths: { '/': root, ...(Object.fromEntries(paths) as Record<string, object>) },
    components: { schemas: { Page: PAGE } },
  }
}

const counted = { type: 'integer', minimum: 0 }
const PAGE = {
  type: 'object',
  required: ['total_items', 'total_pages', 'page_number', 'size', 'first_page', 'last_page', 'empty'],
  properties: {
    total_items: counted,
    total_pages: counted,
    page_number: counted,
    size: counted,
    first_page: { type: 'boolean' },
    last_page: { type: 'boolean' },
    empty: { type: 'boolean' },
  },
}

const pageSchema = (item: string): object => ({
  allOf: [{ $ref: '#/components/schemas/Page' }],
  properties: { contents: { type: 'array', items: { $ref: item } } },
})
