// Keeps what a form holds, sealed on this device, from the first letter on, and brings it back. One line a form:
//   const draft = useDraft({ kind: 'sheet', of: conversation.t, schema: SheetContent, value: written, onFound: setWritten })
//   … <DraftLine draft={draft} /> under the buttons … and `await draft.drop()` at sending and at the client's No.
// `value` is null until something is written. A form that stands open while `draft.state` is 'looking' is not written over: what was found
// wins as long as nobody has typed. Leaving needs no act of the form: menu, Back, reload, lock, sleep and a dying tab all keep it.
import { useEffect, useRef, useState } from 'preact/hooks'
import type * as z from 'zod'
import { useDesk } from '../desk-context.ts'
import { type WhichDraft, KeptElsewhere, dropDraft, findDraft, keepDraft } from './drafts.ts'
import { type DraftKey, newDraftKey } from '../places.ts'
import { beforeLeaving } from './leaving.ts'

export interface DraftWish<T> extends WhichDraft {
  /** What was kept is read with this; what does not fit any more counts as nothing. */
  schema: z.ZodType<T>
  value: T | null
  /** What was kept, once; and again where another tab has written since. */
  onFound: (value: T) => void
}

export interface KeptDraft {
  /** looking: not read yet. none: nothing is kept. keeping: what was changed last is on its way. kept: all that stands there. not-kept: this
   *  device refuses to keep it. */
  state: 'looking' | 'none' | 'keeping' | 'kept' | 'not-kept'
  /** Hour and minute when it was last kept. */
  at: string | null
  /** Forgets it for good: after sending, at No. What is written after that is a new draft. */
  drop: () => Promise<void>
  /** Keeps what stands there now. */
  flush: () => Promise<void>
}

interface Kept {
  key: DraftKey
  turn: number
  /** As last kept or found. */
  text: string | null
}

export function useDraft<T>({ kind, of = null, key, schema, value, onFound }: DraftWish<T>): KeptDraft {
  const { session, writeHere } = useDesk()
  const [state, setState] = useState<'looking' | 'known' | 'not-kept'>('looking')
  const [stored, setStored] = useState<{ text: string; at: string } | null>(null)
  const now = useRef({ value, onFound })
  now.current = { value, onFound }
  const kept = useRef<Kept>({ key: key ?? newDraftKey(), turn: 0, text: null })
  const hasLooked = useRef(false)
  const done = useRef<string | null>(null)
  const running = useRef<Promise<void> | null>(null)
  const alive = useRef(true)
  const which = { kind, of }

  // At once, and again after that if something has changed meanwhile: quick typing is kept as often as the device can, and no oftener.
  const flush = (): Promise<void> => {
    running.current ??= keepAll().finally(() => {
      running.current = null
    })
    return running.current
  }
  const keepAll = async (): Promise<void> => {
    while (hasLooked.current && (await keepOnce())) await Promise.resolve()
  }
  const keepOnce = async (): Promise<boolean> => {
    const { value: written } = now.current
    const text = written === null ? null : JSON.stringify(written)
    if (text === null || text === kept.current.text) return false
    const before = kept.current
    kept.current = { ...before, text, turn: before.turn + 1 }
    try {
      await writeHere()
      // Dropped meanwhile: it must not come back.
      if (kept.current.key !== before.key) return true
      const draft = await keepDraft(session, { ...which, key: before.key, turn: before.turn, value: written })
      if (!alive.current || kept.current.key !== before.key) return true
      setStored({ text, at: draft.at })
      setState('known')
      return true
    } catch (error) {
      if (error instanceof KeptElsewhere) found(error.draft)
      else {
        // Tried again at the next change.
        if (kept.current.key === before.key) kept.current = { ...before, text: null }
        if (alive.current) setState('not-kept')
      }
      return false
    }
  }
  const found = (draft: { key: DraftKey; turn: number; at: string; value: unknown }) => {
    const read = schema.safeParse(draft.value)
    kept.current = { key: draft.key, turn: draft.turn, text: read.success ? JSON.stringify(read.data) : null }
    if (!read.success || !alive.current) return
    setStored({ text: JSON.stringify(read.data), at: draft.at })
    setState('known')
    now.current.onFound(read.data)
  }

  useEffect(() => {
    alive.current = true
    const stop = beforeLeaving((anew) => {
      if (anew && kept.current.text !== done.current) kept.current = { ...kept.current, text: null }
      return flush()
    })
    findDraft(session, key === undefined ? which : { ...which, key })
      .then(
        (draft) => {
          if (draft && now.current.value === null) found(draft)
          // Somebody was quicker with a key than the store: what they wrote stands, and goes on in the same draft.
          else if (draft) kept.current = { key: draft.key, turn: draft.turn, text: null }
          if (alive.current) setState((before) => (before === 'looking' ? 'known' : before))
        },
        () => {
          if (alive.current) setState('not-kept')
        },
      )
      .finally(() => {
        hasLooked.current = true
        if (now.current.value !== null) void flush()
      })
    return () => {
      stop()
      void flush()
      alive.current = false
    }
  }, [session, kind, of, key])

  const text = value === null ? null : JSON.stringify(value)
  useEffect(() => {
    if (!hasLooked.current || text === null || text === kept.current.text) return
    void flush()
  }, [text])

  const isDone = text === null ? stored === null : text === done.current
  const known = isDone ? 'none' : text === null || text === stored?.text ? 'kept' : 'keeping'
  return {
    state: state === 'known' ? known : state,
    at: stored?.at ?? null,
    flush,
    drop: async () => {
      const { key: old } = kept.current
      const { value: written } = now.current
      // What stands there now is done with; only a change begins a new draft.
      done.current = written === null ? null : JSON.stringify(written)
      kept.current = { key: newDraftKey(), turn: 0, text: done.current }
      setState('known')
      setStored(null)
      await dropDraft(old)
    },
  }
}
