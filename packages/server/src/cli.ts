// The operator's command. Exit codes: 0 done, 1 failed, 2 wrong use; one plain sentence on standard error. Governed by docs/operating.md.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { groupedCode } from '@apila/core/account/code-text.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { examineKeeper, examineKeptHere } from './doctor-keeper.ts'
import { ONE_ADDRESS, countsAllAsOne, examine, sweepSentence } from './doctor.ts'
import { linesOf } from './finding.ts'
import { FOUNDING_DAYS } from './organisation/founding.ts'
import { contentLibrary } from './library/content.ts'
import { ofFolder } from './library/of-folder.ts'
import { SETTINGS, environment, readConfig } from './platform/config.ts'
import { keeperGroups } from './leashes/keeper-groups.ts'
import { serveLeashes } from './leashes/serve.ts'
import { makeTlsFiles, readOwnKey } from './leashes/make-certificate.ts'
import { openSeals } from './leashes/seals.ts'
import { verifyKeyOf } from './leashes/tls.ts'
import { readWay } from './leashes/way.ts'
import { isStorageFull, lockFolder, lookAtDatabase, openDatabase, openLeashDatabase } from './platform/db.ts'
import { randomBytes } from './platform/keys.ts'
import { countEqual, logTo } from './platform/log.ts'
import { Refusal } from './platform/problem.ts'
import { runDesk } from './program/run-desk.ts'
import { type RunningServer, finnishToday, startServer } from './start-server.ts'
import { seedDemo } from './seed-demo.ts'

const HELP = `apila start [--demo | --empty] [settings]   serve the data folder until stopped
apila leash-keeper [settings] [--paper DIGITS]
                                            keep the leashes in a process of its own, behind --leash-keeper
apila leash-certificate --name NAME [--leash-tls DIR] [--leashes DIR]
                                            make this side's key and certificate for a leash keeper on another machine;
                                            without --name say the keys of the one that is there
apila migrate [--data DIR]                  bring the databases of a stopped server up to this version
apila doctor [settings]                     look at the folder, the settings and what waits for a signature; changes nothing

apila desk --program FILE --server ORIGIN (--ringer FOLDER | --roster FILE | --keys FILE) [--paper DIGITS] [--port 4000] [--data DIR]
                                            serve a checked desk on this machine, for a worker of it

--demo    a made-up network to try out, in a new folder
--empty   a network of your own, in a new folder
--new-founding-code   says another founding code, where the first is lost and no network is founded yet

Settings, as flags or in the environment:
${Object.values(SETTINGS)
  .map(
    ({ flag, variable, fallback, about }) =>
      `  --${flag.padEnd(18)} ${variable.padEnd(24)} ${about}${fallback && ` (${fallback})`}`,
  )
  .join('\n')}
`

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const KEEPER_WORDS = {
  there: null,
  away: 'The leash keeper does not answer: until it does, nothing is sealed, opened or ended.',
  clock:
    'This machine and the leash keeper name different days: set the clocks. Until then nothing is sealed, opened or ended.',
  keys: 'The leash keeper cannot open what is sealed to the key that the roster names, or does not believe the roster; its own log says which. Until this is mended, nothing is sealed or opened.',
  'other-network':
    'The leash keeper belongs to another network: give this one a keeper of its own, with another --leashes and another --leash-keeper. Until then nothing is sealed, opened or ended.',
  refused: 'Until this is mended, nothing is sealed, opened or ended.',
  older:
    'The leashes are an older copy: what was ended since would open again. Put the right ones in their place, or say with --older-leashes take that there are no others; what is missing in them then has ended.',
} as const

