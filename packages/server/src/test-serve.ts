// Serves a folder in a process of its own, for tests that kill it. Arguments: the folder, and a day or nothing.
// Prints the two addresses as one line of JSON.
import { Refusal } from './platform/problem.ts'
import { startOn } from './test-network.ts'

const [folder = '', day] = process.argv.slice(2)
try {
  const { publicUrl, neutralUrl } = await startOn(folder, day ? { now: () => new Date(`${day}T09:00:00Z`) } : {})
  process.stdout.write(`${JSON.stringify({ publicUrl, neutralUrl })}\n`)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
