// Shift three times leaves; Shift that does something else does not (the pages then stay shut for ten minutes).
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { makeLeaving } from './leave.ts'

/** As the browser's, with the time and the held keys in the test's hand. */
class Pressed extends Event {
  readonly key: string
  readonly repeat: boolean
  readonly shiftKey: boolean
  private readonly at: number
  private readonly held: readonly string[]
  constructor(type: string, key: string, at: number, held: readonly string[] = [], repeat = false) {
    super(type)
    this.key = key
    this.at = at
    this.held = held
    this.repeat = repeat
    this.shiftKey = held.includes('Shift')
  }
  override get timeStamp(): number {
    return this.at
  }
  getModifierState(key: string): boolean {
    return this.held.includes(key)
  }
}

let page = new EventTarget()
let left: string[] = []

beforeEach(() => {
  page = new EventTarget()
  left = []
  Object.assign(globalThis, {
    addEventListener: page.addEventListener.bind(page),
    document: {
      documentElement: { hidden: false },
      querySelectorAll: () => [{ href: '/x', addEventListener: () => undefined }],
    },
    location: { replace: (to: string) => left.push(to) },
  })
  makeLeaving()
})

let now = 0
const shift = (held: readonly string[] = [], repeat = false) =>
  page.dispatchEvent(new Pressed('keydown', 'Shift', (now += 100), ['Shift', ...held], repeat))

test('Shift three times leaves, and not twice', () => {
  shift()
  shift()
  assert.deepEqual(left, [])
  shift()
  assert.deepEqual(left, ['/x'])
})

for (const held of ['Alt', 'AltGraph', 'Control', 'Meta'])
  test(`Shift three times while ${held} is held, as when the keyboard's language is changed, left the page`, () => {
    page.dispatchEvent(new Pressed('keydown', held, (now += 100), [held]))
    for (let i = 0; i < 6; i += 1) shift([held])
    assert.deepEqual(left, [])
  })

test('Alt held between two presses of Shift left the page', () => {
  shift()
  shift()
  shift(['Alt'])
  shift()
  shift()
  assert.deepEqual(left, [])
})

for (const use of ['pointerdown', 'wheel'])
  test(`Shift with ${use} three times left the page`, () => {
    for (let i = 0; i < 6; i += 1) {
      shift()
      page.dispatchEvent(new Pressed(use, '', (now += 100), ['Shift']))
    }
    assert.deepEqual(left, [])
  })

test('Shift that is kept down counts once', () => {
  shift()
  for (let i = 0; i < 30; i += 1) shift([], true)
  shift()
  assert.deepEqual(left, [])
})

test('a touch between the presses, without Shift, keeps none of them from leaving', () => {
  shift()
  page.dispatchEvent(new Pressed('pointerdown', '', (now += 100)))
  shift()
  shift()
  assert.deepEqual(left, ['/x'])
})
