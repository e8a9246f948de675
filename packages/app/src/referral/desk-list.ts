// What the desk's today-list needs: notes, the ended list, bells, and the conversations that a bell told of.
// Governed by docs/protocol.md "Bells": in the background everything is asked by one request of one size, and nothing by name.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { ListId, Mark, Name } from '@apila/core/bytes.ts'
import { type Day, daysBetween } from '@apila/core/day.ts'
import type { DeskNote, ReceivedNote, SentNote } from '@apila/core/referral/notes.ts'
import { ITEM_BELL_DAYS, type Note, Notes } from '@apila/core/referral/wire.ts'
import { openNote } from '@apila/sealing/referral/note.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { type Listening, listen, newListening } from './listening.ts'
import {
  type HeardKnock,
  type Held,
  NOTHING_SAID,
  type Talked,
  isShownTo,
  isTimeUnsaid,
  isThere,
  liveWords,
  type ReadFront,
  type ReceivedEntry,
  receivedEntry,
  type SentEntry,
  sentEntry,
  sortSent,
  unanswered,
  untilOf,
} from './today.ts'

export interface DeskLists {
  sent: readonly SentEntry[]
  received: readonly ReceivedEntry[]
  knocks: readonly HeardKnock[]
  /** Marks of permissions that have ended. */
  ended: ReadonlySet<Mark>
  /** Agreed words of the desk's permissions that have not ended. */
  words: readonly string[]
  /** Versions of notes that are of no permission, still sealed: of another kind, or noise. Their own parts open them. */
  others: readonly OtherNote[]
}

export type OtherNote = Note & { list: ListId }

export interface DeskList extends DeskLists {
  /** False until the first look has ended. */
  looked: boolean
  busy: boolean
  /** When the last look ended well, by this device's clock; null until one has. */
  lookedAt: Date | null
  /** Up to which place of the list of bells this page has heard. */
  place: () => number
  refresh: () => Promise<void>
  /** Reads these conversations anew: what this desk says itself rings no bell here. */
  reread: (...talks: readonly Name[]) => Promise<void>
  /** A first contact that is there no more: it has ended, or another's was meant. */
  forget: (heard: HeardKnock) => void
  /** It was opened here: its row says from whom, what for and under which reference. */
  rememberRead: (heard: HeardKnock, read: ReadFront) => void
}

const NOTHING: DeskLists = { sent: [], received: [], knocks: [], ended: new Set(), words: [], others: [] }

/** How often is looked, and how far that wanders. Unit: ms. Source: docs/protocol.md "Bells". */
const LOOK_MS = 300_000
const JITTER_MS = 60_000
/** The same while content is on the screen, so that an ending closes it soon. */
const LOOK_WHILE_SHOWN_MS = 45_000
/** Conversations that are read at the same time. */
const READ_AT_ONCE = 4

/** What this page has read so far. */
interface Known {
  /** Blobs of notes already tried, so that each is opened once. */
  notes: Map<string, DeskNote | null>
  /** Those of colleagues whom alone the client wanted to see them, too: their agreed words are taken. */
  all: Held[]
  held: Held[]
  others: OtherNote[]
  listening: Listening
  /** Whether it was heard once what has ended. */
  hasHeard: boolean
  said: Map<Name, Talked>
  /** Conversations that are read anew at the next look, whether a bell rang or not. */
  wanted: Set<Name>
}

const nothingKnown = (): Known => ({
  notes: new Map(),
  all: [],
  held: [],
  others: [],
  listening: newListening(),
  hasHeard: false,
  said: new Map(),
  wanted: new Set(),
})

