// What a client is told of the organisation that she sends to: its name and one plain line on what it is (D-092). Both are there in the
// text's language, or the step says which is missing and goes no further: she must never agree to somebody she was not told of. Pure.
import type { Language } from '@apila/core/content/language.ts'

export type ReceiverProblem = 'receiver-without-name' | 'receiver-without-line'

export type Receiver = { ok: true; name: string; line: string } | { ok: false; problem: ReceiverProblem }

type Said = Readonly<Record<Language, string>> | undefined

/** `names`: by the signed roster. `line`: what the organisation says of itself to clients. */
export function describeReceiver({ names, line }: { names: Said; line: Said }, language: Language): Receiver {
  const [name, plain] = [names?.[language].trim() ?? '', line?.[language].trim() ?? '']
  if (name === '') return { ok: false, problem: 'receiver-without-name' }
  if (plain === '') return { ok: false, problem: 'receiver-without-line' }
  return { ok: true, name, line: plain }
}
