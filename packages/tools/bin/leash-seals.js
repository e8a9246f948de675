// Started by `apila leash-keeper`, and by nobody by hand: opens what devices have sealed to the keeper. It ends with its input.
import { runLeashSeals } from '../src/leashes/run-leash-seals.ts'

const [folder = '', paper = null] = process.argv.slice(2)
await runLeashSeals({ folder, paper, input: process.stdin, output: process.stdout }).catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
