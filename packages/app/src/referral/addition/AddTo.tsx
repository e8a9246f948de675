// The client corrects what was told, or adds to it: one part, the words, and a tap that the client wants these very words.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import * as z from 'zod'
import type { Name, Recipient } from '@apila/core/bytes.ts'
import { ToldItem } from '@apila/core/referral/permission.ts'
import { sealAddition } from '@apila/sealing/referral/addition.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { ActionButton, Tick } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import { useOpenPart } from '../../drafts/use-open-part.ts'
import { useDraft } from '../../drafts/use-draft.ts'
import { type Conversation, say } from '../conversation.ts'
import { writtenText } from '../plain-text.ts'
import { TextToSend } from '../talk/TextToSend.tsx'
import { NOTHING_WRITTEN, Written } from '../talk/text-problem.ts'
import { type Adding, type AddingNeed, addingNeeds, wayOf } from './addition.ts'

// That the client wants it is never brought back: it is asked of the words that stand there.
const Kept = z.object({ part: ToldItem.nullable(), written: Written })
const NOTHING: Adding = { part: null, written: NOTHING_WRITTEN, isWanted: false }

const ADDING_TEXT = {
  'text-empty': 'need.text-empty',
  'text-too-long': 'addition.need-shorter',
  'text-tells': 'need.tells-open',
} as const

interface AddToProps {
  /** The conversation's name, under which the draft is kept. */
  of: Name
  /** Parts that the client permitted. */
  parts: readonly ToldItem[]
  /** What the story is sealed to. */
  story: Recipient
  conversation: () => Promise<Conversation>
  onAdded: () => void
}

export function AddTo({ of, parts, story, conversation, onAdded }: AddToProps): VNode {
  const { t, session, today } = useDesk()
  const { busy, act } = useAct()
  const [adding, setAdding] = useState<Adding>(NOTHING)
  const [needs, setNeeds] = useState<readonly AddingNeed[]>([])
  const [isDone, setDone] = useState(false)
  const [isOpen, setOpen] = useOpenPart('addition', of)
  const { part, written, isWanted } = adding
  const draft = useDraft({
    kind: 'addition',
    of,
    schema: Kept,
    value: written.text === '' && part === null ? null : { part, written },
    onFound: (found) => {
      setAdding({ ...found, isWanted: false })
    },
  })
  // Other words have not been heard yet.
  const change = (changed: Partial<Adding>) => {
    setAdding({ ...adding, isWanted: false, ...changed })
    setNeeds([])
    setDone(false)
  }
  const add = () => {
    void act(async () => {
      const missing = await addingNeeds(adding)
      setNeeds(missing)
      if (missing.length > 0 || part === null) return
      const text = await sealAddition(story, writtenText(written.text))
      await say(session, await conversation(), { kind: 'addition', part, text }, today)
      await draft.drop()
      setAdding(NOTHING)
      setDone(true)
      onAdded()
    })
  }
  const textNeed = needs.find((need) => need !== 'part' && need !== 'wanted')
  return (
    <details
      class="no-print"
      data-test="add-to"
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary data-test="add-to-open">{t('addition.title')}</summary>
      <p>{t('addition.more')}</p>
      <Chips
        name="addition-part"
        id="addition-part"
        legend={t('addition.part')}
        options={parts.map((value) => ({ value, text: t(`told.${value}`) }))}
        chosen={part === null ? [] : [part]}
        error={needs.includes('part') ? t('addition.need-part') : undefined}
        onChoose={(value) => {
          change({ part: value })
        }}
      />
      <TextToSend
        id="addition"
        label={t('addition.text')}
        hint={t('addition.hint')}
        max={1900}
        way={wayOf(part)}
        written={written}
        error={textNeed && t(ADDING_TEXT[textNeed])}
        onChange={(changed) => {
          change({ written: changed })
        }}
      />
      <Tick
        test="addition-wanted"
        checked={isWanted}
        onChange={(wanted) => {
          change({ isWanted: wanted })
        }}
      >
        {t('addition.wanted')}
        {needs.includes('wanted') && <span class="error">{t('addition.need-wanted')}</span>}
      </Tick>
      <div class="buttons">
        <ActionButton test="addition-do" disabled={busy} onClick={add}>
          {t('addition.do')}
        </ActionButton>
      </div>
      <p role="status" data-test={isDone ? 'addition-done' : undefined}>
        {isDone ? t('addition.done') : ''}
      </p>
      <DraftLine draft={draft} />
    </details>
  )
}
