// Fetches and opens what the desk's today-list needs: notes, replies, the ended list, hints of knocks (protocol.md "Open" step 1).
// The server learns only that this device looked; whose a hint is, the device finds by trying.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { DeskKey } from '@apila/core/account/session.ts'
import type { Mark } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import type { DeskNote, Hint, ReceivedNote, Reply, SentNote } from '@apila/core/referral/content.ts'
import { Blobs, Ended, HintPage, Notes } from '@apila/core/referral/wire.ts'
import { openHint } from '@apila/sealing/referral/open.ts'
import { openNote } from '@apila/sealing/referral/note.ts'
import { openReply } from '@apila/sealing/referral/reply.ts'
import type { Session } from '../account/session.ts'
import {
  type Held,
  type ReceivedEntry,
  type SentEntry,
  isShownTo,
  receivedEntry,
  sentEntry,
  sortSent,
  unanswered,
} from './today.ts'

export interface DeskLists {
  sent: readonly SentEntry[]
  received: readonly ReceivedEntry[]
  knocks: readonly Hint[]
}

export interface DeskList extends DeskLists {
  /** False until the first look has ended. */
  looked: boolean
  busy: boolean
  refresh: () => Promise<void>
}

const NOTHING: DeskLists = { sent: [], received: [], knocks: [] }

/** How often the inbox is polled, and how far that wanders. Unit: ms. Source: protocol.md 3.13 (five minutes with jitter). */
const POLL_MS = 300_000
const JITTER_MS = 60_000

/** Blobs already tried on this page, so that each is opened once. */
interface Tried {
  notes: Map<string, DeskNote | null>
  hints: Map<string, Hint | null>
}

export function useDeskList(session: Session | null, today: Day, onFailure: (error: unknown) => void): DeskList {
  const [lists, setLists] = useState<DeskLists>(NOTHING)
  const [looked, setLooked] = useState(false)
  const [busy, setBusy] = useState(false)
  const tried = useRef<Tried>({ notes: new Map(), hints: new Map() })
  const refresh = useCallback(async () => {
    const desk = session?.referralDesk
    if (!session || !desk) {
      setLooked(true)
      return
    }
    setBusy(true)
    try {
      setLists(await fetchLists(session, desk, today, tried.current))
    } catch (error) {
      onFailure(error)
    } finally {
      setBusy(false)
      setLooked(true)
    }
  }, [session, today])
  useEffect(() => {
    if (!session) {
      tried.current = { notes: new Map(), hints: new Map() }
      setLists(NOTHING)
      setLooked(false)
      return
    }
    let timer = 0
    const poll = async () => {
      await refresh()
      timer = window.setTimeout(() => void poll(), POLL_MS + wander())
    }
    void poll()
    return () => {
      window.clearTimeout(timer)
    }
  }, [session, refresh])
  return { ...lists, looked, busy, refresh }
}

function wander(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
  return (word / 2 ** 32 - 0.5) * 2 * JITTER_MS
}

async function fetchLists(session: Session, desk: DeskKey, today: Day, tried: Tried): Promise<DeskLists> {
  const [notes, ended, hints] = await Promise.all([
    fetchNotes(session, desk, tried),
    fetchEnded(session),
    fetchHints(session, desk, tried),
  ])
  const sentNotes = notes.filter(isSent)
  const received = notes.filter(isReceived)
  const sent: SentEntry[] = []
  for (const held of sentNotes) {
    const replies = ended.has(held.note.mark) ? [] : await fetchReplies(session, held.note)
    sent.push(sentEntry(held, replies, ended, today))
  }
  return {
    sent: sortSent(sent),
    received: received.map((held) => receivedEntry(held, ended, today)),
    knocks: unanswered(hints, received),
  }
}

const isSent = (held: Held): held is Held<SentNote> => held.note.kind === 'sent'
const isReceived = (held: Held): held is Held<ReceivedNote> => held.note.kind === 'received'

async function fetchNotes(session: Session, desk: DeskKey, tried: Tried): Promise<Held[]> {
  const { notes } = await session.api.ask('POST', 'notes/list', Notes, { list: desk.list })
  const held: Held[] = []
  for (const { blob, ...row } of notes) {
    const note = await once(tried.notes, blob, () => openNote(desk, blob))
    if (note && isShownTo(note, session.device.id)) held.push({ ...row, note })
  }
  return held
}

async function fetchEnded(session: Session): Promise<ReadonlySet<Mark>> {
  return new Set((await session.api.ask('GET', 'ended', Ended)).marks)
}

async function fetchHints(session: Session, desk: DeskKey, tried: Tried): Promise<Hint[]> {
  const found: Hint[] = []
  // Only what lies there now is remembered: filling is new each time and would grow without end.
  const seen = new Map<string, Hint | null>()
  for (let after: number | null = 0; after !== null;) {
    const page: HintPage = await session.api.ask('POST', 'hints/list', HintPage, { after })
    for (const blob of page.hints) {
      const hint = await once(tried.hints, blob, () => openHint(desk, blob))
      seen.set(blob, hint)
      if (hint) found.push(hint)
    }
    after = page.next
  }
  tried.hints = seen
  return found
}

/** What is not for us, or is filling, opens to nothing. */
async function once<T>(tried: Map<string, T | null>, blob: string, open: () => Promise<T | null>): Promise<T | null> {
  const before = tried.get(blob)
  if (before !== undefined) return before
  const opened = await open().catch(() => null)
  tried.set(blob, opened)
  return opened
}

async function fetchReplies(session: Session, note: SentNote): Promise<Reply[]> {
  const replies: Reply[] = []
  const locator = note.knock
  const { blobs } = await session.api.ask('POST', 'replies/list', Blobs, { locator })
  for (const blob of blobs) {
    const opened = await openReply({
      repliesIdentity: note.repliesIdentity,
      blob,
      locator,
      roster: session.roster,
    }).catch(() => null)
    if (opened?.from === note.grant.to) replies.push(opened.reply)
  }
  return replies
}
