// The made-up world from the command line: `seed` founds and fills a new demo network, a state's name adds one permission in that state.
import { parseArgs } from 'node:util'
import { readdir, readFile } from 'node:fs/promises'
import { Day } from '@apila/core/day.ts'
import { ItemId } from '@apila/core/bytes.ts'
import { DOMAIN } from '@apila/core/statistics/tables.ts'
import { encodeCounters, mergeCounters } from '@apila/disclosure/counters.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { openCounters, sealCounters, sealSums } from '@apila/sealing/statistics/sums.ts'
import { findReleasePolicy } from '@apila/core/organisation/roster-value.ts'
import { CounterSlots } from '@apila/core/statistics/wire.ts'
import { decodeCounters } from '@apila/disclosure/counters.ts'
import { ticketGroups } from '@apila/sealing/ticket.ts'
import { Refused, signIn, signedOut } from './client.ts'
import { count, inventYear } from './cohort.ts'
import { ORGANISATIONS, type World, foundDemo } from './network.ts'
import { randomBytes } from './referral.ts'
import { STATES, type State, bringTo } from './states.ts'

const PEOPLE_PER_DEVICE = 40
// The roster's days are fixed, so that every run founds the very same network and `world` can add to it later.
const FOUNDED_ON = Day.parse('2026-01-02')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string', default: 'http://localhost:3000' } },
})
const [wanted] = positionals
const today = Day.parse(
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' }).format(new Date()),
)
const lastYear = Number(today.slice(0, 4)) - 1
const world = await foundDemo(FOUNDED_ON)

try {
  await run()
} catch (error) {
  console.error(
    error instanceof Refused
      ? `${error.message}.`
      : `Nothing answers at ${values.url}: start the demo with \`npm start\` first. (${String(error)})`,
  )
  process.exitCode = 1
}

async function run(): Promise<void> {
  if (wanted === 'seed') await seed(world, values.url)
  else if (wanted === 'cohort-closed') await closeCohort(world, values.url)
  else if (STATES.includes(wanted as State)) await show(wanted as State)
  else {
    console.error(`Name a state: ${[...STATES, 'cohort-closed'].join(', ')}.`)
    process.exitCode = 2
  }
}

async function show(state: State): Promise<void> {
  const sent = await bringTo({ world, url: values.url, today, from: 'koivu', to: 'kataja' }, state, {
    word: `world ${state}`,
  })
  console.log(
    `${state}: from Koivu-tuki (koivu-worker-1) to Katajan lakineuvo (kataja-worker-1). Her word: "world ${state}".`,
  )
  if (sent.digits) console.log(`Ticket: ${ticketGroups(sent.digits).join(' ')}`)
}

async function seed({ entries, wraps, roster, device }: World, url: string): Promise<void> {
  await signedOut(url).post('/roster/add', { entries })
  for (const { id } of ORGANISATIONS) {
    const keeper = await signIn(url, roster.network, device(`${id}-keeper-1`))
    await keeper.post('/wraps/add', { wraps: wraps.filter((wrap) => wrap.device.startsWith(`${id}-`)) })
  }
  const scene = { world, url, today }
  await bringTo({ ...scene, from: 'kataja', to: 'koivu' }, 'knock-waiting', { word: 'seagull' })
  await bringTo({ ...scene, from: 'koivu', to: 'vaahtera' }, 'accepted', { word: 'lantern' })
  await bringTo({ ...scene, from: 'haapa', to: 'koivu' }, 'ended', { word: 'harbour' })
  await fillCohort(world, url)
  await postFixtures(url)
}

async function fillCohort({ roster, device, desk }: World, url: string): Promise<void> {
  for (const [index, { id }] of ORGANISATIONS.entries()) {
    for (const worker of [1, 2]) {
      const client = await signIn(url, roster.network, device(`${id}-worker-${String(worker)}`))
      const { recipient, list } = desk(id, 'statistics')
      const counters = count(inventYear(1000 + index * 10 + worker, String(lastYear), PEOPLE_PER_DEVICE))
      const blob = await sealCounters(recipient, encodeCounters(DOMAIN, counters))
      await client.put('/counters', { list, slot: ItemId.parse(toBase64url(randomBytes(16))), cohort: lastYear, blob })
    }
  }
}

function getPolicy() {
  const policy = findReleasePolicy(world.roster, lastYear)
  if (!policy) throw new Error('the demo network has decided nothing for last year')
  return policy
}

async function postFixtures(url: string): Promise<void> {
  const folder = new URL('./releases/', import.meta.url)
  const client = await signIn(url, world.roster.network, world.device(getPolicy().firstOfficer))
  for (const file of (await readdir(folder)).sort()) {
    const release = await readFile(new URL(file, folder), 'utf8')
    await client.post('/releases/fixtures', { release }).catch((error: unknown) => {
      if (error instanceof Refused && error.code === 'release-refused')
        console.error(`tests/world/releases/${file} does not fit: after a change of tables, npm run write -- releases`)
      throw error
    })
  }
}

async function closeCohort({ roster, device, desk }: World, url: string): Promise<void> {
  const { firstOfficer, secondOfficer } = getPolicy()
  const [first, second] = [device(firstOfficer).recipient, device(secondOfficer).recipient]
  for (const { id } of ORGANISATIONS) {
    const keeper = await signIn(url, roster.network, device(`${id}-keeper-1`))
    const key = desk(id, 'statistics')
    const { slots } = CounterSlots.parse(await keeper.post('/counters/list', { list: key.list, cohort: lastYear }))
    const all = await Promise.all(
      slots.map(async ({ blob }) => decodeCounters(DOMAIN, (await openCounters(key, blob)) ?? new Uint8Array())),
    )
    const sums = mergeCounters(
      DOMAIN,
      all.map((decoded) => {
        if (!decoded.ok) throw new Error(decoded.problem)
        return decoded.counters
      }),
    )
    await keeper.post('/closings', {
      cohort: lastYear,
      blob: await sealSums(first, second, encodeCounters(DOMAIN, sums)),
    })
  }
  console.log(`Cohort ${String(lastYear)} is closed by all four; koivu-officer opens first.`)
}
