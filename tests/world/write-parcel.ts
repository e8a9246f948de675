// Writes the vector of one whole sealed permission: `npm run write -- parcel`. Sealing is random, so it is written once per
// format version and then only read: what was sealed by an older build must open with every newer one.
import { writeFile } from 'node:fs/promises'
import { Day } from '@apila/core/day.ts'
import { foundDemo } from './network.ts'
import { sealDemoReferral } from './referral.ts'

const today = Day.parse('2026-11-22')
const world = await foundDemo(today)
const { deposit, digits, note, grant } = await sealDemoReferral(world, {
  from: 'koivu',
  to: 'kataja',
  mode: 'knock-ahead',
  today,
})
const vector = {
  about: 'docs/protocol.md; sealed once, opened by every build',
  today,
  entries: world.entries,
  desk: world.desk('kataja', 'referral'),
  digits,
  grant,
  word: note.ending?.word,
  deposit,
}
await writeFile(
  new URL('../../packages/sealing/vectors/parcel.json', import.meta.url),
  `${JSON.stringify(vector, null, 1)}\n`,
)
