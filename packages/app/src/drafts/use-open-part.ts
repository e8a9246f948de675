// Whether a folded part of a page stands open: it does where something unfinished lies in it, so that nothing kept looks lost.
import { useEffect, useRef, useState } from 'preact/hooks'
import { useDesk } from '../desk-context.ts'
import type { DraftKind } from './drafts.ts'

/** `of`: which one of its kind, as the part's own draft says it. Whoever opens or folds it decides from then on. */
export function useOpenPart(kind: DraftKind, of: string): [boolean, (isOpen: boolean) => void] {
  const { kept } = useDesk()
  const isUnfinished = kept.drafts.some((draft) => draft.kind === kind && draft.of === of)
  const [isOpen, setOpen] = useState(isUnfinished)
  const isDecided = useRef(false)
  // What lies on the device is read after the page stands.
  useEffect(() => {
    if (isUnfinished && !isDecided.current) setOpen(true)
  }, [isUnfinished])
  return [
    isOpen,
    (wanted) => {
      isDecided.current = true
      setOpen(wanted)
    },
  ]
}
