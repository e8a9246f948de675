// How a ringer comes into the roster: by a joining code like any device, with keys made here, and no passkey since it has no person.
// Governed by docs/protocol.md "Enrolment".
import { setTimeout as wait } from 'node:timers/promises'
import { JOIN_SECONDS, JoinHeard, JoinOffer, JoinReturned, JoinSealed } from '@apila/core/account/join.ts'
import { readCode } from '@apila/core/account/code-text.ts'
import type { Day } from '@apila/core/day.ts'
import { RosterRest } from '@apila/core/organisation/wire.ts'
import { describeDevice } from '@apila/sealing/account/device.ts'
import {
  type JoinKeys,
  answerPossession,
  codeBytes,
  hearJoin,
  joinKeys,
  sayJoin,
  spokenDigits,
} from '@apila/sealing/account/join.ts'
import { systemRandom, toBase64url } from '@apila/sealing/encoding.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import { Failure } from '../failure.ts'
import { RingerKeys, deviceOf, hasRinger, makeFolder, openFolder } from './ringer-folder.ts'
import { Refused, type ServerApi } from './server-api.ts'

type Joining = {
  server: string
  folder: string
  code: string
  today: () => Day
  api: ServerApi
  say: (line: string) => void
}

/** How often it is asked what the administrators say. Unit: ms. */
const HEAR_MS = 1_500

export async function joinRinger({ server, folder, code, today, api, say }: Joining): Promise<void> {
  if (hasRinger(folder)) throw new Failure(`${folder} holds a ringer already.`)
  const typed = readCode(code)
  const bytes = typed && codeBytes(typed)
  if (!bytes) throw new Failure('That is no joining code. An administrator sees it under “Keys and people”.', 2)
  const keys = await joinKeys(bytes)
  const [offer] = await heard(api, keys, 'keeper', JoinOffer)
  if (!offer) throw new Failure('Nobody waits for this code: it is used, over, or of another network.')
  if (!offer.device.roles.includes('ringer'))
    throw new Failure('This code is for a person’s device. Ask the administrator for one of the organisation’s bell.')
  const own = RingerKeys.parse({
    ...{ v: 2, network: offer.network, device: offer.device.id, server },
    ...{ sign: toBase64url(systemRandom(32)), open: toBase64url(systemRandom(32)) },
  })
  const device = await deviceOf(own)
  const request = { v: 2 as const, record: await describeDevice(device, offer.device), credential: null }
  await makeFolder(folder, own, { pin: offer.pin, bells: 0, day: null })
  await api('join', null, { id: keys.id, blob: await sayJoin(keys, 'device', request) })
  say(`Read these six digits aloud: ${await spokenDigits(keys, request)}`)
  const answered = new Set<string>()
  for (let asked = 0; asked * HEAR_MS < JOIN_SECONDS * 1_000; asked += 1) {
    if (await isIn(api, keys, own.device, folder, { answered, today })) {
      say(`${own.device} stands in the roster.`)
      return
    }
    await wait(HEAR_MS)
  }
  throw new Failure(
    'The ten minutes of the code are over. If both administrators have signed, apila-tools ring works all the same.',
  )
}

async function heard<T>(
  api: ServerApi,
  keys: JoinKeys,
  side: 'keeper',
  shape: Parameters<typeof hearJoin<T>>[3],
): Promise<T[]> {
  const { said } = await api('join/hear', JoinHeard, { id: keys.id }).catch((error: unknown) => {
    if (error instanceof Refused)
      throw new Failure('Nobody waits for this code: it is used, over, or of another network.')
    throw error
  })
  const all = await Promise.all(
    said.filter((each) => each.side === side).map(({ blob }) => hearJoin(keys, side, blob, shape)),
  )
  return all.filter((one) => one !== null)
}

/** Answers administrators who ask whether it opens what is sealed to it, and looks whether both have signed. */
async function isIn(
  api: ServerApi,
  keys: JoinKeys,
  id: string,
  folder: string,
  { answered, today }: { answered: Set<string>; today: () => Day },
): Promise<boolean> {
  const { device, state } = await openFolder(folder)
  for (const { keeper, sealed } of await heard(api, keys, 'keeper', JoinSealed)) {
    const bytes = answered.has(keeper) ? null : await answerPossession(device.identity, sealed)
    if (bytes === null) continue
    answered.add(keeper)
    const blob = await sayJoin(keys, 'device', JoinReturned.parse({ v: 2, keeper, bytes }))
    await api('join/say', null, { id: keys.id, side: 'device', blob })
  }
  const { entries } = await api('join/roster', RosterRest, { id: keys.id, from: 0 })
  const reading = await readRoster(entries, state.pin, today())
  return (
    reading.ok &&
    [...reading.roster.devices.values()].some((each) => each.id === id && each.verifyKey === device.verifyKey)
  )
}
