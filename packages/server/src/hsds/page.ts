// Pages of a list as the specification's `Page` names them, and the filters that narrow a list together.
import * as z from 'zod'
import type { Nested } from './nest.ts'

/** Unit: records. The whole directory fits one page of the longest size. */
const PER_PAGE = 20
const PER_PAGE_MOST = 200

const whole = z.coerce.number().int().min(1).optional().catch(undefined)
const flag = z.enum(['true', 'false', '1', '0', '']).optional().catch(undefined)
const word = z.string().max(200).normalize().optional().catch(undefined)

/** What an address may ask for. Anything that cannot be understood is as if it were not there. */
export const ListQuery = z.object({
  page: whole,
  per_page: whole,
  search: word,
  full: flag,
  minimal: flag,
  full_service: flag,
  organization_id: word,
  taxonomy_term_id: word,
  taxonomy_id: word,
  parent_id: word,
  modified_after: word,
})
export type ListQuery = z.infer<typeof ListQuery>

export const isSet = (value: z.infer<typeof flag>): boolean => value === 'true' || value === '1' || value === ''

/** One page. A number beyond the last page gives an empty page that is the last. */
export function pageOf(all: readonly Nested[], { page = 1, per_page = PER_PAGE }: ListQuery): object {
  const size = Math.min(per_page, PER_PAGE_MOST)
  const pages = Math.max(1, Math.ceil(all.length / size))
  const contents = all.slice((page - 1) * size, page * size)
  return {
    total_items: all.length,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  }
}

/** Records whose texts, in any language of theirs, hold all words of the search. */
export function searched(
  all: readonly Nested[],
  search: string | undefined,
  textOf: (record: Nested) => string,
): Nested[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter((record) => {
    const text = textOf(record).normalize().toLowerCase()
    return words.every((one) => text.includes(one))
  })
}
