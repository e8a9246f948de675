// A server in a process of its own, so that tests can kill it at any moment or give it a small disk.
// Run as a program it is that process: serves the folder named first and prints its addresses as one line of JSON.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { Refusal } from '../platform/problem.ts'
import { startOn } from './network.ts'

const Addresses = z.object({ publicUrl: z.string(), neutralUrl: z.string() })
export type ServerProcess = { child: ChildProcess; publicUrl: string; neutralUrl: string; kill: () => Promise<void> }

const HOOK = fileURLToPath(new URL('../../../../house/tsx-hook.ts', import.meta.url))

/** Command line that serves a folder. */
export const serveCommand = (folder: string): string[] => [
  process.execPath,
  '--import',
  HOOK,
  fileURLToPath(import.meta.url),
  folder,
]

/** Serves a folder; `fileKilobytes` limits how large any file may grow, which looks like a full disk. */
export async function serveInProcess(folder: string, options: { fileKilobytes?: number } = {}): Promise<ServerProcess> {
  const command = serveCommand(folder)
  const limited = [
    'bash',
    '-c',
    `trap '' XFSZ; ulimit -f ${String(options.fileKilobytes)}; exec "$@"`,
    'bash',
    ...command,
  ]
  const [file = '', ...rest] = options.fileKilobytes === undefined ? command : limited
  const child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await Promise.race([firstLine(child), once(child, 'exit').then(() => null)])
  if (line === null) throw new Error('the server did not start')
  const kill = async (): Promise<void> => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return { child, ...Addresses.parse(JSON.parse(line)), kill }
}

async function firstLine(child: ChildProcess): Promise<string | null> {
  if (!child.stdout) return null
  for await (const line of createInterface({ input: child.stdout })) return line
  return null
}

async function serve(folder: string): Promise<void> {
  try {
    const { publicUrl, neutralUrl } = await startOn(folder)
    process.stdout.write(`${JSON.stringify({ publicUrl, neutralUrl })}\n`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  }
}

if (import.meta.main) await serve(process.argv[2] ?? '')
