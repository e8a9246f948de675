// A long list comes in pages; a short one stays whole. Pure.

/** Longest list that stays on one page: the network's own directory. Unit: services. */
const WHOLE = 60
/** A page of a longer one: about 40 KB before packing. Unit: services. */
const PAGE = 25

export type ListPage<Item> = {
  /** The parts of each list that are on this page, in the order of the lists. */
  parts: Item[][]
  /** From 1. */
  page: number
  pages: number
}

/** One page of lists that stand one after another. `asked`: what the address says; what is no page is the nearest one that is. */
export function pageOf<Item>(lists: readonly (readonly Item[])[], asked: string | undefined): ListPage<Item> {
  const count = lists.reduce((sum, list) => sum + list.length, 0)
  const size = count > WHOLE ? PAGE : WHOLE
  const pages = Math.max(1, Math.ceil(count / size))
  const wanted = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 1
  const page = Math.min(Math.max(wanted, 1), pages)
  let before = (page - 1) * size
  let room = size
  const parts = lists.map((list) => {
    const part = list.slice(before, before + room)
    before = Math.max(0, before - list.length)
    room -= part.length
    return part
  })
  return { parts, page, pages }
}
