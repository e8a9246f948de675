// The turned screen for whoever cannot read it: one sentence at a time, large, read aloud by the interpreter or the worker. A tap says that
// a sentence has been read; only what was tapped is recorded as explained (docs/protocol.md "True record").
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { Note } from '@apila/ui/Note.tsx'
import type { Consequence } from '@apila/core/referral/permission.ts'
import type { Texts } from '../../content/texts.ts'
import { ActionButton, Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { Hearing } from './Hearing.tsx'
import { Answers } from './TurnedParts.tsx'
import type { Sending } from './sending.ts'
import { type ConsentText, type Point, readingOrder } from './consent-text.ts'

interface Sentence {
  point?: Point
  text: string
  label?: string
  explains?: Consequence | undefined
}

const isWordsLine = (sentence: Sentence) => sentence.point === 'words'

function sentencesOf({ title, lines, words, closing }: ConsentText): Sentence[] {
  return [{ text: title }, ...readingOrder<Sentence, Sentence>(lines, words, isWordsLine), ...closing]
}

interface ReadAloudProps {
  text: ConsentText
  texts: Texts
  /** Who reads, said to the worker. */
  reader: string
  /** How many sentences have been read: kept with the draft, so that a reload or a lock begins nothing anew. */
  at: number
  onRead: (at: number) => void
  hearing: Sending['hearing']
  onHearing: (hearing: Sending['hearing']) => void
  onDecide: (answer: 'yes' | 'no' | 'think', explained: Consequence[]) => void
  onLeave: () => void
}

export function ReadAloud(props: ReadAloudProps): VNode {
  const { text, texts, reader, at, onRead, hearing, onHearing, onDecide, onLeave } = props
  const desk = useDesk()
  const [isChoosing, setChoosing] = useState(false)
  const sentences = sentencesOf(text)
  const now = sentences[at]
  const explained = sentences.slice(0, at).flatMap(({ explains }) => (explains ? [explains] : []))
  if (isChoosing)
    return (
      <Hearing
        hearing={hearing}
        onChoose={(chosen) => {
          setChoosing(false)
          // Another last day, or another listener: another text, which is read from the beginning.
          if (chosen !== hearing) onHearing(chosen)
        }}
      />
    )
  return (
    <div class="turned" data-test="aloud" data-state={now ? 'reading' : 'read'}>
      <Note>
        <p>{reader}</p>
        {hearing && <p data-test="hearing">{desk.t(`hearing.now-${hearing}`)}</p>}
      </Note>
      {now ? (
        <>
          <Heading key={at} lang={texts.language}>
            {now.label !== undefined && <span class="small block">{now.label}</span>}
            <span class="quote">{now.text}</span>
          </Heading>
          <p class="hint" role="status">
            {desk.t('aloud.at', { at: at + 1, of: sentences.length })}
          </p>
          <div class="buttons">
            <ActionButton
              test="sentence-read"
              onClick={() => {
                onRead(at + 1)
              }}
            >
              {desk.t('aloud.read')}
            </ActionButton>
            {at > 0 && (
              <ActionButton
                test="sentence-again"
                quiet
                onClick={() => {
                  onRead(at - 1)
                }}
              >
                {desk.t('aloud.again')}
              </ActionButton>
            )}
          </div>
        </>
      ) : (
        <>
          <Heading>{desk.t(hearing ? 'aloud.ask-said' : 'aloud.ask')}</Heading>
          <Answers
            texts={texts}
            desk={desk}
            onDecide={(answer) => {
              onDecide(answer, explained)
            }}
          />
        </>
      )}
      <p class="row no-print">
        <button
          type="button"
          class="link small"
          data-test="says-it"
          onClick={() => {
            setChoosing(true)
          }}
        >
          {desk.t('hearing.open')}
        </button>
        <button type="button" class="link small" data-test="back" onClick={onLeave}>
          {desk.t('turned.worker')}
        </button>
      </p>
    </div>
  )
}
