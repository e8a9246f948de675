// The check of free text as the steps need it: what must go, and what is asked about. The lists are large and come later; each text is
// looked at once.
import { isWritten } from '@apila/core/written.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Finding } from '@apila/core/check-text/finding.ts'
import { judge } from '../../check-text/words-out.ts'
import { CODES, DETAILS, type FoundCode, type FoundDetail, type TextLook } from './questions.ts'

const NOTHING: TextLook = { codes: [], names: [], details: [] }
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
    const look = lookOf(text, checkText(text).findings)
    if (known.size >= REMEMBERED) known.clear()
    known.set(text, look)
    return look
  }
}

/** What was found, each stretch once. */
export function lookOf(text: string, findings: readonly Finding[]): TextLook {
  const seen = new Set<string>()
  const look: { codes: FoundCode[]; names: string[]; details: FoundDetail[] } = { codes: [], names: [], details: [] }
  for (const finding of findings) {
    const { start, end, kind } = finding
    const found = text.slice(start, end)
    const judged = judge(finding, 'details')
    if (seen.has(found) || judged === null) continue
    const [code, detail] = [CODES.find((one) => one === kind), DETAILS.find((one) => one === kind)]
    if (judged === 'stops') {
      if (code) look.codes.push({ text: found, kind: code })
    } else if (judged.includes('not-name')) look.names.push(found)
    else if (detail) look.details.push({ text: found, kind: detail })
    else continue
    seen.add(found)
  }
  return look
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
