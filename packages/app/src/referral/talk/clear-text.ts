// Which words of a text may tell who somebody is, before it is sent to another desk: what the table of words that leave says of each.
// Formats and words only: no finding means "read it once more", never "nobody can be recognised".
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Finding } from '@apila/core/check-text/finding.ts'
import { type Stays, type WayOut, judge } from '../../check-text/words-out.ts'

export interface Telling {
  text: string
  kind: Finding['kind']
  /** It has to be changed. */
  isCertain: boolean
  /** What somebody may say of it, so that it stays. */
  answers: readonly Stays[]
}

const checkModule = () => import('@apila/core/check-text/check-text.ts')

/** What in a text may tell, each stretch once. Throws where the check cannot be had: then nothing is sent. */
export async function findTelling(text: string, way: WayOut): Promise<Telling[]> {
  const { checkText } = await checkModule()
  return tellingOf(text, checkText(text).findings, way)
}

/** What was found, as this way out judges it. What must go comes before an answer that would keep the same words. */
export function tellingOf(text: string, findings: readonly Finding[], way: WayOut): Telling[] {
  const found = new Map<string, Telling>()
  for (const finding of findings) {
    const judged = judge(finding, way)
    const words = text.slice(finding.start, finding.end)
    if (judged === null || found.get(words)?.isCertain) continue
    const isCertain = judged === 'stops'
    found.set(words, { text: words, kind: finding.kind, isCertain, answers: isCertain ? [] : judged })
  }
  return [...found.values()]
}

/** Pause in typing before the text is looked at. Unit: ms. */
const PAUSE_MS = 500

/** Looks at a text as it is typed. Null: not looked at yet. */
export function useTelling(text: string, way: WayOut): readonly Telling[] | null {
  const [seen, setSeen] = useState<{ text: string; way: WayOut; telling: readonly Telling[] } | null>(null)
  const now = useRef({ text, way })
  now.current = { text, way }
  useEffect(() => {
    const timer = setTimeout(() => {
      findTelling(text, way).then(
        (telling) => {
          if (now.current.text === text && now.current.way === way) setSeen({ text, way, telling })
        },
        // Looked at again when it is sent.
        () => undefined,
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [text, way])
  return seen?.text === text && seen.way === way ? seen.telling : null
}
