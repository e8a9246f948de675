// Kills a server and its leash keeper, each a process of its own, at random moments while devices work on; after each kill what must hold is looked
// at. Run as a program it kills as often as it is told, by hand:
// node --import ./house/tsx-hook.ts packages/server/src/test/kill-many.ts 300 [sealed]
import assert from 'node:assert/strict'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { seededBelow } from '../../../../tests/machinery/seeded.ts'
import { sealedTo } from '../leashes/test/sealed.ts'
import { BARE, type Life, WORKERS, verify, workUntilGone } from './lives.ts'
import { TestClient, foundOn, newNetwork, testFolder } from './network.ts'
import { keepInProcess, serveInProcess } from './process.ts'

/** What dies. Each comes back, and nothing that was acknowledged is lost or undone. */
const VICTIMS = ['keeper', 'server', 'keeper', 'both'] as const

/** Longest that devices work before a kill. Unit: milliseconds. */
const WORK_MS = 500

export type Killed = { kills: number; sent: number; ended: number; renewed: number; talked: number; relocked: number }

/** Kills that often. Throws where something was lost or undone. `isSealed`: leashes are sealed to the keeper by the devices. `tell`: hears of each
 *  kill after which all was as it must be. */
export async function killMany(
  kills: number,
  seed: number,
  { isSealed = false, tell = () => undefined }: { isSealed?: boolean; tell?: (kill: number) => void } = {},
): Promise<Killed> {
  const [folder, apart] = [testFolder(), testFolder()]
  const socket = join(apart, 'keeper.sock')
  const network = newNetwork()
  // Whatever dies, a program that opens seals dies with its keeper, and the next one knows the network by what was kept.
  const sealed = isSealed ? await sealedTo(network, apart) : null
  const form = sealed?.form ?? BARE
  const paper = sealed ? ['--paper', sealed.paper] : []
  await foundOn(folder, network, { 'leash-keeper': socket })
  const below = seededBelow(seed)
  const counted: Killed = { kills, sent: 0, ended: 0, renewed: 0, talked: 0, relocked: 0 }
  let keeper = await keepInProcess(apart, socket, paper)
  let server = await serveInProcess(folder, { socket })
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const victim = VICTIMS[kill % VICTIMS.length]
      const round: Life[] = []
      const client = new TestClient(network, server.publicUrl)
      const now = { isKilled: false, isWorking: true }
      const goesOn = () => !now.isKilled
      const workOf = (as: string, at: number) => workUntilGone(client, as, round, { from: kill + at, goesOn, form })
      const work = Promise.all(WORKERS.map(workOf)).finally(() => {
        now.isWorking = false
      })
      // From the first that was acknowledged on, however slow the machine is.
      while (now.isWorking && !round.some((life) => life.sent === 'yes')) await wait(2)
      await wait(below(WORK_MS))
      now.isKilled = true
      if (victim !== 'server') await keeper.kill()
      if (victim !== 'keeper') await server.kill()
      // Whoever is in the middle of something hears `busy`; an ending is tried until the keeper is back, as the page does.
      if (victim !== 'server') keeper = await keepInProcess(apart, socket)
      if (victim !== 'keeper') server = await serveInProcess(folder, { socket })
      await work
      const after = new TestClient(network, server.publicUrl)
      const { marks } = await after.lookAll(WORKERS[0])
      for (const life of round) await verify(after, life, marks, form)
      for (const act of ['sent', 'ended', 'renewed', 'talked', 'relocked'] as const)
        counted[act] += round.filter((life) => life[act] === 'yes').length
      tell(kill + 1)
    }
    assert.ok(!readdirSync(folder).includes('leash.db'))
    return counted
  } finally {
    await server.kill()
    await keeper.kill()
    for (const each of [folder, apart]) rmSync(each, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const seed = 20_261_130
  const since = performance.now()
  const killed = await killMany(Number(process.argv[2] ?? '300'), seed, {
    isSealed: process.argv[3] === 'sealed',
    tell: (kill) => {
      process.stderr.write(`${String(kill)}\n`)
    },
  })
  process.stdout.write(
    `${JSON.stringify({ seed, ...killed, seconds: Math.round((performance.now() - since) / 1000) })}\n`,
  )
}
