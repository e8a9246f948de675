// /hsds: the service directory for machines, HSDS 3.0, read only, open to anyone. Governed by docs/hsds-profile.md.
import { Hono } from 'hono'
import type { Context } from 'hono'
import { etag } from 'hono/etag'
import type { Day } from '@apila/core/day.ts'
import type { Library } from '../library/library.ts'
import { dataPackage } from './csv-package.ts'
import { type Nested, type Nests, nestRecords } from './nest.ts'
import { describeHsds } from './openapi.ts'
import { type ListQuery, ListQuery as ListQueryShape, isSet, pageOf, searched } from './page.ts'
import { HSDS_VERSION, PROFILE_PATCHES, type PatchedSchema, describeProfile } from './profile.ts'
import { hsdsRecords } from './records.ts'
import type { HsdsTables } from './tables.ts'

export interface HsdsContext {
  today: () => Day
  network: { library: { current: () => Library } }
  config: {
    /** Origin of the public host as people see it, without a slash at its end. */
    publicUrl: string
  }
}

type List = (nests: Nests, query: ListQuery) => Nested[]
type One = (nests: Nests) => Nested[]

const LISTS: Readonly<Record<string, { list: List; one: One }>> = {
  services: { list: listServices, one: (nests) => nests.services(true) },
  organizations: { list: listOrganizations, one: (nests) => nests.organizations('names') },
  service_at_locations: { list: listServiceAtLocations, one: (nests) => nests.serviceAtLocations(true) },
  taxonomies: {
    list: (nests, { search }) => searched(nests.taxonomies(), search, ownText),
    one: (nests) => nests.taxonomies(),
  },
  taxonomy_terms: { list: listTerms, one: (nests) => nests.taxonomyTerms() },
}

export function hsdsRoutes(ctx: HsdsContext): Hono {
  const app = new Hono()
  const atHand = keepForDay(ctx)
  const origin = ctx.config.publicUrl
  // Anyone may read it from a page of their own: it is public, and no cookie or key exists that could go along.
  app.use('/hsds/*', async (c, next) => {
    await next()
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cache-Control', 'no-cache')
  })
  // Weak: the bytes depend on the compression that was asked for.
  app.use('/hsds/*', etag({ weak: true }))
  const root = (c: Context) =>
    c.json({ version: HSDS_VERSION, profile: `${origin}/hsds/profile`, openapi_url: `${origin}/hsds/openapi.json` })
  app.get('/hsds', root)
  app.get('/hsds/', root)
  app.get('/hsds/profile', (c) => c.json(describeProfile(origin)))
  for (const file of Object.keys(PROFILE_PATCHES) as PatchedSchema[]) {
    app.get(`/hsds/profile/${file}`, (c) => c.json(PROFILE_PATCHES[file]))
  }
  app.get('/hsds/openapi.json', (c) => c.json(describeHsds(origin)))
  app.get('/hsds/datapackage.zip', (c) =>
    c.body(new Uint8Array(atHand().zip()), 200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="datapackage.zip"',
    }),
  )
  for (const [path, { list, one }] of Object.entries(LISTS)) {
    app.get(`/hsds/${path}`, (c) => {
      const query = ListQueryShape.parse(c.req.query())
      return c.json(pageOf(list(atHand().nests, query), query))
    })
    app.get(`/hsds/${path}/:id`, (c) => {
      const found = one(atHand().nests).find(({ id }) => id === c.req.param('id'))
      return found === undefined ? notFound(c) : c.json(found)
    })
  }
  app.get('/hsds/*', notFound)
  return app
}

const notFound = (c: Context): Response => c.json({ error: 'not found' }, 404)

/** The records as they are today, made anew on another day, since warnings about age depend on it, and after a member's word. */
function keepForDay(ctx: HsdsContext): () => { nests: Nests; zip: () => Uint8Array } {
  let kept: { day: Day; library: Library; nests: Nests; zip: () => Uint8Array } | null = null
  return () => {
    const day = ctx.today()
    const library = ctx.network.library.current()
    if (kept?.day !== day || kept.library !== library) {
      const records = hsdsRecords(library.directory, library.choices, day)
      kept = { day, library, nests: nestRecords(records), zip: packOnce(records) }
    }
    return kept
  }
}

/** Packed when first asked for: whoever asks often takes no more of the server's time. */
function packOnce(records: HsdsTables): () => Uint8Array {
  let packed: Uint8Array | null = null
  return () => (packed ??= dataPackage(records))
}

const ownText = ({ name, description, code }: Nested): string => [name, description, code].join(' ')

interface Attribute {
  taxonomy_term_id?: unknown
  value?: unknown
  taxonomy_term?: { taxonomy_id?: unknown }
}
const attributesOf = (record: Nested): Attribute[] => (record.attributes ?? []) as Attribute[]

/** Texts of a record in all its languages. */
const allText = (record: Nested): string =>
  [ownText(record), record.eligibility_description, ...attributesOf(record).map(({ value }) => value)].join(' ')

function isWanted(service: Nested, query: ListQuery): boolean {
  const { organization_id, taxonomy_term_id, taxonomy_id, modified_after } = query
  const attributes = attributesOf(service)
  const changedAt = Date.parse(String(service.last_modified))
  const after = Date.parse(modified_after ?? '')
  return (
    (organization_id === undefined || service.organization_id === organization_id) &&
    (taxonomy_term_id === undefined || attributes.some((one) => one.taxonomy_term_id === taxonomy_term_id)) &&
    (taxonomy_id === undefined || attributes.some((one) => one.taxonomy_term?.taxonomy_id === taxonomy_id)) &&
    (Number.isNaN(after) || changedAt >= after)
  )
}

function listServices(nests: Nests, query: ListQuery): Nested[] {
  const wanted = searched(nests.services(true), query.search, allText).filter((service) => isWanted(service, query))
  if (isSet(query.minimal))
    return wanted.map(({ id, name, status, last_modified }) => ({ id, name, status, last_modified }))
  if (isSet(query.full)) return wanted
  const ids = new Set(wanted.map(({ id }) => id))
  return nests.services(false).filter(({ id }) => ids.has(id))
}

function listOrganizations(nests: Nests, query: ListQuery): Nested[] {
  const wanted = new Set(searched(nests.organizations('names'), query.search, allText).map(({ id }) => id))
  const depth = isSet(query.full_service) ? 'full' : isSet(query.full) ? 'names' : 'none'
  return nests.organizations(depth).filter(({ id }) => wanted.has(id))
}

function listServiceAtLocations(nests: Nests, query: ListQuery): Nested[] {
  const wanted = new Set(listServices(nests, { ...query, minimal: '1' }).map(({ id }) => id))
  return nests.serviceAtLocations(isSet(query.full)).filter(({ service_id }) => wanted.has(String(service_id)))
}

function listTerms(nests: Nests, { search, taxonomy_id, parent_id }: ListQuery): Nested[] {
  return searched(nests.taxonomyTerms(), search, ownText).filter(
    (term) =>
      (taxonomy_id === undefined || term.taxonomy_id === taxonomy_id) &&
      (parent_id === undefined || term.parent_id === parent_id),
  )
}
