// After a removal: looks from outside, with the desk's newest key alone, whether everything that the desk has opens by it, and whether anything
// was locked anew twice. Governed by docs/protocol.md "Re-locking".
import { Wrap } from '@apila/core/account/session.ts'
import type { Name } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { RosterRest } from '@apila/core/organisation/wire.ts'
import type { DeskNote } from '@apila/core/referral/notes.ts'
import { Notes, Talk } from '@apila/core/referral/wire.ts'
import { type HeldDesk, openWraps } from '@apila/sealing/account/desk-keys.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import { openNote } from '@apila/sealing/referral/note.ts'
import { openKnock } from '@apila/sealing/referral/open.ts'
import { permissionDigest } from '@apila/sealing/referral/signed.ts'
import { openTalk } from '@apila/sealing/referral/talk.ts'
import { release } from '../world/acts.ts'
import { type Client, Refused, signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'

export interface Relocked {
  /** Conversations and first contacts that the desk has and that have not ended. */
  talks: number
  knocks: number
  /** Of them, those that do not open by the newest key alone. */
  lost: number
  /** Of the conversations, those that have more than one lock more than at the beginning. */
  twice: number
}

/** `device`: of the desk, and still there. */
export async function lookRelocked(url: string, device: OwnDevice, today: Day): Promise<Relocked> {
  const world: World = await foundDemo('2026-01-02' as Day)
  const signedIn = await signIn(url, world.roster.network, device)
  const client: Client = { ...signedIn, post: (path, body) => untilCame(() => signedIn.post(path, body)) }
  const { entries } = RosterRest.parse(await client.post('/roster', { from: 0 }))
  const reading = await readRoster(entries, null, today)
  if (!reading.ok) throw new Error(reading.problem)
  const { roster } = reading
  const wraps = Wrap.array().parse(((await client.post('/wraps', {})) as { wraps: unknown }).wraps)
  const { desks } = await openWraps(device, roster, wraps)
  const held = desks.filter(({ which }) => which.desk === 'referral').sort((a, b) => b.epoch - a.epoch)
  const [newest] = held
  if (!newest) throw new Error('the device holds no key of the desk')
  const acting = { world: { ...world, roster, device: () => device, desk: () => newest }, client, today }
  const found: Relocked = { talks: 0, knocks: 0, lost: 0, twice: 0 }
  for (const note of await listNotes(client, held)) {
    const side = note.kind === 'sent' ? 'from' : 'to'
    const grant = note.kind === 'sent' ? await permissionDigest(note.front, note.back) : note.grant
    const { t, front } = note
    const talk = await openTalkOf(client, t)
    // The client has ended it: there is nothing to lock.
    if (!talk) continue
    const opened = await openTalk({ desks: [newest], side, talk, t, front, grant, roster, today })
    found.talks += 1
    if (!opened) found.lost += 1
    if (talk.locks[side === 'from' ? 'f' : 't'].length > 2) found.twice += 1
    if (note.kind === 'sent' || note.k === null) continue
    const released = await release({ ...acting, organisation: front.to.organisation }, note.k, 'first-contact-opened')
    const knock = await openKnock({ desks: [newest], released, name: note.k, roster, today })
    found.knocks += 1
    if (!knock.ok) found.lost += 1
  }
  return found
}

/** A busy machine lets a kept connection go at the moment it is used; all that is asked here may be asked again. */
async function untilCame(ask: () => Promise<unknown>): Promise<unknown> {
  for (let left = 5; ; left -= 1)
    try {
      return await ask()
    } catch (error) {
      if (left === 0 || !(error instanceof TypeError)) throw error
    }
}

async function openTalkOf(client: Client, t: Name): Promise<Talk | null> {
  try {
    return Talk.parse(await client.post('/talk/open', { t }))
  } catch (error) {
    if (error instanceof Refused && error.code === 'not-found') return null
    throw error
  }
}

async function listNotes(client: Client, held: readonly HeldDesk[]): Promise<DeskNote[]> {
  const all = new Map<string, DeskNote>()
  for (const desk of held) {
    const { notes } = Notes.parse(await client.post('/notes', { list: desk.list }))
    for (const { id, blob } of notes) {
      const note = await openNote(desk, blob).catch(() => null)
      if (note) all.set(id, note)
    }
  }
  return [...all.values()]
}
