// A busy team in the made-up network, made over HTTP with real seals: many devices, many key periods, and in each period its share of living
// permissions, three of four sent by the team, the others received and accepted by it. For benches, and small for tests.
import { type Wrap } from '@apila/core/account/session.ts'
import { Day } from '@apila/core/day.ts'
import { type Device, OrganisationId, RosterEntry, type SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { deriveDemoDevice } from '@apila/sealing/account/demo-device.ts'
import { type HeldDesk, deskKeys } from '@apila/sealing/account/desk-keys.ts'
import { type OwnDevice, describeDevice } from '@apila/sealing/account/device.ts'
import { digestOf, sha256, utf8 } from '@apila/sealing/encoding.ts'
import { wrapsFor } from '@apila/sealing/organisation/key-periods.ts'
import { readRoster, signEntry } from '@apila/sealing/organisation/roster.ts'
import { type Acting, conversationOf, newNote, readKnock, receivedNote, say, send } from './acts.ts'
import { type Client, signIn } from './client.ts'
import { ORGANISATIONS, type World, foundDemo, whichDesk } from './network.ts'
import { sealDemo } from './referral.ts'

export interface Busy {
  /** Of the whole network, those of the demo among them. */
  devices: number
  /** Of the team, its first one among them. */
  periods: number
  permissions: number
}

/** Whose team it is; the other organisations write to it and are written to. */
export const BUSY = 'koivu'
const OTHERS = ORGANISATIONS.map(({ id }) => id).filter((id) => id !== BUSY)
/** Of so many, one is received. */
const RECEIVED_EACH = 4
/** Permissions that are made at the same time. */
const AT_ONCE = 4
/** Of so many, one has a ticket: stretching one takes longer than all seals of a permission. */
const TICKET_EACH = 25

/** Fills a demo server that holds the made-up world. Gives the world as it is then. */
export async function fillBusy(
  url: string,
  today: Day,
  { devices, periods, permissions }: Busy,
  tell: (done: number) => void = () => undefined,
): Promise<World> {
  const world = await foundDemo(Day.parse('2026-01-02'))
  const { network } = world.roster
  const keepers = (id: string) => [world.device(`${id}-keeper-1`), world.device(`${id}-keeper-2`)]
  const keeper = await signIn(url, network, world.device(`${BUSY}-keeper-1`))
  const own = new Map<string, OwnDevice>()
  let now: World = { ...world, device: (id) => own.get(id) ?? world.device(id) }

  async function append(contents: readonly (readonly [Record<string, unknown>, readonly OwnDevice[]])[]) {
    const added: SignedEntry[] = []
    for (const [content, signers] of contents) {
      const n = now.entries.length + added.length
      const last = added.at(-1) ?? now.entries.at(-1)
      const previous = last ? await digestOf(last.entry) : null
      added.push(await signEntry(RosterEntry.parse({ v: 2, n, previous, on: today, ...content }), signers))
    }
    await keeper.post('/roster/add', { entries: added })
    now = { ...now, entries: [...now.entries, ...added], roster: await extend(now.roster, added, today) }
  }

  const staff = await hire(devices - world.roster.devices.size, own)
  if (staff.length > 0)
    await append(staff.map((device) => [{ kind: 'device', device }, keepers(device.organisation)] as const))
  for (const { id } of ORGANISATIONS)
    await giveKeys(now, id, staff, await signIn(url, network, keepers(id)[0] as OwnDevice))

  const at = signedIn(url, () => now, today)
  let done = 0
  for (let period = 0; period < periods; period += 1) {
    if (period > 0) {
      const { entry, held, wraps } = await nextPeriod(now, period)
      await append([[entry, keepers(BUSY)]])
      await keeper.post('/wraps/add', { wraps })
      const before = now
      now = { ...now, desk: (id, kind) => (id === BUSY && kind === 'referral' ? held : before.desk(id, kind)) }
    }
    const until = Math.floor((permissions * (period + 1)) / periods)
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (done < until) {
          done += 1
          const n = done
          await untilCame(() => make(at, n))
          tell(n)
        }
      }),
    )
  }
  return now
}

