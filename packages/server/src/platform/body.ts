// Reads the body of a request, after everything that can be refused without it has been. What is kept is counted while it comes:
// against the route's size, and against one budget of the process. Governed by docs/protocol.md "Limits".
import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { CutOff, Problem } from './problem.ts'

/** Room for all unfinished bodies together. Unit: bytes. */
const UNFINISHED_BYTES = 64_000_000
/** Part of it that only open routes may use, so that uploads of signed-in devices never keep an ending out. Unit: bytes. */
const OPEN_BYTES = 4_000_000

export type Bodies = {
  /** Takes room for what has come; false where there is none. */
  take: (bytes: number, isOpen: boolean) => boolean
  give: (bytes: number) => void
}

/** The room of a process. */
export function openBodies(most: number = UNFINISHED_BYTES): Bodies {
  let used = 0
  return {
    take: (bytes, isOpen) => {
      if (used + bytes > most - (isOpen ? 0 : OPEN_BYTES)) return false
      used += bytes
      return true
    },
    give: (bytes) => {
      used -= bytes
    },
  }
}

/** The request as Node has it. */
export const incomingOf = (c: Context): IncomingMessage | undefined =>
  (c.env as { incoming?: IncomingMessage } | undefined)?.incoming

/** What the sender says that its body is long; `null` where it does not say, as in chunks. Unit: bytes. */
export function declaredLength({ headers }: IncomingMessage): number | null {
  if (headers['transfer-encoding'] !== undefined) return null
  return Number(headers['content-length'] ?? 0)
}

/** The whole body, at most `most` bytes of it. Throws `too-large`, `busy` where the room is full, or `CutOff`. */
export function readBody(
  incoming: IncomingMessage,
  bodies: Bodies,
  { most, isOpen }: { most: number; isOpen: boolean },
): Promise<Buffer> {
  const declared = declaredLength(incoming)
  if (declared === 0) return Promise.resolve(Buffer.alloc(0))
  if (declared !== null && declared > most) return Promise.reject(new Problem('too-large'))
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = []
    let size = 0
    let taken = 0
    const leave = (): void => {
      incoming.pause().off('data', onData).off('end', onEnd).off('close', onCut).off('error', onCut)
      bodies.give(taken)
      parts = []
    }
    const refuse = (error: Error): void => {
      leave()
      // A connection that breaks from here on breaks in silence.
      incoming.on('error', () => undefined)
      reject(error)
    }
    const onCut = (): void => {
      refuse(new CutOff())
    }
    const onData = (part: Buffer): void => {
      size += part.length
      if (size > most) refuse(new Problem('too-large'))
      else if (!bodies.take(part.length, isOpen)) refuse(new Problem('busy', { retryAfter: 5 }))
      else {
        taken += part.length
        parts.push(part)
      }
    }
    const onEnd = (): void => {
      const body = Buffer.concat(parts, size)
      leave()
      resolve(body)
    }
    if (incoming.destroyed) onCut()
    else incoming.on('data', onData).on('end', onEnd).on('close', onCut).on('error', onCut)
  })
}

/** How much of a body that nobody wants is read and thrown away, and for how long. Units: bytes, milliseconds. Who says that it is signed
 *  in may be a desk whose session ended while a story went up; nobody else has much to send. */
const DISCARDED_BYTES = { signedIn: 32_000_000, others: 256_000 }
const DISCARD_MS = 5_000

/** Lets a sender finish before it is refused: an answer in the middle of an upload cuts the connection, and the sender sees no answer
 *  but a lost one. Nothing is kept. False where there is still more to come, so that the connection must go. */
export function discardBody(incoming: IncomingMessage): Promise<boolean> {
  if (incoming.complete && incoming.readableEnded) return Promise.resolve(true)
  if (declaredLength(incoming) === 0) return Promise.resolve(true)
  if (incoming.destroyed) return Promise.resolve(false)
  const most = incoming.headers.authorization === undefined ? DISCARDED_BYTES.others : DISCARDED_BYTES.signedIn
  return new Promise((resolve) => {
    let size = 0
    const leave = (isDone: boolean) => (): void => {
      clearTimeout(late)
      incoming.pause().off('data', onData).off('end', done).off('close', gone)
      resolve(isDone)
    }
    const done = leave(true)
    const gone = leave(false)
    const onData = (part: Buffer): void => {
      size += part.length
      if (size > most) gone()
    }
    const late = setTimeout(gone, DISCARD_MS)
    incoming
      .on('error', () => undefined)
      .on('data', onData)
      .on('end', done)
      .on('close', gone)
      .resume()
  })
}