export function useDeskList(
  session: Session | null,
  today: Day,
  isShown: boolean,
  onFailure: (error: unknown) => void,
): DeskList {
  const [lists, setLists] = useState<DeskLists>(NOTHING)
  const [looked, setLooked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [lookedAt, setLookedAt] = useState<Date | null>(null)
  const known = useRef<Known>(nothingKnown())
  // One look after another: an older answer that comes late must not stand over a newer one.
  const turn = useRef(Promise.resolve())
  const lookNow = useCallback(
    async (withNotes: boolean) => {
      if (!session?.referralDesk) {
        setLooked(true)
        return
      }
      setBusy(true)
      try {
        await lookOnce(session, today, known.current, withNotes, setLists)
        setLookedAt(new Date())
      } catch (error) {
        onFailure(error)
      } finally {
        setBusy(false)
        setLooked(true)
      }
    },
    [session, today],
  )
  const look = useCallback(
    (withNotes: boolean) => (turn.current = turn.current.then(() => lookNow(withNotes))),
    [lookNow],
  )
  const refresh = useCallback(() => look(true), [look])
  const reread = useCallback(
    (...talks: readonly Name[]) => {
      for (const t of talks) known.current.wanted.add(t)
      return look(true)
    },
    [look],
  )
  const forget = useCallback(
    ({ k }: HeardKnock) => {
      known.current.listening.knocks.delete(k)
      setLists(listsOf(known.current, today))
    },
    [today],
  )
  const rememberRead = useCallback(
    ({ k, s }: HeardKnock, read: ReadFront) => {
      known.current.listening.knocks.set(k, { ...known.current.listening.knocks.get(k), k, s, read })
      setLists(listsOf(known.current, today))
    },
    [today],
  )
  useEffect(() => {
    known.current = nothingKnown()
    setLists(NOTHING)
    setLooked(false)
    void look(true)
  }, [session, look])
  useEffect(() => {
    if (!session) return
    let timer = 0
    let left = false
    const wait = () => {
      // A look that was under way when she signed out begins no other: it would sign in again for nobody.
      if (left) return
      timer = window.setTimeout(
        () => {
          void look(false).then(wait)
        },
        isShown ? LOOK_WHILE_SHOWN_MS : LOOK_MS + wander(),
      )
    }
    wait()
    // Whoever comes back to content that stands on the screen sees at once whether it still may.
    const comeBack = () => {
      if (document.visibilityState === 'visible') void look(false)
    }
    if (isShown) {
      window.addEventListener('focus', comeBack)
      document.addEventListener('visibilitychange', comeBack)
    }
    return () => {
      left = true
      window.clearTimeout(timer)
      window.removeEventListener('focus', comeBack)
      document.removeEventListener('visibilitychange', comeBack)
    }
  }, [session, look, isShown])
  const place = useCallback(() => known.current.listening.next.bells, [])
  return { ...lists, looked, busy, lookedAt, place, refresh, reread, forget, rememberRead }
}

function wander(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
  return (word / 2 ** 32 - 0.5) * 2 * JITTER_MS
}

// Own notes first, so that the list stands before the last foreign bell is tried.
async function lookOnce(
  session: Session,
  today: Day,
  known: Known,
  withNotes: boolean,
  show: (lists: DeskLists) => void,
): Promise<void> {
  // The first time all notes are opened, which takes a while where there are many: what is open already is shown.
  const isFirst = known.notes.size === 0
  if (withNotes) await readNotes(session, known, () => isFirst && show(listsOf(known, today)))
  show(listsOf(known, today))
  const heardBefore = known.listening.heard
  try {
    const { rosterLength } = await listen(session, known.listening)
    known.hasHeard = true
    const keys = session.referralDesks.length
    if (rosterLength > session.roster.length) await session.catchUp()
    const hasNewKey = session.referralDesks.length > keys
    if (hasNewKey) {
      // Bells for a key that was not here yet were heard as foreign ones.
      known.listening.next.bells = 0
      await listen(session, known.listening)
    }
    // A bell for this desk: a colleague may have answered already.
    if (hasNewKey || (!withNotes && known.listening.heard > heardBefore)) await readNotes(session, known)
    // Whoever asks for help stands on the list before any conversation is read.
    show(listsOf(known, today))
    await readItems(session, today, known)
  } finally {
    // What was heard before something failed is shown all the same.
    show(listsOf(known, today))
  }
}

const isSent = (held: Held): held is Held<SentNote> => held.note.kind === 'sent'
const isReceived = (held: Held): held is Held<ReceivedNote> => held.note.kind === 'received'

function listsOf(known: Known, today: Day): DeskLists {
  const { all, listening, said, hasHeard } = known
  const { ended } = listening
  const held = known.held.filter((one) => !one.dropped || (hasHeard && isThere(one, ended, today)))
  const received = held.filter(isReceived)
  const talkedOf = ({ note }: Held) => said.get(note.t) ?? NOTHING_SAID
  return {
    sent: sortSent(held.filter(isSent).map((one) => sentEntry(one, talkedOf(one), ended, today))),
    received: received.map((one) => receivedEntry(one, talkedOf(one), ended, today)),
    knocks: unanswered([...listening.knocks.values()], received),
    ended,
    others: known.others,
    words: liveWords(
      all.map(({ note }) => note),
      ended,
      today,
    ),
  }
}

// Each key period has a list of its own; a note stays in the list where it was first kept.
async function readNotes(session: Session, known: Known, onSome: () => void = () => undefined): Promise<void> {
  const asked = session.referralDesks.map(async ({ list }) => {
    const { notes } = await session.api.ask('POST', 'notes', Notes, { list })
    return { list, notes }
  })
  const lists = await Promise.all(asked)
  known.others = []
  const all: Held[] = []
  const take = () => {
    known.all = [...all]
    known.held = known.all.filter(({ note }) => isShownTo(note, session.device.id))
  }
  let opened = 0
  for (const { list, notes } of lists)
    for (const versions of Map.groupBy(notes, ({ id }) => id).values()) {
      all.push(...(await readVersions(session, known, list, versions)))
      opened += 1
      if (opened % SHOWN_EACH !== 0) continue
      take()
      onSome()
      await breath()
    }
  take()
}

/** After how many notes the first look shows what is open, and lets the page draw. */
const SHOWN_EACH = 40
const breath = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve)
  })

