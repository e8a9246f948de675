// Which words of a text may tell who somebody is, before it is sent to another desk. Formats and words only: no finding means "read it
// once more", never "nobody can be recognised".
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Finding } from '@apila/core/check-text/finding.ts'

/** A message speaks of a matter that the client permitted; who somebody is does not belong into it. */
export const MESSAGE_KINDS: readonly Finding['kind'][] = ['hetu', 'phone', 'email', 'handle', 'name', 'unchecked']
/** A question for advice identifies nobody: places, dates and rare combinations count too. */
export const ADVICE_KINDS: readonly Finding['kind'][] = [
  ...MESSAGE_KINDS,
  'number',
  'place',
  'workplace',
  'date',
  'combination',
]
/** These say who somebody is whatever the rest says: no tap makes them harmless. */
const CERTAIN: readonly Finding['kind'][] = ['hetu', 'unchecked']

export interface Telling {
  text: string
  kind: Finding['kind']
  /** It has to be changed. */
  isCertain: boolean
}

const checkModule = () => import('@apila/core/check-text/check-text.ts')

/** What in a text may tell, each stretch once. Throws where the check cannot be had: then nothing is sent. */
export async function findTelling(text: string, kinds: readonly Finding['kind'][]): Promise<Telling[]> {
  const { checkText } = await checkModule()
  const found = new Map<string, Telling>()
  for (const { start, end, kind } of checkText(text).findings)
    if (kinds.includes(kind))
      found.set(text.slice(start, end), { text: text.slice(start, end), kind, isCertain: CERTAIN.includes(kind) })
  return [...found.values()]
}

/** Pause in typing before the text is looked at. Unit: ms. */
const PAUSE_MS = 500

/** Looks at a text as it is typed. Null: not looked at yet. */
export function useTelling(text: string, kinds: readonly Finding['kind'][]): readonly Telling[] | null {
  const [seen, setSeen] = useState<{ text: string; telling: readonly Telling[] } | null>(null)
  const now = useRef(text)
  now.current = text
  useEffect(() => {
    const timer = setTimeout(() => {
      findTelling(text, kinds).then(
        (telling) => {
          if (now.current === text) setSeen({ text, telling })
        },
        // Looked at again when it is sent.
        () => undefined,
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  return seen?.text === text ? seen.telling : null
}
