// The story on screen: safe contact first, the rest after it (docs/working-day.md). In memory only; blank when the window is left.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Recipient } from '@apila/core/bytes.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { ToldItem } from '@apila/core/referral/permission.ts'
import { recipientOf } from '@apila/sealing/age.ts'
import { Note } from '@apila/ui/Note.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { writeHandedOut } from '../release.ts'
import { WhileOpen } from '../WhileOpen.tsx'
import { AddTo } from '../addition/AddTo.tsx'
import { Additions } from '../addition/Additions.tsx'
import { type Added, NOTHING_ADDED, readAdditions } from '../addition/addition.ts'
import { type Conversation, readConversation } from '../conversation.ts'
import { HandOut } from '../handing/HandOut.tsx'
import { ContactLines } from './ContactLines.tsx'
import { handableParts } from './handable.ts'
import { useToConfirm } from './use-confirming.ts'
import type { OpenStory } from './acts.ts'

/** True from when the window is left until somebody says "show". */
function useBlank(): [boolean, () => void] {
  const [blank, setBlank] = useState(false)
  useEffect(() => {
    const leave = () => {
      setBlank(true)
    }
    const look = () => {
      if (document.visibilityState === 'hidden') setBlank(true)
    }
    window.addEventListener('blur', leave)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.removeEventListener('blur', leave)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return [
    blank,
    () => {
      setBlank(false)
    },
  ]
}

/** `onOver`: the permission ended while it stood here; whoever holds the story lets it go. */
export function Story({ story, onOver }: { story: OpenStory; onOver: () => void }): VNode {
  const { mark } = story.opened
  return (
    <WhileOpen mark={mark} until={story.part.released.until} onOver={onOver}>
      <Told story={story} />
    </WhileOpen>
  )
}

function Told({ story }: { story: OpenStory }): VNode {
  const desk = useDesk()
  const { t, session, today, attempt, list } = desk
  const [blank, show] = useBlank()
  const [added, setAdded] = useState<Added>(NOTHING_ADDED)
  const { told, front, back, talk, grant, storyIdentity } = story.opened
  const conversation: Conversation = { t: talk, k: null, front, grant }
  const readAdded = () =>
    void attempt(async () => {
      const read = await readConversation(session, conversation, today)
      setAdded(await readAdditions(read?.items ?? [], storyIdentity, back.what))
    })
  useEffect(readAdded, [])
  const [storyRecipient, setRecipient] = useState<Recipient | null>(null)
  useEffect(() => {
    void recipientOf(storyIdentity).then(setRecipient)
  }, [storyIdentity])
  return (
    <>
      {blank && (
        <div class="no-print">
          <p>{t('story.blank')}</p>
          <ActionButton test="show-again" onClick={show}>
            {t('story.show')}
          </ActionButton>
        </div>
      )}
      {!blank && <StoryParts story={story} added={added} />}
      {/* What is on its way to the printer outlives leaving the window for the printer's own. */}
      <div class={blank ? 'print-only' : undefined}>
        <HandOut
          onLine={(handedOut) => writeHandedOut(session, story.s, handedOut, today)}
          parts={handableParts(desk, told, added.additions)}
          lang={desk.language}
        />
      </div>
      {!blank && (
        <>
          {storyRecipient && (
            <AddTo
              of={talk}
              parts={back.what}
              story={storyRecipient}
              conversation={() => Promise.resolve(conversation)}
              onAdded={() => {
                readAdded()
                void list.reread(talk)
              }}
            />
          )}
          <BackToToday />
        </>
      )}
    </>
  )
}

function StoryParts({ story, added }: { story: OpenStory; added: Added }): VNode {
  const { t, count, go, nameOf, list } = useDesk()
  const [contactRead, setContactRead] = useState(false)
  const { told: content, front } = story.opened
  const isUrgent = front.kind === 'urgent'
  const isToConfirm = useToConfirm(story)
  const here = list.received.find(({ held }) => held.note.mark === story.opened.mark)
  const beside = (part: ToldItem) => <Additions to={part} additions={added.additions} />
  return (
    <div class="no-print" data-test="story">
      <Heading>{t(isUrgent ? 'story.title-urgent' : 'story.title')}</Heading>
      {isUrgent && (
        <Note tone="wait" test="story-urgent">
          <p>{t('urgent.received', { name: nameOf(front.from.organisation) })}</p>
        </Note>
      )}
      {isToConfirm && (
        <Note tone="wait" test="story-to-confirm">
          <p>
            {t('confirm.received', {
              name: nameOf(front.from.organisation),
              day: showDay(story.part.released.until),
            })}
          </p>
          {/* The yes to the summary opened it, and moves no day: the way to the yes that does begins here. */}
          {here && (
            <ActionButton
              test="confirm-now"
              quiet
              onClick={() => {
                go({ name: 'renew', id: here.held.id })
              }}
            >
              {t('confirm.now')}
            </ActionButton>
          )}
        </Note>
      )}
      <p>{t('story.terms', { name: nameOf(front.from.organisation), day: showDay(story.part.released.until) })}</p>
      <section>
        <h2>{t('told.safe-contact')}</h2>
        {content.safeContact === null ? (
          <Note>
            <p data-test="no-contact">
              {t(isUrgent ? 'story.no-contact-urgent' : 'story.no-contact', { name: nameOf(front.from.organisation) })}
            </p>
          </Note>
        ) : contactRead ? (
          <>
            <ContactLines contact={content.safeContact} />
            {beside('safe-contact')}
          </>
        ) : (
          <>
            <p>{t('story.contact-first')}</p>
            <ActionButton
              test="show-contact"
              onClick={() => {
                setContactRead(true)
              }}
            >
              {t('story.show-contact')}
            </ActionButton>
          </>
        )}
      </section>
      {(contactRead || content.safeContact === null) && (
        <>
          {(['situation', 'needs'] as const).map(
            (part) =>
              content[part] !== null && (
                <section key={part}>
                  <h2>{t(`told.${part}`)}</h2>
                  <p class="pre" data-test={`story-${part}`}>
                    {content[part]}
                  </p>
                  {beside(part)}
                </section>
              ),
          )}
          {content.clarified !== null && content.clarified.length > 0 && (
            <section>
              <h2>{t('told.clarified')}</h2>
              <ul>
                {content.clarified.map((row, at) => (
                  <li key={at}>
                    <strong>{t(`clarified.${row.code}`)}</strong> ({t(`by.${row.byRole}`)}, {showDay(row.month)}):{' '}
                    <span class="pre">{row.outcome}</span>
                    {row.reusable && <> · {t('clarified.reusable')}</>}
                  </li>
                ))}
              </ul>
              {beside('clarified')}
            </section>
          )}
          {added.unread > 0 && <p data-test="additions-unread">{count('addition.unread', added.unread)}</p>}
          {!isUrgent && <p class="hint">{t('story.rest')}</p>}
        </>
      )}
      <div class="buttons">
        {front.meeting.length > 0 && (
          <ActionButton
            test="to-sheet"
            quiet
            onClick={() => {
              go({ name: 'sheet', t: story.opened.talk })
            }}
          >
            {t('sheet.open')}
          </ActionButton>
        )}
      </div>
    </div>
  )
}
