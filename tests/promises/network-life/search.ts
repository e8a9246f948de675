// Every order of events of a small machine, breadth first, so that the way to a broken promise is the shortest.

export interface Machine<S> {
  start: S
  /** What may happen next. `fault`: what somebody built wrongly. */
  steps: (state: S, fault: string | null) => readonly (readonly [event: string, after: S])[]
  /** What must hold in every state. */
  promises: Readonly<Record<string, (state: S) => boolean>>
  /** What must be possible, or the promises would hold of nothing. */
  goals: Readonly<Record<string, (state: S) => boolean>>
}
interface Found {
  states: number
  broken: string | null
  /** The events that led there. */
  way: string[]
  reached: Set<string>
}

export function search<S>({ start, steps, promises, goals }: Machine<S>, fault: string | null = null): Found {
  const seen = new Map<string, { from: string | null; event: string }>()
  const reached = new Set<string>()
  let level: S[] = [start]
  const nameOf = (state: S): string => JSON.stringify(state)
  seen.set(nameOf(start), { from: null, event: '' })
  const wayTo = (state: S): string[] => {
    const way: string[] = []
    for (let at = seen.get(nameOf(state)); at && at.from !== null; at = seen.get(at.from)) way.unshift(at.event)
    return way
  }
  while (level.length > 0) {
    const next: S[] = []
    for (const state of level) {
      for (const [goal, is] of Object.entries(goals)) if (!reached.has(goal) && is(state)) reached.add(goal)
      const broken = Object.keys(promises).find((promise) => promises[promise]?.(state) === false)
      if (broken !== undefined) return { states: seen.size, broken, way: wayTo(state), reached }
      for (const [event, after] of steps(state, fault)) {
        const name = nameOf(after)
        if (seen.has(name)) continue
        seen.set(name, { from: nameOf(state), event })
        next.push(after)
      }
    }
    level = next
  }
  return { states: seen.size, broken: null, way: [], reached }
}
