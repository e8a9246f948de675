// Opens a data folder and serves it until closed. Governed by docs/operating.md.
import { accessSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Day } from '@apila/core/day.ts'
import { openJoins } from './account/joins.ts'
import { openSessions } from './account/sessions.ts'
import { neutralApp, publicApp } from './app.ts'
import { openFounding } from './organisation/founding.ts'
import { openProposals } from './organisation/proposals.ts'
import { extendRoster, openRosterKeeper } from './organisation/roster-keeper.ts'
import { addFolder, findFolder, listEntries, setFolderSeeded } from './organisation/store.ts'
import { type Config, findRoot } from './platform/config.ts'
import type { Ctx } from './ctx.ts'
import { type Database, lockFolder, openDatabase } from './platform/db.ts'
import {
  openPepper,
  openPushSigner,
  openSigner,
  randomBytes as systemRandomBytes,
  type RandomBytes,
} from './platform/keys.ts'
import { getServerName } from './leashes/belongs.ts'
import type { LeashKeeper } from './leashes/keeper.ts'
import { type Alarm, type KeeperState, openRemoteLeashes } from './leashes/remote.ts'
import { besideDatabase, openLeashStore } from './leashes/store.ts'
import { type KeeperWatch, openKeeperWatch, rememberMarks } from './leashes/watch.ts'
import { readWay } from './leashes/way.ts'
import { openBodies } from './platform/body.ts'
import { openLimits } from './platform/limits.ts'
import { PLACES, TIMES, listen, openHost, stopListening } from './platform/listen.ts'
import { type Log, countEqual, logTo } from './platform/log.ts'
import { Problem, Refusal } from './platform/problem.ts'
import { type Pages, openPages } from './platform/pages.ts'
import { openReserve } from './platform/reserve.ts'
import { STEP_LIMITS, type StepLimits, openSteps } from './platform/steps.ts'
import { roomIn } from './platform/space.ts'
import { openTallies } from './watch/tallies.ts'
import { addRefusals } from './watch/store.ts'
import { narrow } from './platform/modes.ts'
import { contentLibrary } from './library/content.ts'
import type { Library } from './library/library.ts'
import { ofFolder } from './library/of-folder.ts'
import { openLibrary } from './services/library-keeper.ts'
import { ENDINGS_REMEMBERED, endAll } from './referral/ending.ts'
import { openQuotas } from './referral/quotas.ts'
import { allowRelocking } from './referral/relocking.ts'
import { openWriters } from './referral/writers.ts'
import { NO_TRUSTED, type PushPlaces } from './ringing/push-service.ts'
import { ringRound } from './ringing/rounds.ts'
import { sweep } from './sweep.ts'

export type StartOptions = {
  config: Config
  /** What a new folder is to hold; an existing folder must hold the same. `null`: only an existing folder will do. */
  kind: 'demo' | 'empty' | null
  /** Makes the demo world over HTTP once the server listens. Without it a new demo folder stays without a network until one is posted. */
  seed?: (publicUrl: string) => Promise<void>
  /** Another library than the one that comes with this version. */
  library?: Library
  now?: () => Date
  randomBytes?: RandomBytes
  log?: Log
  /** Other bounds than the protocol's, so that tests reach them with less. */
  endings?: Partial<StepLimits & { remembered: number }>
  connections?: number
  /** The founding code that an earlier start said is lost. */
  isCodeAskedAnew?: boolean
  /** Where pushes may go besides push services of the net: to one of a test's own. */
  pushPlaces?: PushPlaces
  /** When a leash keeper of its own has not answered in time. */
  keeperAlarm?: Alarm
}

export type RunningServer = {
  ctx: Ctx
  publicUrl: string
  neutralUrl: string
  /** Whether the demo world was made by this start. */
  wasSeeded: boolean
  close: () => Promise<void>
}

/** The calendar day in Finland. */
export const finnishToday = (now: Date = new Date()): Day => Day.parse(finnishDay.format(now))
const finnishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' })
const finnishTime = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', timeStyle: 'short' })

