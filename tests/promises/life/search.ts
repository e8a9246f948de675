// Looks at every state that can be reached, nearest first, so that the way to a broken promise is a shortest one.
import { type Goal, brokenPromise } from './invariants.ts'
import type { Fault } from './mutants.ts'
import { type Life, type Promised, START, packFirst, packSecond } from './state.ts'
import { type Size, eachStep } from './steps.ts'

export interface Found {
  states: number
  broken: Promised | null
  /** The steps that lead to it. */
  way: string[]
  goals: Set<Goal>
}

export function search(size: Size, fault: Fault | null = null): Found {
  const goals = new Set<Goal>()
  const seen = new States()
  const names = new Map<string, number>()
  let here = seen.add(packFirst(START), packSecond(START), 0, 0)
  let level = [START]
  while (level.length > 0) {
    const next: Life[] = []
    for (const life of level) {
      const broken = brokenPromise(life, fault)
      if (broken !== null) return { states: seen.size, broken, way: seen.wayTo(here, [...names.keys()]), goals }
      const from = here
      eachStep(life, {
        fault,
        size,
        reached: (goal) => goals.add(goal),
        go: (step, after) => {
          const first = packFirst(after)
          const second = packSecond(after)
          if (seen.has(first, second)) return
          let name = names.get(step)
          if (name === undefined) names.set(step, (name = names.size))
          seen.add(first, second, from, name)
          next.push(after)
        },
      })
      here += 1
    }
    level = next
  }
  return { states: seen.size, broken: null, way: [], goals }
}

/**
 * States in the order in which they were found, as two numbers each, with the state and the step before.
 * A Set of texts needs thirty times the memory: the whole model has three million states.
 */
class States {
  size = 0
  private first = new Uint32Array(1 << 16)
  private second = new Uint32Array(1 << 16)
  private from = new Uint32Array(1 << 16)
  private step = new Uint16Array(1 << 16)
  /** Open addressing: place + 1 of a state, 0 where nothing is. At most half full. */
  private slots = new Uint32Array(1 << 17)

  has(first: number, second: number): boolean {
    return this.slots[this.slotOf(first, second)] !== 0
  }

  /** Gives its place. The caller has asked `has` before. */
  add(first: number, second: number, from: number, step: number): number {
    if (this.size === this.first.length) this.grow()
    const place = this.size
    this.first[place] = first
    this.second[place] = second
    this.from[place] = from
    this.step[place] = step
    this.size += 1
    this.slots[this.slotOf(first, second)] = this.size
    return place
  }

  wayTo(place: number, names: string[]): string[] {
    const way: string[] = []
    for (let at = place; at !== 0; at = this.from[at]!) way.unshift(names[this.step[at]!]!)
    return way
  }

  private slotOf(first: number, second: number): number {
    const mask = this.slots.length - 1
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    for (let slot = (hash ^ (hash >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const place = this.slots[slot]! - 1
      if (place < 0 || (this.first[place] === first && this.second[place] === second)) return slot
    }
  }

  private grow(): void {
    const twice = this.first.length * 2
    const copy = <A extends Uint32Array | Uint16Array>(of: A, into: A): A => {
      into.set(of)
      return into
    }
    this.first = copy(this.first, new Uint32Array(twice))
    this.second = copy(this.second, new Uint32Array(twice))
    this.from = copy(this.from, new Uint32Array(twice))
    this.step = copy(this.step, new Uint16Array(twice))
    this.slots = new Uint32Array(twice * 2)
    for (let place = 0; place < this.size; place++)
      this.slots[this.slotOf(this.first[place]!, this.second[place]!)] = place + 1
  }
}