// Of several versions of a note the newest that opens counts, so that noise written over it hides nothing.
async function readVersions(session: Session, known: Known, list: ListId, versions: readonly Note[]): Promise<Held[]> {
  let newest: Held | null = null
  for (const { blob, ...row } of versions) {
    const note = await openOnce(session, known.notes, list, blob)
    if (!note) known.others.push({ list, blob, ...row })
    else if ((newest?.version ?? -1) < row.version) newest = { list, ...row, note }
  }
  // The next version follows what lies there, whether it opens or not.
  return newest ? [{ ...newest, version: Math.max(...versions.map(({ version }) => version)) }] : []
}

// The key that the list comes from first: most notes are under it, and a key that does not fit takes as long as one that does.
async function openOnce(session: Session, tried: Known['notes'], list: ListId, blob: string): Promise<DeskNote | null> {
  const before = tried.get(blob)
  if (before !== undefined) return before
  let opened: DeskNote | null = null
  for (const desk of session.referralDesks.toSorted((a, b) => Number(b.list === list) - Number(a.list === list)))
    opened ??= await openNote(desk, blob).catch(() => null)
  tried.set(blob, opened)
  return opened
}

// Reading conversations needs the rule and much else; her list stands before that is fetched.
const reader = () =>
  import('./read-talked.ts').catch(() => {
    throw new Refused('offline')
  })

// Only conversations that a bell told of, or that somebody has open, are named to the server; and, at the first look, those whose note
// does not say the time that was proposed, and those older than bells live, also past the day that the note knows: the other desk may have written a later one. What is over is read no more, and what
// was read of it goes.
async function readItems(session: Session, today: Day, known: Known): Promise<void> {
  const { listening, said } = known
  const wanted = known.held.filter(({ note }) => {
    const had = said.get(note.t)
    if (listening.ended.has(note.mark)) {
      said.delete(note.t)
      return false
    }
    if (had && today > untilOf(note, had)) said.set(note.t, NOTHING_SAID)
    const isOld = daysBetween(note.front.notBefore, today) > ITEM_BELL_DAYS && !had
    return isOld || (isTimeUnsaid(note) && !had) || listening.talks.has(note.t) || known.wanted.has(note.t)
  })
  if (wanted.length === 0) return
  const { readTalked } = await reader()
  const failures: unknown[] = []
  const noted: Name[] = []
  const lane = async () => {
    for (let held = wanted.pop(); held; held = wanted.pop()) {
      const { note } = held
      // Before it is read: whoever says something meanwhile wants it read once more, since this reading may be the older one.
      listening.talks.delete(note.t)
      known.wanted.delete(note.t)
      try {
        const { isNoted, ...talked } = await readTalked(session, held, today)
        said.set(note.t, talked)
        if (isNoted) noted.push(note.t)
      } catch (error) {
        if (error instanceof Refused && error.code === 'not-found') said.set(note.t, NOTHING_SAID)
        else {
          // One that cannot be read hides none of the others. It is tried again at the next look.
          known.wanted.add(note.t)
          failures.push(error)
        }
      }
    }
  }
  await Promise.all(Array.from({ length: READ_AT_ONCE }, lane))
  if (noted.length > 0) await readNotes(session, known)
  if (failures.length > 0) throw failures[0]
}
