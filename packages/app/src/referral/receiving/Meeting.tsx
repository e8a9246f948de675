// At the meeting: her ticket, then the summary read to her, her yes, not today or no; then the story (docs/protocol.md "Open").
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import { Note } from '@apila/ui/Note.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { OverWhileOpen, WhileOpen } from '../WhileOpen.tsx'
import { Receipt } from '../her-book/Receipt.tsx'
import { Story } from './Story.tsx'
import { Summary } from './Summary.tsx'
import { TicketField } from './TicketField.tsx'
import { endPermission } from '../ending.ts'
import { type OpenStory, readStory } from './acts.ts'
import { keysOfTicket } from '../ticket.ts'

type Stage =
  | { at: 'entry' }
  | { at: 'summary' | 'story'; story: OpenStory; keys: TicketKeys }
  | { at: 'receipt' | 'ending'; keys: TicketKeys }
  | { at: 'not-today' | 'ended' | 'elsewhere' | 'over' }

/** `passed`: the digits that her worker sealed to this desk at her word. */
export function Meeting({ passed }: { passed?: string }): VNode {
  const { t, session, today, holdScreen } = useDesk()
  const [digits, setDigits] = useState<string | null>(passed ?? null)
  const [isNeeded, setNeeded] = useState(false)
  const { busy, act } = useAct()
  const [stage, setStage] = useState<Stage>({ at: 'entry' })
  useEffect(() => {
    holdScreen(stage.at === 'summary' || stage.at === 'ending')
    return () => {
      holdScreen(false)
    }
  }, [stage.at])
  // What was opened leaves this page's memory with the stage that held it.
  const letGo = () => {
    setDigits(null)
    setStage({ at: 'over' })
  }
  const withKeys = (then: (keys: TicketKeys) => Promise<Stage>) => {
    if (digits === null) {
      setNeeded(true)
      document.getElementById('ticket')?.focus()
      return
    }
    void act(async () => {
      setStage(await then(await keysOfTicket(digits, session.roster.network)))
    })
  }
  const open = async (keys: TicketKeys): Promise<Stage> => {
    const story = await readStory(session, keys.name, keys, today)
    return story ? { at: 'summary', story, keys } : { at: 'elsewhere' }
  }
  switch (stage.at) {
    case 'entry':
      return (
        <>
          <Heading>{t('meeting.title')}</Heading>
          {passed === undefined ? (
            <>
              <p>{t('meeting.more')}</p>
              <TicketField busy={busy} isNeeded={isNeeded} onDigits={setDigits} />
            </>
          ) : (
            <Note>
              <p>{t('meeting.passed')}</p>
            </Note>
          )}
          <div class="buttons">
            <ActionButton
              test="ticket-open"
              disabled={busy}
              onClick={() => {
                withKeys(open)
              }}
            >
              {t('meeting.open')}
            </ActionButton>
            <ActionButton
              test="ticket-receipt"
              quiet
              disabled={busy}
              onClick={() => {
                withKeys((keys) => Promise.resolve({ at: 'receipt', keys }))
              }}
            >
              {t('meeting.receipt')}
            </ActionButton>
            <ActionButton
              test="ticket-end"
              quiet
              disabled={busy}
              onClick={() => {
                withKeys((keys) => Promise.resolve({ at: 'ending', keys }))
              }}
            >
              {t('meeting.end')}
            </ActionButton>
          </div>
          <p role="status">{busy ? t('opening-slow') : ''}</p>
          <BackToToday />
        </>
      )
    case 'summary':
      return (
        <WhileOpen mark={stage.story.opened.mark} until={stage.story.part.released.until} onOver={letGo}>
          <Summary
            story={stage.story}
            onYes={(story) => {
              setStage({ ...stage, at: 'story', story })
            }}
            onNotToday={() => {
              setStage({ at: 'not-today' })
            }}
            onNo={() => {
              setStage({ at: 'ending', keys: stage.keys })
            }}
          />
        </WhileOpen>
      )
    case 'story':
      return <Story story={stage.story} onOver={letGo} />
    case 'over':
      return <OverWhileOpen />
    case 'receipt':
      return <Receipt keys={stage.keys} />
    case 'ending':
      return (
        <Ending
          keys={stage.keys}
          onEnded={() => {
            setStage({ at: 'ended' })
          }}
        />
      )
    case 'not-today':
      return <Said test="not-today" title={t('not-today.title')} more={t('not-today.more')} />
    case 'ended':
      return <Said test="ended" title={t('ended.title')} more={t('ended.more')} />
    case 'elsewhere':
      return <Said test="elsewhere" title={t('elsewhere.title')} more={t('elsewhere.more')} />
  }
}

function Said({ test, title, more }: { test: string; title: string; more: string }): VNode {
  return (
    <div data-test={test}>
      <Heading>{title}</Heading>
      <p>{more}</p>
      <BackToToday />
    </div>
  )
}

/** Ending cannot be undone, so it takes two taps; nobody asks why. */
function Ending({ keys, onEnded }: { keys: TicketKeys; onEnded: () => void }): VNode {
  const { t, session } = useDesk()
  const { busy, act } = useAct()
  const end = () => {
    void act(() => endPermission(session, keys.withdraw)).then((done) => {
      if (done) onEnded()
    })
  }
  return (
    <>
      <Heading>{t('ending.title')}</Heading>
      <p>{t('ending.more')}</p>
      <div class="buttons">
        <ActionButton test="end-confirm" disabled={busy} onClick={end}>
          {t('ending.confirm')}
        </ActionButton>
      </div>
      <BackToToday />
    </>
  )
}
