// What the turned screen and reading aloud share: a sentence in both languages, and the three answers.
import type { VNode } from 'preact'
import type { Texts } from '../../content/texts.ts'
import { ActionButton } from '../../controls.tsx'
import type { DeskContext } from '../../desk-context.ts'

export interface InBoth {
  texts: Texts
  desk: DeskContext
}

/** A sentence in the client's language, and under it in the worker's where that is another. */
export function Both({ hers, workers, texts, desk }: InBoth & { hers: string; workers: string }): VNode {
  return (
    <>
      <span lang={texts.language}>{hers}</span>
      {texts.language !== desk.language && <span lang={desk.language}>{workers}</span>}
    </>
  )
}

/** Three answers of one size: none leads. */
export function Answers({
  texts,
  desk,
  onDecide,
}: InBoth & { onDecide: (answer: 'yes' | 'no' | 'think') => void }): VNode {
  return (
    <div class="answers">
      {(['yes', 'no', 'think'] as const).map((answer) => (
        <ActionButton
          key={answer}
          test={`decide-${answer}`}
          quiet
          wide
          onClick={() => {
            onDecide(answer)
          }}
        >
          <Both
            hers={texts.t(`turned.answer-${answer}`)}
            workers={desk.t(`turned.answer-${answer}`)}
            texts={texts}
            desk={desk}
          />
        </ActionButton>
      ))}
    </div>
  )
}
