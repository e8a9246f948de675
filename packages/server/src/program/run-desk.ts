// `apila desk`: checks the program, serves it on this machine, and lets the organisation's ringer run beside it (docs/operating.md "Desk").
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findRoot } from '../platform/config.ts'
import { Refusal } from '../platform/problem.ts'
import { finnishToday } from '../start-server.ts'
import { type KeysFrom, checkProgram } from './check-program.ts'
import { serveLocalDesk } from './local-desk.ts'

/** Where the local program is served unless something else is said; the main server's own port would be taken on a machine of both. */
const DESK_PORT = '4000'
/** How long the first look of the ringer may take. Unit: ms. */
const LOOK_MS = 120_000

/** Serves until what it gives is called. */
export async function runDesk(
  values: Record<string, unknown>,
  say: (text: string) => void,
): Promise<() => Promise<void>> {
  const text = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null)
  const given = (name: string): string => {
    const value = text(name)
    if (value === null) throw new Refusal(`--${name} is missing; see apila --help.`, 2)
    return value
  }
  const server = URL.parse(given('server'))
  if (!server || !/^https?:$/.test(server.protocol))
    throw new Refusal('--server is the origin of your server, as https://apila.example', 2)
  const port = text('port') ?? DESK_PORT
  if (!/^\d{1,5}$/.test(port)) throw new Refusal('--port is a number.', 2)
  const from = given('program')
  const ringer = text('ringer')
  // Before the keys are read: what the members have changed since is in the roster then. Where the server is away, the last one counts.
  if (ringer !== null) spawnSync(process.execPath, ring(ringer, '--once'), { stdio: 'inherit', timeout: LOOK_MS })
  const program = await checkProgram({ from, keysFrom: keysFrom(text), folder: text('data') ?? './apila-desk' })
  const local = await serveLocalDesk(program, { server: server.origin, port: Number(port) })
  const beside = ringer === null ? null : startRinger(ringer, existsSync(from) ? ['--program', from] : [], say)
  const { version, on } = program.manifest
  say(`Program ${version} of ${on}: two release keys signed it, and every file is as it was signed.`)
  say(`Desk  ${local.url}/desk/`)
  say('Ready. Stop with Ctrl+C.')
  return async () => {
    await Promise.all([local.close(), beside?.()])
  }
}

function keysFrom(text: (name: string) => string | null): KeysFrom {
  const [keysFile, rosterFile, ringer] = [text('keys'), text('roster'), text('ringer')]
  const given = [keysFile, rosterFile, ringer].filter((each) => each !== null).length
  if (given > 1)
    throw new Refusal(
      'Give only one of --ringer, --roster and --keys: the release keys come from one place. Beside --keys the bell runs by itself: apila-tools ring --folder and its folder.',
      2,
    )
  if (given === 0)
    throw new Refusal('Say where the release keys come from: --ringer, --roster or --keys; see apila --help.', 2)
  if (keysFile !== null) return { keysFile }
  return {
    rosterFile: rosterFile ?? join(ringer ?? '', 'roster.json'),
    paper: text('paper'),
    today: finnishToday(),
  }
}

const ring = (folder: string, ...more: string[]): string[] => [
  join(findRoot(), 'packages/tools/bin/apila-tools.js'),
  'ring',
  ...['--folder', folder],
  ...more,
]

// A process of its own: bell keys and the desk's pages never share one.
function startRinger(folder: string, more: readonly string[], say: (text: string) => void): () => Promise<void> {
  const child: ChildProcess = spawn(process.execPath, ring(folder, ...more), { stdio: 'inherit' })
  let isStopping = false
  child.on('exit', () => {
    if (!isStopping) say('The ringer has stopped: nothing rings and no day is witnessed. The desk goes on.')
  })
  return async () => {
    isStopping = true
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
}
