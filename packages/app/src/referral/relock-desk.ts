// After somebody has left a desk: what this desk opens by itself is locked under the new key, one thing after another, in the background. What
// was done is kept sealed on this device, so that a stop loses nothing. Governed by docs/protocol.md "Re-locking".
import * as z from 'zod'
import type { Day } from '@apila/core/day.ts'
import { hasRight } from '@apila/core/organisation/roles.ts'
import type { DeskNote } from '@apila/core/referral/notes.ts'
import {
  type Relock,
  type Rung,
  leftToRelock,
  relockKey,
  relocksOf,
  safeSince,
} from '@apila/core/referral/relocking.ts'
import { Appended, type LinePut } from '@apila/core/referral/wire.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import {
  type NewLock,
  type Relocked,
  type Relocking,
  confirmOf,
  relockPart,
  relockTalk,
} from '@apila/sealing/referral/relock.ts'
import { type Api, Refused } from '../account/api.ts'
import { keep, readKept } from '../account/device-store.ts'
import type { Session } from '../account/session.ts'
import { conversationOf } from './conversation.ts'
import { makeLine, openTalkOf, release, withLine } from './release.ts'
import { random } from './ticket.ts'

export interface RelockProgress {
  done: number
  of: number
  /** Stories that nobody has opened yet: the server takes a lock of theirs only after a touch. */
  waiting: number
}

/** After how many things it is kept what was done. */
const KEEP_EACH = 5

const DoneKept = z.object({ period: z.string(), done: z.array(z.string()), waiting: z.array(z.string()).default([]) })

/** What waits for somebody else or is over: no reason to stop. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'not-found',
  'has-ended',
  'not-your-turn',
  'write-again',
  'changed-meanwhile',
])

export interface ToRelock {
  notes: readonly DeskNote[]
  rung: readonly Rung[]
  today: Day
  /** Somebody is there to touch the passkey: what waits for that is locked, too. */
  touched: boolean
}

/**
 * Locks anew what is left. `isOver`: somebody signed out or the page goes. Ends when nothing is left or the server says that a day's number
 * is reached; the same again goes on from there.
 */
export async function relockDesk(
  session: Session,
  { notes, rung, today, touched }: ToRelock,
  onProgress: (progress: RelockProgress) => void,
  isOver: () => boolean,
): Promise<void> {
  const [current] = session.referralDesks
  const since = current ? safeSince(session.roster, current.which) : 0
  if (!current || since === 0 || !hasRight(session.own.roles, 'relock')) return
  const relocking: Relocking = { desks: session.referralDesks, since, random }
  const key = `relocked/${session.device.id}/${current.which.desk}`
  const period = String(since)
  const kept = DoneKept.safeParse(await readDone(session, key))
  const before = kept.success && kept.data.period === period ? kept.data : { done: [], waiting: [] }
  const done = new Set(before.done)
  const waiting = new Set(before.waiting)
  const plan = relocksOf(notes, rung)
  const left = leftToRelock(plan, done)
  if (left.length === 0) return
  const tell = () => {
    const [undone, waits] = [leftToRelock(plan, done), left.filter((each) => waiting.has(relockKey(each)))]
    onProgress({ done: plan.length - undone.length, of: plan.length, waiting: waits.length })
  }
  const keepDone = async () =>
    keep(key, await sealToDevice(session.device, { period, done: [...done], waiting: [...waiting] }))
  tell()
  for (const [at, each] of left.entries()) {
    if (isOver()) break
    // Not asked for again, since each time that it is opened a line goes into the client's book.
    if (!touched && waiting.has(relockKey(each))) continue
    try {
      await relockOne(session, each, { notes, relocking, today, api: touched ? session.api : session.untouched })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (error.code === 'touch-again') {
        waiting.add(relockKey(each))
        tell()
        continue
      }
      if (error.code === 'roster-moved') {
        // Somebody else has left meanwhile: what is safe is another key now.
        await keepDone()
        await session.catchUp()
        await relockDesk(session, { notes, rung, today, touched }, onProgress, isOver)
        return
      }
      if (!PASSED_OVER.has(error.code)) break
    }
    waiting.delete(relockKey(each))
    done.add(relockKey(each))
    if ((at + 1) % KEEP_EACH === 0) await keepDone()
    tell()
  }
  await keepDone()
}

async function readDone(session: Session, key: string): Promise<unknown> {
  const blob = await readKept(key).catch(() => null)
  return typeof blob === 'string' ? openOnDevice(session.device, blob).catch(() => null) : null
}

interface By {
  notes: readonly DeskNote[]
  relocking: Relocking
  today: Day
  api: Api
}

async function relockOne(
  session: Session,
  { name, slot }: Relock,
  { notes, relocking, today, api }: By,
): Promise<void> {
  const { roster } = session
  if (slot === 'k' || slot === 's') {
    const { released } = await release(session, name, 're-locked', today)
    const relocked = await relockPart(slot, { released, name, roster, today }, relocking)
    await finish(session, { name, slot }, relocked, (append) =>
      withLine(session, name, 're-locked', today, (line) => send(session, api, { name, slot }, append, line)),
    )
    return
  }
  const note = notes.find(({ t }) => t === name)
  if (!note) return
  const { t, front, grant } = await conversationOf(note)
  const talk = await openTalkOf(session, t, today)
  const side = slot === 't' ? 'to' : 'from'
  const relocked = await relockTalk({ side, talk, t, front, grant, roster, today }, relocking)
  await finish(session, { name, slot }, relocked, async (append) =>
    send(session, api, { name, slot }, append, await makeLine(session, t, talk.line, 're-locked', today)),
  )
}

async function finish(
  session: Session,
  { name, slot }: Relock,
  relocked: Relocked,
  append: (lock: NewLock) => Promise<unknown>,
): Promise<void> {
  if (relocked.kind === 'lock') await append(relocked.append)
  const confirm = confirmOf(name, slot, relocked)
  if (confirm) await session.api.tell('POST', 'locks/confirm', confirm)
}

const send = (session: Session, api: Api, { name, slot }: Relock, { turn, lock, proof }: NewLock, line: LinePut) =>
  api.ask('POST', 'locks', Appended, { name, slot, turn, lock, proof, roster: session.roster.length, line })
