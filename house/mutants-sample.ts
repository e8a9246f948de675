// Tries some of a group's mutants instead of all: `npm run mutants -- GROUP --sample=PERCENT --seed=WORD`. Which ones hangs on the seed and on
// the change itself, so that the same words choose the same ones. A sample says less than all: the score is told as that of a sample.
import { createHash } from 'node:crypto'

/** Told to the processes of the tool by their surroundings: its options know no such word. */
export const SAMPLE = 'APILA_MUTANTS_SAMPLE'

export interface Sample {
  /** How many of a hundred are tried. */
  percent: number
  seed: string
}

/** Null where all are tried. Throws where the words are none. */
export function sampleOf(args: readonly string[]): Sample | null {
  const wordOf = (name: string): string | undefined =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
  const asked = wordOf('sample')
  if (asked === undefined) return null
  const percent = Number(asked)
  if (!(percent > 0 && percent < 100)) throw new Error('--sample takes a number of percent between 0 and 100')
  return { percent, seed: wordOf('seed') ?? '1' }
}

export const writeSample = ({ percent, seed }: Sample): string => `${String(percent)} ${seed}`

function readSample(text: string): Sample {
  const [percent = '', ...seed] = text.split(' ')
  return { percent: Number(percent), seed: seed.join(' ') }
}

/** Whether a change is among those of the sample. */
export function isSampled({ percent, seed }: Sample, change: string): boolean {
  const number = createHash('sha256').update(`${seed}\n${change}`).digest().readUInt32BE(0)
  return number / 2 ** 32 < percent / 100
}

interface Mutant {
  id: string
  fileName: string
  mutatorName: string
  location: unknown
  replacement: string
}

/** As the tool asks before it tries a mutant. What is not of the sample is said not to compile: it then counts for nothing. */
class SampleChecker {
  private readonly sample = readSample(process.env[SAMPLE] ?? '100 1')
  init(): Promise<void> {
    return Promise.resolve()
  }
  check(mutants: readonly Mutant[]): Promise<Record<string, { status: string; reason?: string }>> {
    const answers = mutants.map(({ id, fileName, mutatorName, location, replacement }) => {
      const change = JSON.stringify([fileName.split('/packages/').at(-1), mutatorName, location, replacement])
      return [
        id,
        isSampled(this.sample, change) ? { status: 'passed' } : { status: 'compileError', reason: '-' },
      ] as const
    })
    return Promise.resolve(Object.fromEntries(answers))
  }
}

export const strykerPlugins = [{ kind: 'Checker', name: 'sample', injectableClass: SampleChecker }]
