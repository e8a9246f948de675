// The `apila-tools` command for member organisations and statisticians. Exit codes: 0 done, 1 failed, 2 wrong use.
import { CHECK_TEXT_HELP, runCheckText } from './check-text/run-check-text.ts'
import { OPEN_HELP, runOpen } from './export/run-open.ts'
import { Failure } from './failure.ts'
import { PROGRAM_HELP, runProgram, runVerifySite } from './program/run-program.ts'
import { RING_HELP, runRing } from './ringing/run-ring.ts'
import { RELEASE_HELP, readReleaseOptions } from './statistics/release-options.ts'
import { runRelease } from './statistics/run-release.ts'

const HELP = `apila-tools: statistics that cannot identify, from rows that an organisation lawfully holds.

${RELEASE_HELP}
${CHECK_TEXT_HELP}
${PROGRAM_HELP}
${OPEN_HELP}
${RING_HELP}`

const sayLine = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP)
    return
  }
  if (args[0] === 'release' && args[1] === 'run') {
    const sentence = await runRelease(readReleaseOptions(args.slice(2)))
    sayLine(sentence)
    return
  }
  if (args[0] === 'program') return runProgram(args.slice(1), sayLine)
  if (args[0] === 'verify-site') return runVerifySite(args.slice(1), sayLine)
  if (args[0] === 'open') return runOpen(args.slice(1), sayLine)
  if (args[0] === 'ring') return runRing(args.slice(1), sayLine)
  if (args[0] === 'check-text') return runCheckText(args.slice(1), (lines) => process.stdout.write(lines))
  throw new Failure('There is no such command. apila-tools --help lists the commands.', 2)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof Failure) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  } else {
    process.stderr.write('Something unexpected went wrong; nothing was released.\n')
    if (error instanceof Error) process.stderr.write(`${error.stack ?? error.message}\n`)
    process.exitCode = 1
  }
}
