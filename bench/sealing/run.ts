// How long sealing and opening take beside the raw cipher of the same bytes, in one run. Not a timed test: read the ratios.
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { Day } from '@apila/core/day.ts'
import { seal, open, newIdentity, recipientOf } from '@apila/sealing/age.ts'
import { openStory } from '@apila/sealing/referral/open.ts'
import { stretchTicket } from '@apila/sealing/ticket.ts'
import { foundDemo } from '../../tests/world/network.ts'
import { randomBytes, releasedOf, sealDemo } from '../../tests/world/referral.ts'

const ROUNDS = 7
const today = Day.parse('2026-11-22')

async function median(act: () => unknown): Promise<number> {
  await act()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    await act()
    times.push(performance.now() - started)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
}

const random = (length: number) => {
  const out = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536) out.set(randomBytes(Math.min(65_536, length - at)), at)
  return out
}

const identity = await newIdentity()
const recipient = await recipientOf(identity)
const aesKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
const [chachaKey, nonce] = [random(32), random(12)]
const rows: Array<{ what: string; ms: number; limit: number }> = []
for (const [name, size] of [
  ['4 KB', 4096],
  ['1 MB', 1_048_576],
] as const) {
  const content = random(size)
  const sealed = await seal(recipient, content)
  const raw = await median(() => chacha20poly1305(chachaKey, nonce).encrypt(content))
  rows.push({ what: `seal ${name} to one key`, ms: await median(() => seal(recipient, content)), limit: raw })
  rows.push({ what: `open ${name}`, ms: await median(() => open(identity, sealed)), limit: raw })
  const native = await median(() => crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, aesKey, content))
  rows.push({ what: `the raw cipher, ${name}, beside the browser's own AES-GCM`, ms: raw, limit: native })
}
const world = await foundDemo(today)
const send = () => sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'all-ahead', today })
const sent = await send()
const opening = {
  desks: [world.desk('kataja', 'referral')],
  released: releasedOf(sent, 'story'),
  name: sent.reservation.keys.name,
  roster: world.roster,
  ticket: null,
  today,
}
const one = rows[0]?.ms ?? 1
rows.push({ what: 'a whole permission (13 seals, 7 new keys), beside one seal', ms: await median(send), limit: one })
rows.push({
  what: 'opening its story (3 seals, signature), beside one seal',
  ms: await median(() => openStory(opening)),
  limit: one,
})
rows.push({
  what: 'stretching a ticket, beside one seal',
  ms: await median(() => stretchTicket('0'.repeat(24), 'bench')),
  limit: one,
})
for (const { what, ms, limit } of rows)
  console.log(`${what.padEnd(64)} ${ms.toFixed(2).padStart(9)} ms   ratio ${(ms / limit).toFixed(1)}`)
