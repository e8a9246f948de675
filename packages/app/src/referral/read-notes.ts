// Opens the notes of a desk's lists, each once. A busy team has a thousand, and every one costs an opening of its own (docs/architecture.md
// "Weights"): the first rows are shown first, the rest is opened in the background, piece by piece, so that the page goes on answering.
import type { ListId } from '@apila/core/bytes.ts'
import type { DeskNote } from '@apila/core/referral/notes.ts'
import type { Note } from '@apila/core/referral/wire.ts'
import type { Held } from './today.ts'

export type OtherNote = Note & { list: ListId }

export interface ReadNotes {
  /** Blobs of notes already tried, so that each is opened once. */
  notes: Map<string, DeskNote | null>
  /** Those of colleagues whom alone the client wanted to see them, too: their agreed words are taken. */
  all: Held[]
  /** Versions of notes that are of no permission, still sealed: of another kind, or noise. */
  others: OtherNote[]
  /** Whether all that the lists held was opened once. Until then nothing may be said to be missing. */
  opened: boolean
}

export const noNotes = (): ReadNotes => ({ notes: new Map(), all: [], others: [], opened: false })

export interface Opening {
  done: number
  of: number
}

export interface Reading {
  /** Null: for none of the desk's keys. */
  open: (list: ListId, blob: string) => Promise<DeskNote | null>
  /** Lets the page draw and hear. */
  breath: () => Promise<void>
  /** Called where more has been opened than was shown. */
  onSome: () => void
  onProgress: (opening: Opening | null) => void
  /** Somebody signed out or works in another team: nobody waits for it. */
  isOver: () => boolean
}

/** After how many notes the list is shown for the first time; then each time that twice as many are open, since drawing many rows takes as
 *  long as opening some. */
const SHOWN_FIRST = 40
/** After how many notes the page may draw and hear: on a slow telephone one takes 13 ms. */
const BREATH_EACH = 4

/** Opens what these lists hold into `known`. What was read before stands until all of it has been read again. */
export async function readLists(
  lists: readonly { list: ListId; notes: readonly Note[] }[],
  known: ReadNotes,
  reading: Reading,
): Promise<void> {
  const { onSome, onProgress, breath, isOver } = reading
  const items = lists.flatMap(({ list, notes }) =>
    [...Map.groupBy(notes, ({ id }) => id).values()].map((versions) => ({ list, versions })),
  )
  const isFirst = !known.opened
  const [all, others]: [Held[], OtherNote[]] = [[], []]
  let show = SHOWN_FIRST
  let tried = 0
  for (const [at, { list, versions }] of items.entries()) {
    const isNew = versions.some(({ blob }) => !known.notes.has(blob))
    all.push(...(await readVersions(known, { list, versions, others }, reading)))
    if (isNew) tried += 1
    if (isFirst && at + 1 === show) {
      show *= 2
      known.all = [...all]
      onSome()
    }
    if (!isNew || tried % BREATH_EACH !== 0) continue
    // A list that stands at its first showing needs no word about it.
    if (items.length > SHOWN_FIRST) onProgress({ done: at + 1, of: items.length })
    await breath()
    if (isOver()) return
  }
  known.all = all
  known.others = others
  known.opened = true
  onProgress(null)
}

// Of several versions of a note the newest that opens counts, so that noise written over it hides nothing.
async function readVersions(
  known: ReadNotes,
  { list, versions, others }: { list: ListId; versions: readonly Note[]; others: OtherNote[] },
  { open }: Reading,
): Promise<Held[]> {
  let newest: Held | null = null
  for (const { blob, ...row } of versions) {
    const before = known.notes.get(blob)
    const note = before === undefined ? await open(list, blob) : before
    known.notes.set(blob, note)
    if (!note) others.push({ list, blob, ...row })
    else if ((newest?.version ?? -1) < row.version) newest = { list, ...row, note }
  }
  // The next version follows what lies there, whether it opens or not.
  return newest ? [{ ...newest, version: Math.max(...versions.map(({ version }) => version)) }] : []
}

/** How far the opening is, told to whoever draws it alone: drawing the whole list for each number would take longer than opening. */
export interface OpeningTold {
  now: () => Opening | null
  tell: (opening: Opening | null) => void
  /** Gives how to stop hearing. */
  hear: (hear: () => void) => () => void
}

export function tellOpening(): OpeningTold {
  let current: Opening | null = null
  const hearing = new Set<() => void>()
  return {
    now: () => current,
    tell: (opening) => {
      current = opening
      for (const hear of hearing) hear()
    },
    hear: (hear) => {
      hearing.add(hear)
      return () => hearing.delete(hear)
    },
  }
}
