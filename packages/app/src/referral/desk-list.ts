// What the desk's today-list needs: notes, the ended list, bells, and the conversations that a bell told of.
// Governed by docs/protocol.md "Bells": in the background everything is asked by one request of one size, and nothing by name.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { ListId, Mark, Name } from '@apila/core/bytes.ts'
import { type Day, daysBetween } from '@apila/core/day.ts'
import { unopenedPeriods } from '@apila/core/organisation/unopened-periods.ts'
import type { DeskNote, ReceivedNote, SentNote } from '@apila/core/referral/notes.ts'
import { ITEM_BELL_DAYS, Notes } from '@apila/core/referral/wire.ts'
import { openNote } from '@apila/sealing/referral/note.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { type Listening, newListening } from './heard.ts'
import {
  type OpeningTold,
  type OtherNote,
  type ReadNotes,
  type Reading,
  noNotes,
  readLists,
  tellOpening,
} from './read-notes.ts'
import {
  type HeardKnock,
  type Held,
  NOTHING_SAID,
  type Talked,
  isMoveUnread,
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
  /** All notes of the desk have been opened once: until then nothing may be said not to be there. */
  opened: boolean
  /** It was heard once what rang and what has ended. */
  heard: boolean
  /** With how many of the desk's keys. */
  keys: number
}