const minuteOf = (now: Date): number => {
  const [hour, minute] = finnishTime.format(now).split(':').map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}

/** How often it is looked whether a new day has begun or a sweep is owed. Unit: milliseconds. */
const DAY_CHECK_MS = 60_000

const NEW_FOLDER =
  'This data folder is new: say --demo for a made-up network to try out, or --empty for one of your own.'

/** Starts both hosts. Throws `Refusal` where the folder or the ports cannot be used. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { config } = options
  // Before anything is made: a mistyped folder leaves nothing behind.
  if (options.kind === null && !existsSync(join(config.data, 'apila.db'))) throw new Refusal(NEW_FOLDER, 2)
  // Whatever is made from here on is for the server alone.
  process.umask(0o077)
  makeFolder(config.data)
  const lock = lockFolder(config.data)
  try {
    narrow(config.data)
    const db = await openFolder(options)
    try {
      return await serve(options, db, lock.release)
    } catch (error) {
      await db.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK)
  } catch {
    throw new Refusal(`The folder ${folder} cannot be made or written to.`)
  }
}

// A demo folder whose making was cut off holds nothing but half of a made-up world: it is cleared and made anew.
async function openFolder({ config, kind, seed }: StartOptions): Promise<Database> {
  const db = await openDatabase(config.data)
  const folder = await findFolder(db.read())
  if (folder?.kind === 'demo' && folder.seeded === 0 && kind === 'demo') {
    await db.close()
    for (const name of [
      'apila.db',
      'apila.db-wal',
      'apila.db-shm',
      'leash.db',
      'leash.db-journal',
      'keys',
      'reserve',
    ]) {
      rmSync(join(config.data, name), { recursive: true, force: true })
    }
    return openFolder({ config, kind, ...(seed && { seed }) })
  }
  const refusal = refusalOf(folder?.kind, kind, folder?.seeded === 0)
  if (refusal) {
    await db.close()
    throw refusal
  }
  if (folder) db.useNetwork(folder.network_id)
  else if (kind) await db.write((tx) => addFolder(tx, kind, seed === undefined))
  return db
}

function refusalOf(
  there: 'demo' | 'empty' | undefined,
  wanted: 'demo' | 'empty' | null,
  isHalfMade: boolean,
): Refusal | null {
  if (!there && !wanted) return new Refusal(NEW_FOLDER, 2)
  if (there && wanted && there !== wanted) {
    const holds = there === 'demo' ? 'the made-up demo network' : 'a network of its own'
    return new Refusal(
      `This data folder holds ${holds}, so it cannot be started with --${wanted}. Leave the word out, or give another folder with --data.`,
      2,
    )
  }
  if (isHalfMade && !wanted)
    return new Refusal(
      'The demo network in this folder was never finished. Start again with --demo, and it will be made anew.',
    )
  return null
}

async function serve(options: StartOptions, db: Database, releaseLock: () => void): Promise<RunningServer> {
  const { config, now = () => new Date(), randomBytes = systemRandomBytes } = options
  const counted = countEqual(options.log ?? logTo(process.stderr), now)
  const keysFolder = join(config.data, 'keys')
  const pepper = openPepper(keysFolder)
  const network = () => db.read().network
  const today = () => finnishToday(now())
  const watch = await openKeeperWatch({
    db,
    log: counted.log,
    takesOlder: config.olderLeashes === 'take',
    takesNew: config.leashKeeper === '',
  })
  let started: Ctx | null = null
  const rosterKey = () => started?.network.roster.current()?.policy.leashKeeper?.keeper?.verifyKey ?? null
  // Every made-up network is founded alike.
  const genesis = () => (started?.demo === false ? (started.network.roster.current()?.genesis ?? null) : null)
  const keeper = await openKeeper(options, watch, { db, randomBytes, log: counted.log, rosterKey, genesis })
  const leashes = rememberMarks(keeper.leashes, watch)
  const folder = await findFolder(db.read())
  let isReady = folder?.seeded === 1
  let hosts: { public: ReturnType<typeof publicApp>; neutral: ReturnType<typeof neutralApp> } | null = null
  const pages = openPages(now)
  const starting = () => new Response('starting', { status: 503 })
  // Behind a proxy all connections come from one address.
  const places = {
    connections: options.connections ?? PLACES.connections,
    networkOf: config.addressHeader ? null : PLACES.networkOf,
  }
  const listeners = [
    openHost((request, env) => hosts?.public.fetch(request, env) ?? starting(), pages.quick, TIMES, places),
    openHost((request, env) => hosts?.neutral.fetch(request, env) ?? starting(), undefined, TIMES, places),
  ] as const
  const stop = async (): Promise<void> => {
    await Promise.all(listeners.map(stopListening))
    await leashes.close()
  }
  try {
    const entries = await listEntries(db.read())
    const read = entries.length > 0 ? extendRoster(null, entries, today()) : null
    if (read?.ok === false) throw new Refusal('The roster in this data folder is damaged: its signatures do not hold.')
    const ports = [
      await listen(listeners[0], config.port, config.address),
      await listen(listeners[1], config.neutralPort, config.address),
    ] as const
    const publicUrl = config.publicUrl || `http://localhost:${String(ports[0])}`
    const neutralUrl = config.neutralUrl || `http://localhost:${String(ports[1])}`
    const demo = folder?.kind === 'demo'
    const library = ofFolder(options.library ?? contentLibrary({ demo }), config.data, today())
    const { remembered = ENDINGS_REMEMBERED, ...limits } = options.endings ?? {}
    const ctx: Ctx = {
      config: { ...config, publicUrl, neutralUrl },
      root: findRoot(),
      demo,
      db,
      network: {
        id: network,
        founding:
          demo || read !== null
            ? null
            : await openFounding({ db, today, randomBytes, isAskedAnew: options.isCodeAskedAnew ?? false }),
        joins: openJoins(now),
        proposals: await openProposals(db, read?.roster ?? null),
        roster: clearing(pages, openRosterKeeper(read?.roster ?? null)),
        library: clearing(pages, await openLibrary(library, db)),
        leashes,
        pepper,
        signer: openSigner(keysFolder),
        sessions: openSessions(now, randomBytes),
        endings: openSteps((secrets) => endAll(ctx, secrets), { ...STEP_LIMITS, ...limits }),
        endingMemory: { most: remembered, count: null },
        limits: openLimits(
          {
            'sign-in': config.signInsPerHour,
            open: config.opensPerHour,
            end: config.endsPerHour,
            feedback: config.feedbacksPerHour,
          },
          now,
          randomBytes,
        ),
        quotas: openQuotas(today),
        writers: openWriters(),
      },
      now,
      today,
      minute: () => minuteOf(now()),
      randomBytes,
      log: counted.log,
      tallies: openTallies(today),
      pushes: { signer: openPushSigner(keysFolder), places: options.pushPlaces ?? NO_TRUSTED },
      bodies: openBodies(),
      pages,
      reserve: openReserve(config.data),
      room: () => roomIn(config.data),
      sweeps: { isDue: false, stopped: null },
      isReady: () => isReady,
      keeper: () => (watch.isRefused() ? { state: 'older' } : keeper.stands()),
    }
    started = ctx
    await firstSweep(ctx)
    // What an earlier process allowed is gone with it.
    if (read) await allowRelocking(ctx.network.quotas, db.read(), { roster: read.roster, since: null, today: today() })
    hosts = { public: publicApp(ctx), neutral: neutralApp(ctx) }
    const wasSeeded = !isReady && options.seed !== undefined
    if (options.seed && !isReady) {
      await options.seed(`http://localhost:${String(ports[0])}`)
      await db.write(setFolderSeeded)
      isReady = true
    }
    const timer = lookEachMinute(ctx, counted.tell)
    const close = async (): Promise<void> => {
      clearInterval(timer)
      await stop()
      await keepTallies(ctx)
      await db.close()
      releaseLock()
    }
    return { ctx, publicUrl, neutralUrl, wasSeeded, close }
  } catch (error) {
    await stop()
    throw error
  }
}

type Keeper = { leashes: LeashKeeper; stands: () => KeeperState }
type KeeperParts = Pick<Ctx, 'db' | 'randomBytes' | 'log'> & Record<'rosterKey' | 'genesis', () => string | null>

async function openKeeper(
  { config, keeperAlarm }: StartOptions,
  watch: KeeperWatch,
  parts: KeeperParts,
): Promise<Keeper> {
  const { db, randomBytes, log, rosterKey, genesis } = parts
  const network = () => db.read().network
  if (config.leashKeeper !== '') {
    let stands: KeeperState = { state: 'there' }
    const told = (now: KeeperState): void => {
      stands = now
      log({ code: `leash-keeper-${now.state}`, ...('sentence' in now && { reason: now.sentence }) })
    }
    const server = getServerName(config.data, randomBytes)
    const leashes = openRemoteLeashes({
      way: readWay(config.leashKeeper, config.leashTls),
      network,
      from: () => ({ server, genesis: genesis() }),
      admit: watch.admit,
      told,
      rosterKey,
      entriesFrom: (from) => listEntries(db.read(), from),
      ...(keeperAlarm && { alarm: keeperAlarm }),
    })
    return { leashes, stands: () => stands }
  }
  const keysFolder = join(config.data, 'keys')
  const leashes = besideDatabase(await openLeashStore({ folder: config.data, keysFolder, network, randomBytes }))
  // Judged once: nobody else writes into the folder while this process has it.
  const judge = async (): Promise<void> => watch.admit(await leashes.mark())
  await judge().catch(() => undefined)
  return { leashes: watch.isRefused() ? refusing(leashes) : leashes, stands: () => ({ state: 'there' }) }
}

function refusing(leashes: LeashKeeper): LeashKeeper {
  const busy = () => Promise.reject(new Problem('busy'))
  return {
    ...{ put: busy, release: busy, has: busy, move: busy, end: busy, drop: busy, sweep: busy, mark: busy },
    close: leashes.close,
  }
}

// Where the leash keeper does not answer, the public pages serve all the same, and the sweep follows when it does.
async function firstSweep(ctx: Ctx): Promise<void> {
  try {
    await sweep(ctx)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'busy') throw error
    ctx.sweeps.isDue = true
  }
}

// What the pages show has changed with it.
function clearing<Keeper extends { set: (value: never) => void }>(pages: Pages, keeper: Keeper): Keeper {
  return {
    ...keeper,
    set: (value: never) => {
      keeper.set(value)
      pages.clear()
    },
  }
}

// A full disk must not stop what follows; the counts of that minute are lost.
async function keepTallies(ctx: Ctx): Promise<void> {
  const counts = ctx.tallies.collect()
  if (counts.length > 0) await ctx.db.write((tx) => addRefusals(tx, counts)).catch(() => undefined)
}

// A timer of 24 hours would drift over sleep and summer time; looking at the date does not.
function lookEachMinute(ctx: Ctx, tellCounted: () => void): NodeJS.Timeout {
  let swept: Day = ctx.today()
  const look = async (): Promise<void> => {
    ctx.network.limits.forgetOld()
    tellCounted()
    await keepTallies(ctx)
    await ringRound(ctx).catch(() => {
      ctx.log({ code: 'push-failed' })
    })
    const today = ctx.today()
    if (today === swept && !ctx.sweeps.isDue) return
    try {
      await sweep(ctx)
      swept = today
    } catch {
      ctx.log({ code: 'sweep-failed' })
    }
  }
  return setInterval(() => void look(), DAY_CHECK_MS).unref()
}
