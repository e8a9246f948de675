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

/** Command line that serves a folder, with a leash keeper of its own behind `socket` where one is named. */
export const serveCommand = (folder: string, socket = ''): string[] => [
  process.execPath,
  '--import',
  HOOK,
  fileURLToPath(import.meta.url),
  folder,
  socket,
]

/** A leash keeper in a process of its own, by the operator's command. */
export async function keepInProcess(
  folder: string,
  socket: string,
  more: readonly string[] = [],
): Promise<{ kill: () => Promise<void> }> {
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
  const words = ['leash-keeper', '--leashes', folder, '--leash-keeper', socket, ...more]
  const child = spawn(process.execPath, ['--import', HOOK, cli, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await Promise.race([firstLine(child), once(child, 'exit').then(() => null)])
  if (line === null) throw new Error('the leash keeper did not start')
  return { kill: () => killed(child) }
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Serves a folder; `fileKilobytes` limits how large any file may grow, which looks like a full disk. */
export async function serveInProcess(
  folder: string,
  options: { fileKilobytes?: number; socket?: string } = {},
): Promise<ServerProcess> {
  const command = serveCommand(folder, options.socket)
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
  return { child, ...Addresses.parse(JSON.parse(line)), kill: () => killed(child) }
}

async function firstLine(child: ChildProcess): Promise<string | null> {
  if (!child.stdout) return null
  for await (const line of createInterface({ input: child.stdout })) return line
  return null
}

async function serve(folder: string, socket: string): Promise<void> {
  try {
    const { publicUrl, neutralUrl } = await startOn(folder, { settings: { 'leash-keeper': socket } })
    process.stdout.write(`${JSON.stringify({ publicUrl, neutralUrl })}\n`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  }
}

if (import.meta.main) await serve(process.argv[2] ?? '', process.argv[3] ?? '')