export interface DeskList extends DeskLists {
  /** False until the first look has ended. */
  looked: boolean
  busy: boolean
  /** When the last look ended well, by this device's clock; null until one has. */
  lookedAt: Date | null
  /** How far the first opening of all notes is. */
  opening: OpeningTold
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

const NOTHING: DeskLists = {
  sent: [],
  received: [],
  knocks: [],
  ended: new Set(),
  words: [],
  others: [],
  opened: false,
  heard: false,
  keys: 0,
}

/** How often is looked, and how far that wanders. Unit: ms. Source: docs/protocol.md "Bells". */
const LOOK_MS = 300_000
const JITTER_MS = 60_000
/** The same while content is on the screen, so that an ending closes it soon. */
const LOOK_WHILE_SHOWN_MS = 45_000

/** What this page has read so far. */
interface Known extends ReadNotes {
  listening: Listening
  /** Whether it was heard once what has ended. */
  hasHeard: boolean
  said: Map<Name, Talked>
  /** Conversations that are read anew at the next look, whether a bell rang or not. */
  wanted: Set<Name>
}

const nothingKnown = (): Known => ({
  ...noNotes(),
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
  const [opening] = useState(tellOpening)
  const lookNow = useCallback(
    async (withNotes: boolean) => {
      if (!session?.referralDesk) {
        setLists({ ...NOTHING, opened: true, heard: true })
        setLooked(true)
        return
      }
      setBusy(true)
      const own = known.current
      // Another session or team has begun: what this one reads is shown to nobody.
      const isOver = () => known.current !== own
      const show = () => {
        if (!isOver()) setLists(listsOf(own, session, today))
      }
      const tell: OpeningTold['tell'] = (now) => {
        if (!isOver()) opening.tell(now)
      }
      try {
        await lookOnce(session, today, own, withNotes, { show, tell, isOver })
        if (!isOver()) setLookedAt(new Date())
      } catch (error) {
        onFailure(error)
      } finally {
        setBusy(false)
        if (!isOver()) setLooked(true)
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
      if (session) setLists(listsOf(known.current, session, today))
    },
    [session, today],
  )
  const rememberRead = useCallback(
    ({ k, s }: HeardKnock, read: ReadFront) => {
      known.current.listening.knocks.set(k, { ...known.current.listening.knocks.get(k), k, s, read })
      if (session) setLists(listsOf(known.current, session, today))
    },
    [session, today],
  )
  useEffect(() => {
    known.current = nothingKnown()
    opening.tell(null)
    setLists(NOTHING)
    setLooked(false)
    void look(true)
    return () => {
      // Nobody waits any more for what is still being opened.
      known.current = nothingKnown()
    }
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
  // A key that somebody has opened or made meanwhile, at any step: what is sealed to it has not been heard.
  const keys = session?.referralDesks.length ?? 0
  useEffect(() => {
    if (looked && keys > known.current.listening.keys) void look(true)
  }, [keys])
  const heard = lists.heard && keys <= lists.keys
  return { ...lists, heard, looked, busy, lookedAt, opening, place, refresh, reread, forget, rememberRead }
}

function wander(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
  return (word / 2 ** 32 - 0.5) * 2 * JITTER_MS
}

interface Looking {
  show: () => void
  tell: Reading['onProgress']
  isOver: () => boolean
}

// Own notes first, so that the list stands before the last foreign bell is tried.
async function lookOnce(
  session: Session,
  today: Day,
  known: Known,
  withNotes: boolean,
  looking: Looking,
): Promise<void> {
  const { show, isOver } = looking
  if (withNotes) await readNotes(session, known, looking)
  if (isOver()) return
  show()
  const heardBefore = known.listening.heard
  try {
    const { listen } = await listener()
    const { rosterLength } = await listen(session, known.listening)
    known.hasHeard = true
    // Earlier keys come without a line in the roster.
    const isBehind = unopenedPeriods(session.roster, session.own, session.held, today) !== null
    if (isBehind || rosterLength > session.roster.length) await session.catchUp()
    const hasNewKey = session.referralDesks.length > known.listening.keys
    if (hasNewKey) await listen(session, known.listening)
    // A bell for this desk: a colleague may have answered already.
    if (hasNewKey || (!withNotes && known.listening.heard > heardBefore)) await readNotes(session, known, looking)
    // Whoever asks for help stands on the list before any conversation is read.
    show()
    await readItems(session, today, known, looking)
  } finally {
    // What was heard before something failed is shown all the same.
    show()
  }
}

const isSent = (held: Held): held is Held<SentNote> => held.note.kind === 'sent'
const isReceived = (held: Held): held is Held<ReceivedNote> => held.note.kind === 'received'

const shownOf = ({ all }: Known, session: Session): Held[] =>
  all.filter(({ note }) => isShownTo(note, session.device.id))

function listsOf(known: Known, session: Session, today: Day): DeskLists {
  const { all, listening, said, opened, hasHeard: heard } = known
  const { ended } = listening
  const held = shownOf(known, session).filter((one) => !one.dropped || (heard && isThere(one, ended, today)))
  const received = held.filter(isReceived)
  const talkedOf = ({ note }: Held) => said.get(note.t) ?? NOTHING_SAID
  return {
    sent: sortSent(held.filter(isSent).map((one) => sentEntry(one, talkedOf(one), ended, today))),
    received: received.map((one) => receivedEntry(one, talkedOf(one), ended, today)),
    knocks: unanswered([...listening.knocks.values()], received),
    ended,
    opened,
    heard,
    keys: listening.keys,
    others: known.others,
    words: liveWords(
      all.map(({ note }) => note),
      ended,
      today,
    ),
  }
}

// Each key period has a list of its own; a note stays in the list where it was first kept.
async function readNotes(session: Session, known: Known, { show, tell, isOver }: Looking): Promise<void> {
  const asked = session.referralDesks.map(async ({ list }) => {
    const { notes } = await session.api.ask('POST', 'notes', Notes, { list })
    return { list, notes }
  })
  const open: Reading['open'] = (list, blob) => openByDesk(session, list, blob)
  await readLists(await Promise.all(asked), known, { open, breath, onSome: show, onProgress: tell, isOver })
}

const breath = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve)
  })

// The key that the list comes from first: most notes are under it, and a key that does not fit takes as long as one that does.
async function openByDesk(session: Session, list: ListId, blob: string): Promise<DeskNote | null> {
  let opened: DeskNote | null = null
  for (const desk of session.referralDesks.toSorted((a, b) => Number(b.list === list) - Number(a.list === list)))
    opened ??= await openNote(desk, blob).catch(() => null)
  return opened
}

const noSignal = () => {
  throw new Refused('offline')
}
// Hearing bells, and reading conversations, which needs the rule and much else: the list stands before they are fetched.
const listener = () => import('./listening.ts').catch(noSignal)
const reader = () => import('./read-talked.ts').catch(noSignal)

// Only conversations that a bell told of, or that somebody has open, are named to the server; and, at the first look, those whose note
// does not say the time that was proposed, or not whether the client's further word has come, and those older than bells live, also past the day that the note knows: the other desk may have written a later one. What is over is read no more, and what
// was read of it goes.
async function readItems(session: Session, today: Day, known: Known, looking: Looking): Promise<void> {
  const { listening, said } = known
  const wanted = shownOf(known, session).filter(({ note }) => {
    const had = said.get(note.t)
    if (listening.ended.has(note.mark)) {
      said.delete(note.t)
      return false
    }
    if (had && today > untilOf(note, had)) said.set(note.t, NOTHING_SAID)
    const isOld = daysBetween(note.front.notBefore, today) > ITEM_BELL_DAYS && !had
    return (
      isOld ||
      isMoveUnread(note, had, today) ||
      (isTimeUnsaid(note) && !had) ||
      listening.talks.has(note.t) ||
      known.wanted.has(note.t)
    )
  })
  if (wanted.length === 0) return
  const { readAll } = await reader()
  const why = { heard: listening.talks, wanted: known.wanted }
  const { isNoted, failures } = await readAll(session, today, wanted, said, why)
  if (isNoted) await readNotes(session, known, looking)
  if (failures.length > 0) throw failures[0]
}
