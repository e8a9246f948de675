// Writes the vector of one whole sealed permission: `npm run write -- parcel`. Sealing is random, so it is written once per
// format version and then only read: what was sealed by an older build must open with every newer one.
import { writeFile } from 'node:fs/promises'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { Day } from '@apila/core/day.ts'
import { foundDemo } from './network.ts'
import { sealDemo } from './referral.ts'

const today = Day.parse('2026-11-22')
const world = await foundDemo(today)
const { deposit, digits, note, front, back } = await sealDemo(world, {
  from: 'koivu',
  to: 'kataja',
  mode: 'knock-ahead',
  today,
})
const vector = {
  about: 'docs/protocol.md; sealed once, opened by every build',
  today,
  entries: world.entries,
  seed: toBase64url(await world.seed('kataja', 'referral')),
  digits,
  front,
  back,
  word: note.ending?.word,
  deposit,
}
await writeFile(
  new URL('../../packages/sealing/vectors/parcel.json', import.meta.url),
  `${JSON.stringify(vector, null, 1)}\n`,
)
