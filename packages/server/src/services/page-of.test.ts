// A long directory comes in pages of 25 whose links keep what was chosen; a short one is as it was.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageOf } from './page-of.ts'

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n)

test('up to sixty services stay on one page', () => {
  assert.deepEqual(pageOf([numbers(0, 60)], undefined), { parts: [numbers(0, 60)], page: 1, pages: 1 })
  assert.deepEqual(pageOf([numbers(0, 60)], '2'), { parts: [numbers(0, 60)], page: 1, pages: 1 })
  assert.deepEqual(pageOf([[], []], '7'), { parts: [[], []], page: 1, pages: 1 })
})

test('longer lists come in pages of 25, each service on exactly one, in order', () => {
  const lists = [numbers(0, 30), numbers(30, 31), numbers(31, 31), numbers(31, 3_700)]
  const { pages } = pageOf(lists, '1')
  assert.equal(pages, 148)
  const all = numbers(1, pages + 1).flatMap((page) => {
    const { parts } = pageOf(lists, String(page))
    assert.ok(parts.flat().length <= 25)
    return parts.flat()
  })
  assert.deepEqual(all, numbers(0, 3_700))
  assert.deepEqual(pageOf(lists, '2').parts, [numbers(25, 30), [30], [], numbers(31, 50)])
})

test('what is no page is the nearest one that is', () => {
  for (const [asked, page] of [
    ['0', 1],
    ['-1', 1],
    ['x', 1],
    ['', 1],
    ['1e9', 1],
    ['3', 3],
    ['999999', 4],
  ] as const)
    assert.equal(pageOf([numbers(0, 100)], asked).page, page, asked)
})
