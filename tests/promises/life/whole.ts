// Looks at the whole model and every mutant, and tells the shortest way to each broken promise. By hand: it needs a minute.
// `node tests/promises/life/whole.ts` (Node 24), or with the name of one mutant.
import { GOALS } from './invariants.ts'
import { MUTANTS } from './mutants.ts'
import { search } from './search.ts'
import { WHOLE } from './steps.ts'

const wanted = process.argv[2]
let wrong = 0

function tell(isRight: boolean, text: string): void {
  if (!isRight) wrong += 1
  console.log(`${isRight ? 'ok  ' : 'LOOK'} ${text}`)
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

if (wanted === undefined) {
  const since = performance.now()
  const { states, broken, way, goals } = search(WHOLE)
  const memory = Math.round(process.memoryUsage.rss() / 2 ** 20)
  tell(
    broken === null,
    `as it should be: ${states} states, ${seconds(since)}, ${memory} MB: ${broken ?? 'every promise holds'}`,
  )
  for (const step of way) console.log(`       ${step}`)
  for (const goal of GOALS) tell(goals.has(goal), `  reached: ${goal}`)
}
for (const { name, clause, caughtBy } of MUTANTS) {
  if (wanted !== undefined && wanted !== name) continue
  const since = performance.now()
  const { states, broken, way } = search(WHOLE, name)
  tell(
    broken === caughtBy,
    `${name} (${clause}): ${states} states, ${seconds(since)}: ${broken ?? 'NOTHING NOTICES IT'}`,
  )
  for (const [index, step] of way.entries()) console.log(`       ${index + 1}. ${step}`)
}
process.exitCode = wrong > 0 ? 1 : 0
