// Deposits beside PostgreSQL, and endings beside a worker who looks at her list meanwhile.
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Caller, median, newCaller, perSecond, untilTaken } from './load.ts'
import { type Bench, type Deposited, startBench } from './network.ts'
import { startPostgres } from './postgres.ts'
import type { Row } from './run.ts'

const ROUNDS = 3
const SECONDS = 4
const CALLERS = [1, 32]
/** Permissions at 32 at once, with the disk as it is and with 4 ms added to each wait. */
const WANTED = { plain: { floor: 0.4, goal: 0.5 }, slow: { floor: 0.24, goal: 0.3 } }

/** A library that slows the disk; `null` where no compiler is there. */
function slowDisk(): string | null {
  const out = join(mkdtempSync(join(tmpdir(), 'apila-bench-')), 'slow-disk.so')
  const source = fileURLToPath(new URL('slow-disk.c', import.meta.url))
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', out, source, '-ldl'])
  return status === 0 ? out : null
}

export async function compareDeposits(isSlow: boolean): Promise<Row[]> {
  const name = isSlow ? 'slow disk, ' : ''
  const preload = isSlow ? slowDisk() : null
  if (isSlow && preload === null) return [missing(`${name}deposits`, 'no C compiler')]
  const bench = await startBench(preload)
  const postgres = startPostgres(preload)
  const callers = await Promise.all(Array.from({ length: Math.max(...CALLERS) }, (_, n) => bench.signedIn(n)))
  const rows: Row[] = []
  try {
    for (const at of CALLERS) {
      const ours: number[] = []
      const theirs: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        ours.push(await depositsPerSecond(bench, callers.slice(0, at)))
        if (postgres) theirs.push(postgres.deposits(at, SECONDS))
      }
      const ratio = postgres ? median(ours.map((value, round) => value / (theirs[round] ?? 1))) : null
      const wanted = at === 32 ? WANTED[isSlow ? 'slow' : 'plain'] : { floor: null, goal: null }
      rows.push({
        what: `${name}permissions accepted durably, ${String(at)} at once, a second`,
        ours: median(ours).toFixed(0),
        theirs: postgres ? median(theirs).toFixed(0) : 'no PostgreSQL',
        ratio,
        ...wanted,
      })
    }
  } finally {
    for (const { call } of callers) (call as Caller & { end: () => void }).end()
    await bench.stop()
    postgres?.stop()
  }
  return rows
}

const missing = (what: string, reason: string): Row => ({
  what,
  ours: '',
  theirs: reason,
  ratio: null,
  floor: null,
  goal: null,
})

async function depositsPerSecond(
  bench: Bench,
  callers: readonly { call: Caller; headers: Record<string, string> }[],
): Promise<number> {
  // Sealed before the clock starts: that is the desks' work, not the server's.
  const ready = bench.makeDeposits(SECONDS * 600)
  const { method, path } = bench.deposit
  return perSecond(callers.length, SECONDS, async (worker) => {
    const caller = callers[worker]
    const one = ready.pop()
    if (!caller || !one) throw new Error('more deposits are needed')
    const { status } = await caller.call(method, path, one.text, bench.nextSender())
    if (status !== 204) throw new Error(`a deposit was answered ${String(status)}`)
  })
}

const ENDINGS = 1_500
const ADDRESSES = 200
/** Endings a second before they were made in groups, measured in the same way on the same machine (findings of November 2026). */
const ENDINGS_BEFORE = 67
const LIST_MS = 500

/** 1,500 people end at once, each half of them something that is there. */
export async function measureEndings(): Promise<Row[]> {
  const bench = await startBench(null)
  try {
    const workers = await Promise.all(Array.from({ length: 16 }, (_, n) => bench.signedIn(n)))
    const kept = await depositMany(bench, workers, ENDINGS / 2)
    const unknown = bench.makeDeposits(ENDINGS / 2)
    const ends = kept.flatMap((one, at) => [one, unknown[at] ?? one]).map(({ end }) => end)
    const worker = workers[0]
    if (!worker) throw new Error('nobody signed in')
    const looks: number[] = []
    const flood = { isOver: false }
    const looking = (async () => {
      while (!flood.isOver) {
        const startedAt = performance.now()
        await worker.call(bench.list.method, bench.list.path, bench.list.body, worker.headers)
        looks.push(performance.now() - startedAt)
        await wait(20)
      }
    })()
    const startedAt = performance.now()
    const taken: number[] = []
    await Promise.all(
      ends.map(async (end, n) => {
        const call = newCaller(bench.neutralUrl, `127.0.${String(1 + (n % ADDRESSES))}.7`)
        const { status } = await untilTaken(() => call(bench.end.method, bench.end.path, end))
        if (status !== 204) throw new Error(`an ending was answered ${String(status)}`)
        taken.push(performance.now() - startedAt)
        call.end()
      }),
    )
    const seconds = (performance.now() - startedAt) / 1000
    flood.isOver = true
    await looking
    const rate = ENDINGS / seconds
    return [
      {
        what: `endings a second, ${String(ENDINGS)} at once from ${String(ADDRESSES)} networks`,
        ours: rate.toFixed(0),
        theirs: `${String(ENDINGS_BEFORE)} before`,
        ratio: rate / ENDINGS_BEFORE,
        floor: 10,
        goal: null,
      },
      {
        what: 'a list meanwhile, ms (median); ratio: limit to it',
        ours: median(looks).toFixed(0),
        theirs: `limit ${String(LIST_MS)}`,
        ratio: LIST_MS / median(looks),
        floor: 1,
        goal: null,
      },
      {
        what: 'an ending is acknowledged after, ms (median, last)',
        ours: `${median(taken).toFixed(0)}, ${Math.max(...taken).toFixed(0)}`,
        theirs: '',
        ratio: null,
        floor: null,
        goal: null,
      },
    ]
  } finally {
    await bench.stop()
  }
}

async function depositMany(
  bench: Bench,
  workers: readonly { call: Caller; headers: Record<string, string> }[],
  count: number,
): Promise<Deposited[]> {
  const all = bench.makeDeposits(count)
  const left = [...all]
  await Promise.all(
    workers.map(async ({ call }) => {
      for (let one = left.pop(); one; one = left.pop()) {
        const { status } = await call(bench.deposit.method, bench.deposit.path, one.text, bench.nextSender())
        if (status !== 204) throw new Error(`a deposit was answered ${String(status)}`)
      }
    }),
  )
  return all
}
