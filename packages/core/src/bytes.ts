// Shapes of bytes as they travel: unpadded base64url of a stated length. Governed by docs/protocol.md "Encoding".
import * as z from 'zod'

/** Length of `bytes` bytes in unpadded base64url characters. */
export const encodedLength = (bytes: number): number => Math.ceil((bytes * 4) / 3)

const exactly = (bytes: number) => z.base64url().length(encodedLength(bytes))

/** Bytes of at most `maxBytes`. */
export const bytesUpTo = (maxBytes: number) => z.base64url().min(1).max(encodedLength(maxBytes))

/** 16 bytes that name a parcel to the server. From the ticket, or random where there is no ticket. */
export const Locator = exactly(16).brand<'Locator'>()
export type Locator = z.infer<typeof Locator>

/** 32 bytes that end a permission. */
export const Withdraw = exactly(32).brand<'Withdraw'>()
export type Withdraw = z.infer<typeof Withdraw>

/** 16 random bytes that both sides know from sealed content; the ended list shows it when the permission has ended. */
export const Mark = exactly(16).brand<'Mark'>()
export type Mark = z.infer<typeof Mark>

/** 16 random bytes that name a desk's list of notes or counters; known only to devices of that desk. */
export const ListId = exactly(16).brand<'ListId'>()
export type ListId = z.infer<typeof ListId>

/** 16 random bytes that name one note or one counter slot within a list. */
export const ItemId = exactly(16).brand<'ItemId'>()
export type ItemId = z.infer<typeof ItemId>

export const Signature = exactly(64).brand<'Signature'>()
export type Signature = z.infer<typeof Signature>

/** SHA-256. */
export const Digest = exactly(32).brand<'Digest'>()
export type Digest = z.infer<typeof Digest>

/** An age hybrid recipient, the public half of a key that can open. */
export const Recipient = z.string().startsWith('age1pq1').max(2200).brand<'Recipient'>()
export type Recipient = z.infer<typeof Recipient>
