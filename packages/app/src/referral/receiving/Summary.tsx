// What is read to her before anything shows: who sent, what, until when. Yes, not today, no: the same size.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { findDesk } from '@apila/core/organisation/roster-value.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { type Texts, loadTexts } from '../../content/texts.ts'
import { ActionButton, Heading, Tick } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { type OpenStory, lockAnew, tellMeeting } from './acts.ts'
import type { ReceivedEntry } from '../today.ts'
import { useToConfirm } from './use-confirming.ts'

interface SummaryProps {
  story: OpenStory
  onYes: (story: OpenStory) => void
  onNotToday: () => void
  onNo: () => void
}

/** The desk's own note about the same permission, when it had answered a first contact. */
function findHeld(received: readonly ReceivedEntry[], story: OpenStory): ReceivedEntry['held'] | null {
  return received.find((entry) => entry.held.note.mark === story.opened.mark)?.held ?? null
}

export function Summary({ story, onYes, onNotToday, onNo }: SummaryProps): VNode {
  const desk = useDesk()
  const { t, session, list, language, today } = desk
  const isToConfirm = useToConfirm(story)
  const [hers, setHers] = useState<Texts>(desk)
  const [onlyOnce, setOnlyOnce] = useState(false)
  const { busy, act: run } = useAct()
  useEffect(() => {
    const known = LANGUAGES.find((one) => one === story.opened.back.said.language)
    if (known && known !== language) void loadTexts(known).then(setHers, () => undefined)
  }, [])
  const locked = useRef<OpenStory | null>(null)
  const held = findHeld(list.received, story)
  const act = (then: () => void, what: () => Promise<void>) => {
    void run(what).then((done) => {
      if (done) then()
    })
  }
  const yes = async () => {
    // A second try after lost signal must not append a second lock.
    locked.current ??= await lockAnew(session, story, onlyOnce ? 'only-now' : 'yes', today)
    await tellMeeting(session, locked.current, held, 'opened', today)
    void list.refresh()
  }
  const notToday = async () => {
    await tellMeeting(session, story, held, 'not-today', today)
    void list.refresh()
  }
  return (
    <div class="turned" data-test="summary">
      <SummaryText story={story} texts={hers} isToConfirm={isToConfirm} main />
      {/* A further lock lies there after each first opening; one's own is no news. */}
      {story.opened.lock.n > 0 && held?.note.state !== 'opened' && <p class="hint">{t('summary.opened-before')}</p>}
      <div class="answers">
        <ActionButton
          test="summary-yes"
          quiet
          disabled={busy}
          onClick={() => {
            act(() => {
              onYes(locked.current ?? story)
            }, yes)
          }}
        >
          {both(hers, desk, 'yes')}
        </ActionButton>
        <ActionButton
          test="summary-not-today"
          quiet
          disabled={busy}
          onClick={() => {
            act(onNotToday, notToday)
          }}
        >
          {both(hers, desk, 'not-today')}
        </ActionButton>
        <ActionButton test="summary-no" quiet disabled={busy} onClick={onNo}>
          {both(hers, desk, 'no')}
        </ActionButton>
      </div>
      <Tick test="only-once" checked={onlyOnce} onChange={setOnlyOnce}>
        {t('summary.only-once')}
      </Tick>
      {hers.language !== language && <SummaryText story={story} texts={desk} isToConfirm={isToConfirm} />}
    </div>
  )
}

const both = (hers: Texts, own: Texts, key: 'yes' | 'no' | 'not-today'): string =>
  hers.language === own.language ? own.t(key) : `${hers.t(key)} / ${own.t(key)}`

interface SummaryTextProps {
  story: OpenStory
  texts: Texts
  isToConfirm: boolean
  main?: boolean
}

function SummaryText({ story, texts, isToConfirm, main = false }: SummaryTextProps): VNode {
  const { session } = useDesk()
  const { t, language } = texts
  const { front, back } = story.opened
  const name = (id: typeof front.from.organisation) => session.roster.organisations.get(id)?.names[language] ?? id
  return (
    <section lang={language}>
      {main ? <Heading>{t('summary.title')}</Heading> : <h2>{t('summary.title')}</h2>}
      <p>
        {t('summary.from', {
          name: name(front.from.organisation),
          to: name(front.to.organisation),
          day: showDay(front.notBefore),
        })}
      </p>
      {findDesk(session.roster, front.to)?.volunteers && <p>{t('turned.volunteers')}</p>}
      <ul>
        {back.what.map((item) => (
          <li key={item}>{t(`told.${item}`)}</li>
        ))}
      </ul>
      <p>{t('summary.why', { why: t(`why.${front.why}`) })}</p>
      {front.extent && <p>{t(`turned.extent-${front.extent}`)}</p>}
      <p>{t('summary.until', { day: showDay(story.part.released.until) })}</p>
      {isToConfirm && (
        <p data-test="summary-to-confirm">{t('summary.to-confirm', { day: showDay(story.part.released.until) })}</p>
      )}
      <p>{t('summary.yes-means')}</p>
      <p>{t('turned.cannot-unread')}</p>
    </section>
  )
}