async function main(): Promise<void> {
  const { values, positionals } = readArguments()
  if (values.help === true || positionals.length === 0) {
    process.stdout.write(HELP)
    if (values.help !== true)
      throw new Refusal('Say what to do: start, leash-keeper, leash-certificate, migrate, doctor or desk.', 2)
    return
  }
  const [command, ...rest] = positionals
  if (rest.length > 0) throw new Refusal('One command at a time.', 2)
  if (command === 'start') await start(values)
  else if (command === 'leash-keeper') await keepLeashes(values)
  else if (command === 'leash-certificate') await makeCertificate(values)
  else if (command === 'migrate') await migrate(values)
  else if (command === 'doctor') await doctor(values)
  else if (command === 'desk') stopOnSignal(await runDesk(values, say))
  else throw new Refusal('There is no such command; see apila --help.', 2)
}

function readArguments(): { values: Record<string, unknown>; positionals: string[] } {
  const strings = Object.fromEntries(Object.values(SETTINGS).map(({ flag }) => [flag, { type: 'string' as const }]))
  const flags = {
    demo: { type: 'boolean' as const },
    empty: { type: 'boolean' as const },
    'new-founding-code': { type: 'boolean' as const },
    help: { type: 'boolean' as const },
    program: { type: 'string' as const },
    keys: { type: 'string' as const },
    roster: { type: 'string' as const },
    ringer: { type: 'string' as const },
    paper: { type: 'string' as const },
    server: { type: 'string' as const },
    name: { type: 'string' as const },
  }
  try {
    return parseArgs({ allowPositionals: true, options: { ...strings, ...flags } })
  } catch {
    throw new Refusal('That option is not known, or its value is missing; see apila --help.', 2)
  }
}

async function start(values: Record<string, unknown>): Promise<void> {
  if (values.demo === true && values.empty === true) throw new Refusal('Say either --demo or --empty, not both.', 2)
  const kind = values.demo === true ? 'demo' : values.empty === true ? 'empty' : null
  const config = readConfig(values, environment())
  const server = await startServer({
    config,
    kind,
    isCodeAskedAnew: values['new-founding-code'] === true,
    ...(kind === 'demo' && { seed: seedDemo }),
  })
  stopOnSignal(server.close)
  say(`Public pages   ${server.publicUrl}/`)
  say(`Workers' desk  ${server.publicUrl}/desk/`)
  say(`Neutral page   ${server.neutralUrl}/a`)
  if (server.ctx.demo) printSignIns(server)
  printFounding(server)
  if (countsAllAsOne(config)) say(ONE_ADDRESS)
  const stopped = server.ctx.sweeps.stopped && lookAtDatabase(config.data)?.swept
  const keeper = server.ctx.keeper()
  const words = KEEPER_WORDS[keeper.state]
  if (words) say('sentence' in keeper ? `${keeper.sentence} ${words}` : words)
  if (stopped) say(sweepSentence(stopped, server.ctx.today(), config.sweepDays) ?? '')
  say('Ready. Stop with Ctrl+C.')
}

function printSignIns({ ctx }: RunningServer): void {
  const devices = [...(ctx.network.roster.current()?.devices.values() ?? [])]
  say('Everything in this network is made up. Sign in at the desk as one of:')
  for (const device of devices) say(`  ${device.id.padEnd(20)} ${device.roles.join(', ')}`)
}

async function keepLeashes(values: Record<string, unknown>): Promise<void> {
  if (values.demo === true || values.empty === true) throw new Refusal('The leash keeper takes settings only.', 2)
  const config = readConfig(values, environment())
  const { leashes: folder, leashKeeper: where, sweepDays } = config
  if (where === '') throw new Refusal('Say where the leash keeper listens, with --leash-keeper.', 2)
  const counted = countEqual(logTo(process.stderr), () => new Date())
  const way = readWay(where, config.leashTls)
  const keeper = await serveLeashes({
    paper: typeof values['paper'] === 'string' ? values['paper'] : null,
    ...{ folder, way, randomBytes, today: finnishToday, log: counted.log, sweepDays },
    takesOlder: config.olderLeashes === 'take',
  })
  stopOnSignal(keeper.close)
  if (way.kind === 'port') sayKeys(verifyKeyOf(way.files.own), await keeper.recipient())
  say(`Keeping the leashes in ${folder}, listening at ${where}. Stop with Ctrl+C.`)
}

