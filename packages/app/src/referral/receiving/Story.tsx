// The story on screen: safe contact first, the rest after it (docs/working-day.md). In memory only; blank when the window is left.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { Note } from '@apila/ui/Note.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { WhileOpen } from '../WhileOpen.tsx'
import { ContactLines } from './Knock.tsx'
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
  const { t, go, nameOf } = useDesk()
  const [blank, show] = useBlank()
  const [contactRead, setContactRead] = useState(false)
  const { told: content, front } = story.opened
  if (blank) {
    return (
      <>
        <p>{t('story.blank')}</p>
        <ActionButton test="show-again" onClick={show}>
          {t('story.show')}
        </ActionButton>
      </>
    )
  }
  return (
    <div data-test="story">
      <Heading>{t('story.title')}</Heading>
      <p>{t('story.terms', { name: nameOf(front.from.organisation), day: showDay(story.part.released.until) })}</p>
      <section>
        <h2>{t('told.safe-contact')}</h2>
        {content.safeContact === null ? (
          <Note>
            <p>{t('story.no-contact')}</p>
          </Note>
        ) : contactRead ? (
          <ContactLines contact={content.safeContact} />
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
          {content.situation !== null && (
            <section>
              <h2>{t('told.situation')}</h2>
              <p class="pre" data-test="story-situation">
                {content.situation}
              </p>
            </section>
          )}
          {content.needs !== null && (
            <section>
              <h2>{t('told.needs')}</h2>
              <p class="pre" data-test="story-needs">
                {content.needs}
              </p>
            </section>
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
            </section>
          )}
          <p class="hint">{t('story.rest')}</p>
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
      <BackToToday />
    </div>
  )
}
