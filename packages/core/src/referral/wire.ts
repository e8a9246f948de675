// What the server sees of a referral: names, sealed blobs and days. What they say is sealed (docs/protocol.md "Wire").
// All addresses are POST or PUT with JSON bodies, so that nothing secret ever stands in an address.
import * as z from 'zod'
import { ItemId, ListId, Locator, Mark, Withdraw, bytesUpTo } from '../bytes.ts'
import { Day } from '../day.ts'

/** Size classes of padded plaintext, in bytes (protocol 3.5 step 5). Small parts (knock, reply, note, receipt, hint) have one size each. */
export const SIZE_CLASSES = [16_384, 65_536, 262_144, 1_048_576, 4_194_304] as const
/** Largest content before padding, in bytes (docs/protocol.md). */
export const LARGEST_CONTENT_BYTES = 4_194_304 - 65_536
export const KNOCK_BYTES = 8192
export const REPLY_BYTES = 4096
export const NOTE_BYTES = 8192
export const RECEIPT_BYTES = 4096
export const HINT_BYTES = 256
export const KEY_BYTES = 2560

const smallBlob = bytesUpTo(16_384)
const bodyBlob = bytesUpTo(4_194_304 + 16_384)
/** A leash: 74 characters of an age hybrid identity, as UTF-8 bytes. */
const Leash = bytesUpTo(128)

const Row = { locator: Locator, body: bodyBlob, key: smallBlob, leash: Leash }

/** A note in a desk's list. `version` is the version that it replaces; 0 for a new note. */
export const NotePut = z.object({ list: ListId, id: ItemId, version: z.int().min(0), blob: smallBlob, until: Day })
export type NotePut = z.infer<typeof NotePut>

/** POST /api/v1/parcels. 204; sending the same deposit again is 204 too, so that a device without signal can repeat. */
export const Deposit = z
  .object({
    withdraw: Withdraw,
    mark: Mark,
    until: Day,
    hint: smallBlob,
    knock: z.object(Row),
    story: z.object({ ...Row, receipt: smallBlob, sheetKeys: z.tuple([smallBlob, smallBlob]) }),
    note: NotePut,
  })
  // One name for both would let whoever reads the first contact ask for the story.
  .refine(({ knock, story }) => knock.locator !== story.locator, { path: ['story', 'locator'] })
export type Deposit = z.infer<typeof Deposit>

/** POST /api/v1/hints/list. Pages of a constant count of hints, filled up with random blobs of the same size. */
export const HintsAfter = z.object({ after: z.int().min(0) })
export const HINTS_PER_PAGE = 32
export const HintPage = z.object({ hints: z.array(smallBlob).length(HINTS_PER_PAGE), next: z.int().nullable() })
export type HintPage = z.infer<typeof HintPage>

/** POST /api/v1/parcels/open, POST /api/v1/sheets/list, POST /api/v1/replies/list, POST /api/v1/journal/list. */
export const Named = z.object({ locator: Locator })

/** Answer of /api/v1/parcels/open. `opened` counts the lines of the journal so far. */
export const Released = z.object({
  body: bodyBlob,
  key: smallBlob,
  leash: Leash,
  receipt: smallBlob.nullable(),
  version: z.int(),
  opened: z.int(),
  until: Day,
})
export type Released = z.infer<typeof Released>

/** POST /api/v1/journal. `n` is how many lines the writer saw; 409 already-answered when another came first. */
export const Numbered = z.object({ locator: Locator, n: z.int().min(0), blob: smallBlob })
export type Numbered = z.infer<typeof Numbered>

/** PUT /api/v1/parcels/key: after her Yes. `key` null leaves the lock as it was ("only this once"). 409 changed-meanwhile. */
export const Relock = z.object({ locator: Locator, version: z.int().min(0), key: smallBlob.nullable(), until: Day })
export type Relock = z.infer<typeof Relock>

/** POST /api/v1/replies: a reply under a knock, with the desk's own note in the same act, or no note. 409 already-answered. */
export const ReplyPost = z.object({ locator: Locator, n: z.int().min(0), blob: smallBlob, note: NotePut.nullable() })
export type ReplyPost = z.infer<typeof ReplyPost>

/** Answer of /api/v1/replies/list and /api/v1/journal/list. Unknown names give an empty list. */
export const Blobs = z.object({ blobs: z.array(smallBlob) })
export type Blobs = z.infer<typeof Blobs>

/** POST /api/v1/sheets: a sheet version under a story. Body is one of the size classes. */
export const SheetPost = z.object({ locator: Locator, n: z.int().min(0), blob: bytesUpTo(262_144) })
export type SheetPost = z.infer<typeof SheetPost>

/** Answer of /api/v1/sheets/list. */
export const Sheets = z.object({
  leash: Leash,
  keys: z.tuple([smallBlob, smallBlob]),
  sheets: z.array(bytesUpTo(262_144)),
})
export type Sheets = z.infer<typeof Sheets>

/** POST /api/v1/notes/list; PUT /api/v1/notes takes a NotePut; POST /api/v1/notes/delete takes a NoteName. */
export const NoteList = z.object({ list: ListId })
export const NoteName = z.object({ list: ListId, id: ItemId })
export const Note = z.object({ id: ItemId, version: z.int(), blob: smallBlob, until: Day })
export type Note = z.infer<typeof Note>
export const Notes = z.object({ notes: z.array(Note) })

/** GET /api/v1/ended: marks of permissions that ended in the last 30 days. */
export const Ended = z.object({ marks: z.array(Mark) })
export type Ended = z.infer<typeof Ended>
/** How long a mark stays on the ended list. Unit: days. Source: protocol 3.8. */
export const ENDED_LIST_DAYS = 30

/** POST /api/v1/end, on both hosts, without signing in. 204 to everything well-formed. */
export const End = z.object({ locator: Locator, withdraw: Withdraw })
export type End = z.infer<typeof End>
