// Whose turn it is: acts that name the same thing run one after another, in the order in which they came; others run beside them.
// An act that spans the whole folder, such as the daily sweep, runs alone.

export type Turns = {
  /** Runs an act after all earlier ones that share a name with it, or that run alone. Not to be nested. */
  inTurn: <T>(names: readonly string[], work: () => Promise<T>) => Promise<T>
  /** Runs an act after all earlier ones and before all later ones. Not to be nested. */
  alone: <T>(work: () => Promise<T>) => Promise<T>
  /** When all that has begun is over. */
  idle: () => Promise<unknown>
}

export function openTurns(): Turns {
  const running = new Set<Promise<void>>()
  const lastOf = new Map<string, Promise<void>>()
  let lastAlone: Promise<void> = Promise.resolve()
  const start = <T>(before: readonly Promise<void>[], work: () => Promise<T>): [Promise<T>, Promise<void>] => {
    const result = Promise.all(before).then(work)
    const over = result.then(
      () => undefined,
      () => undefined,
    )
    running.add(over)
    void over.then(() => running.delete(over))
    return [result, over]
  }
  return {
    inTurn: (names, work) => {
      const before = names.map((name) => lastOf.get(name)).filter((over) => over !== undefined)
      const [result, over] = start([lastAlone, ...before], work)
      for (const name of names) lastOf.set(name, over)
      void over.then(() => {
        for (const name of names) if (lastOf.get(name) === over) lastOf.delete(name)
      })
      return result
    },
    alone: (work) => {
      const [result, over] = start([...running], work)
      lastAlone = over
      return result
    },
    idle: () => Promise.all(running),
  }
}
