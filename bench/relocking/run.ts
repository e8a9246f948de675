// Somebody leaves a team with 1,000 living permissions: how long a colleague's page takes to lock everything anew in the background, closed in
// the middle five times at places that a seed draws; then everything is looked at from outside with the newest key alone.
import { deriveDemoDevice } from '@apila/sealing/account/demo-device.ts'
import { launchBrowser } from '../../tests/machinery/browser.ts'
import { startBusy } from '../../tests/machinery/busy-folder.ts'
import { seededBelow } from '../../tests/machinery/seeded.ts'
import { todayInFinland } from '../../tests/machinery/server.ts'
import { comeBack, removeByTwo, seeRelocked, signInAs } from '../../tests/journeys/relocking-hands.ts'
import { BUSY } from '../../tests/world/busy.ts'
import { lookRelocked } from '../../tests/machinery/relocked.ts'

const SIZE = { devices: 100, periods: 12, permissions: 1_000 }
const KILLS = 5
const SEED = 20_261_130

const apila = await startBusy(SIZE, (done) => {
  if (done % 100 === 0) console.log(`made ${String(done)} permissions`)
})
const browser = await launchBrowser()
try {
  const began = performance.now()
  const since = () => ((performance.now() - began) / 1000).toFixed(0)
  await removeByTwo(browser, apila.url, BUSY, `${BUSY}-worker-2`)
  console.log(`removed by two after ${since()} s`)
  let page = await signInAs(browser, apila.url, `${BUSY}-worker-1`)
  const context = page.browserContext()
  const below = seededBelow(SEED)
  // At places that the seed draws, the earliest first; about one lock a permission and more.
  const places = Array.from({ length: KILLS }, () => 1 + below(SIZE.permissions)).sort((a, b) => a - b)
  for (const place of places) {
    const at = await seeRelocked(page, place)
    await page.close()
    console.log(`closed at ${at ? `${String(at.done)} of ${String(at.of)}` : 'the end'}, after ${since()} s`)
    page = await comeBack(context, apila.url)
  }
  await seeRelocked(page, Infinity)
  console.log(`all locked anew after ${since()} s, closed ${String(KILLS)} times (seed ${String(SEED)})`)
  const device = await deriveDemoDevice(`${BUSY}-worker-3`)
  const { talks, knocks, lost, twice } = await lookRelocked(apila.url, device, todayInFinland())
  if (lost + twice > 0) process.exitCode = 1
  console.log(
    `${lost + twice > 0 ? 'MISSED' : 'ok    '} ${String(talks)} conversations and ${String(knocks)} first contacts looked at with the newest key alone: ${String(lost)} lost, ${String(twice)} locked twice`,
  )
} finally {
  await browser.close()
  await apila.close()
}