/** A busy machine lets a connection go that is being used: what it carried is made once more, as another permission. */
async function untilCame(act: () => Promise<void>): Promise<void> {
  for (let left = 5; ; left -= 1)
    try {
      await act()
      return
    } catch (error) {
      if (left === 0 || !(error instanceof TypeError)) throw error
    }
}

/** The devices that come, most of them to the busy team. */
async function hire(count: number, own: Map<string, OwnDevice>): Promise<Device[]> {
  const staff: Device[] = []
  for (let n = 3; staff.length < count; n += 1)
    // Every second round only the busy team hires.
    for (const organisation of n % 2 === 0 ? [BUSY, BUSY] : [BUSY, ...OTHERS]) {
      if (staff.length === count) break
      const id = `${organisation}-worker-${String(n)}`
      if (own.has(id)) continue
      const device = await deriveDemoDevice(id)
      own.set(id, device)
      const desks = [whichDesk(organisation, 'referral').desk]
      const placing = { organisation: OrganisationId.parse(organisation), roles: ['worker' as const], desks }
      staff.push(await describeDevice(device, { ...placing, supervisor: null, pledge: null }))
    }
  return staff
}

async function giveKeys(now: World, organisation: string, staff: readonly Device[], client: Client): Promise<void> {
  const which = whichDesk(organisation, 'referral')
  const seed = await now.seed(organisation, 'referral')
  const mine = staff.filter((device) => device.organisation === organisation)
  if (mine.length > 0) await client.post('/wraps/add', { wraps: await wrapsFor(mine, { which, epoch: 0, seed }) })
}

async function nextPeriod(
  now: World,
  epoch: number,
): Promise<{ entry: Record<string, unknown>; held: HeldDesk; wraps: readonly Wrap[] }> {
  const which = whichDesk(BUSY, 'referral')
  const seed = await sha256(utf8(`apila demo desk: ${BUSY}/referral/${String(epoch)}`))
  const keys = await deskKeys(seed)
  const { recipient, bellPublic: bell } = keys
  return {
    entry: { kind: 'epoch', ...which, epoch, recipient, bell },
    held: { ...keys, which, epoch },
    wraps: await wrapsFor([...now.roster.devices.values()], { which, epoch, seed }),
  }
}

async function extend(roster: Roster, added: readonly SignedEntry[], today: Day): Promise<Roster> {
  const reading = await readRoster(added, roster, today)
  if (!reading.ok) throw new Error(`the busy network does not verify: ${reading.problem} at ${String(reading.n)}`)
  return reading.roster
}

type At = (organisation: string, n: number) => Promise<Acting & { worker: number }>

/** Each device signs in once. `n`: which of an organisation's workers it is, counted round. */
function signedIn(url: string, now: () => World, today: Day): At {
  const clients = new Map<string, Promise<Client>>()
  return async (organisation, n) => {
    const world = now()
    const workers = [...world.roster.devices.keys()].filter((id) => id.startsWith(`${organisation}-worker-`))
    const id = workers[n % workers.length] ?? ''
    const client = clients.get(id) ?? signIn(url, world.roster.network, world.device(id))
    clients.set(id, client)
    return { world, client: await client, organisation, worker: Number(id.split('-').at(-1)), today }
  }
}

/** Of those that are not sent by the team it has read the first contact and accepted. */
async function make(at: At, n: number): Promise<void> {
  const isSent = n % RECEIVED_EACH !== 0
  const other = OTHERS[n % OTHERS.length] ?? ''
  const [from, to] = isSent ? [BUSY, other] : [other, BUSY]
  const sender = await at(from, n)
  const { world, today } = sender
  const sent = await sealDemo(world, {
    ...{ from, to, today },
    mode: n % TICKET_EACH === 0 ? 'knock-ahead' : 'all-ahead',
    word: `busy word ${String(n)}`,
    days: n % 3 === 0 ? 90 : 60,
    input: { device: world.device(`${from}-worker-${String(sender.worker)}`) },
  })
  await send(sender, sent)
  if (isSent) return
  const receiver = await at(to, n)
  const knock = await readKnock(receiver, sent.reservation.k)
  const note = await newNote(receiver, receivedNote(sent, knock, 'accepted'), knock.front.until)
  await say(receiver, await conversationOf(sent), [{ kind: 'accepted' }], note)
}
