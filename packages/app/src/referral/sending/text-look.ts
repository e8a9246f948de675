// The check of free text as the steps need it: what must go, and what is asked about. The lists are large and come later; each text is
// looked at once.
import { isWritten } from '@apila/core/written.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Finding } from '@apila/core/check-text/finding.ts'
import type { TextLook } from './questions.ts'

/** Places, dates and what was lived through belong into words that were permitted; who somebody is does not. */
const ASKED: ReadonlySet<Finding['kind']> = new Set(['phone', 'email', 'handle', 'name'])

const NOTHING: TextLook = { codes: [], names: [] }
/** Texts that are remembered. The newest are asked for again and again while one types. */
const REMEMBERED = 20

export type LookAt = (text: string) => TextLook

const findNothing: LookAt = () => NOTHING

/** Also fetched ahead: what keeps a name from being sent is there without signal too. */
export const loadCheck = () => import('@apila/core/check-text/check-text.ts')

async function load(): Promise<LookAt> {
  const { checkText } = await loadCheck()
  const known = new Map<string, TextLook>()
  return (text) => {
    if (!isWritten(text)) return NOTHING
    const before = known.get(text)
    if (before) return before
    const { findings } = checkText(text)
    const textsOf = (isWanted: (finding: Finding) => boolean) => [
      ...new Set(findings.filter(isWanted).map(({ start, end }) => text.slice(start, end))),
    ]
    const look = {
      codes: textsOf(({ action }) => action === 'block'),
      names: textsOf(({ kind, action }) => action !== 'block' && ASKED.has(kind)),
    }
    if (known.size >= REMEMBERED) known.clear()
    known.set(text, look)
    return look
  }
}

/** `state` failed: nothing is found, and the screen says so. */
export function useTextLook(): { lookAt: LookAt; state: 'loading' | 'ready' | 'failed' } {
  const [look, setLook] = useState<LookAt | null>(null)
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  useEffect(() => {
    const tryIt = () => {
      load().then(
        (loaded) => {
          setLook(() => loaded)
          setState('ready')
        },
        () => {
          setState('failed')
          // What did not come may come with the signal.
          window.addEventListener('online', tryIt, { once: true })
        },
      )
    }
    tryIt()
    return () => {
      window.removeEventListener('online', tryIt)
    }
  }, [])
  return { lookAt: look ?? findNothing, state }
}
