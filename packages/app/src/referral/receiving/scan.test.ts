// The reader that is fetched where the browser has none reads the very square that stands on the paper.
import test from 'node:test'
import assert from 'node:assert/strict'
import type { VNode } from 'preact'
import { QrCode } from '@apila/ui/QrCode.tsx'
import { readSquareIn } from './scan.ts'

/** The square as a picture, `scale` pixels a module. */
function pictureOf(text: string, scale: number): { data: Uint8ClampedArray; width: number } {
  const { viewBox, children } = QrCode({ text, label: '' }).props as unknown as { viewBox: string; children: VNode }
  const size = Number(viewBox.split(' ')[2])
  const width = size * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  const { d } = children.props as unknown as { d: string }
  for (const [, x, y] of d.matchAll(/M(\d+) (\d+)h1/g))
    for (let down = 0; down < scale; down += 1)
      for (let right = 0; right < scale; right += 1) {
        const at = ((Number(y) * scale + down) * width + Number(x) * scale + right) * 4
        data.fill(0, at, at + 3)
      }
  return { data, width }
}

test('24 digits are read from the square of the paper, near and far', async () => {
  const digits = '482109375510276480931186'
  for (const scale of [2, 4, 9]) {
    const { data, width } = pictureOf(digits, scale)
    assert.equal(await readSquareIn(data, width, width), digits)
  }
})

test('a picture without a square gives nothing', async () => {
  assert.equal(await readSquareIn(new Uint8ClampedArray(64 * 64 * 4).fill(200), 64, 64), null)
})