async function makeCertificate(values: Record<string, unknown>): Promise<void> {
  const { leashTls: folder, leashes } = readConfig(values, environment())
  const verifyKey = values['name'] === undefined ? readOwnKey(folder) : null
  if (verifyKey !== null) return sayBothKeys(values, leashes, verifyKey)
  const name = typeof values['name'] === 'string' ? values['name'] : ''
  const made = makeTlsFiles({ folder, name, now: new Date(), randomBytes })
  say(`Certificate for ${name}, good until ${showDay(made.until)}: ${made.file}`)
  say(
    `Give the other side a copy of it, to be put as other.pem into its folder, and read these groups aloud to each other:`,
  )
  say(`  ${made.fingerprint}`)
  await sayBothKeys(values, leashes, made.verifyKey)
}

async function sayBothKeys(values: Record<string, unknown>, leashes: string, verifyKey: string): Promise<void> {
  // The folder is there, or is named, where this machine keeps leashes; at the server's side there is none.
  if (values['leashes'] === undefined && !existsSync(leashes)) {
    say(`Where this machine keeps the leashes, the roster names this public key: ${verifyKey}`)
    say('Its recipient is shown when the keeper starts, and here with --leashes and the folder of its leashes.')
    return
  }
  const seals = openSeals({ folder: leashes, paper: null })
  sayKeys(verifyKey, await seals.recipient())
  await seals.close()
}

/** What the members write where they decide who keeps the leashes. */
function sayKeys(verifyKey: string | null, recipient: string): void {
  say('Where the members decide that this machine keeps the leashes, they write both of its keys:')
  say(`  recipient   ${recipient}`)
  say(`  public key  ${verifyKey ?? 'none: the certificate has a key of another kind than Ed25519'}`)
  if (verifyKey === null) return
  say('Their administrators see these groups before they sign. Read them to each one who calls, for both keys:')
  say(`  groups      ${keeperGroups(recipient, verifyKey)}`)
}

function printFounding({ ctx }: RunningServer): void {
  const { founding } = ctx.network
  if (!founding) return
  say('There is no network yet. Administrators found one at the desk, with the founding code.')
  if (founding.fresh === null) say('An earlier start said the code. If it is lost: apila start --new-founding-code')
  else say(`Founding code  ${groupedCode(founding.fresh)}   (said once; good for ${String(FOUNDING_DAYS)} days)`)
}

function stopOnSignal(close: () => Promise<void>): void {
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    void close().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function migrate(values: Record<string, unknown>): Promise<void> {
  const { data } = readConfig(values, environment())
  const lock = lockFolder(data)
  const db = await openDatabase(data)
  const leashes = await openLeashDatabase(data)
  await leashes.destroy()
  await db.close()
  lock.release()
  say('The databases are up to date.')
}

async function doctor(values: Record<string, unknown>): Promise<void> {
  if (values.demo === true || values.empty === true) throw new Refusal('The doctor takes settings only.', 2)
  const config = readConfig(values, environment())
  // A machine that keeps leashes for a server elsewhere has no data folder.
  if (!existsSync(config.data) && existsSync(config.leashes)) {
    for (const line of linesOf(await examineKeptHere(config, new Date()))) say(line)
    return
  }
  const library = ofFolder(contentLibrary({ demo: false }), config.data, finnishToday())
  const keeper = await examineKeeper(config, new Date())
  for (const line of linesOf(examine(config, library, finnishToday(), keeper))) say(line)
}

try {
  await main()
} catch (error) {
  const refusal = isStorageFull(error) ? new Refusal('There is no room left on the disk.') : error
  if (!(refusal instanceof Refusal)) throw error
  process.stderr.write(`${refusal.message}\n`)
  process.exitCode = refusal.exitCode
}
