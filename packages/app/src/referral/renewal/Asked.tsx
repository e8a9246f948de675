// The screen turned towards the client: what the permission is now, what a yes, a no and "not today" mean, in their language where it is one
// of ours. Three answers of one size. The same sentences are read aloud where the client does not read them.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { LANGUAGES, LANGUAGE_NAMES } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { type Texts, loadTexts } from '../../content/texts.ts'
import { ActionButton, Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import type { ReceivedEntry, SentEntry } from '../today.ts'

export type HerAnswer = 'yes' | 'not-today' | 'no'
const ANSWERS: readonly HerAnswer[] = ['yes', 'not-today', 'no']

interface AskedProps {
  entry: SentEntry | ReceivedEntry
  /** The new last day. */
  until: Day
  isSpoken: boolean
  busy: boolean
  onAnswer: (answer: HerAnswer) => void
  onBack: () => void
}

export function Asked({ entry, until, isSpoken, busy, onAnswer, onBack }: AskedProps): VNode {
  const desk = useDesk()
  const { t, holdScreen, fail } = desk
  const [hers, setHers] = useState<Texts>(desk)
  const choose = (language: Texts['language']) => {
    void loadTexts(language).then(setHers, () => {
      fail('offline')
    })
  }
  useEffect(() => {
    const { note } = entry.held
    const known = note.kind === 'sent' && LANGUAGES.find((one) => one === note.back.said.language)
    if (known && known !== desk.language) choose(known)
    holdScreen(true)
    return () => {
      holdScreen(false)
    }
  }, [])
  const isOther = hers.language !== desk.language
  return (
    <div class="turned" data-test="renew-turned">
      <Chips
        name="renew-language"
        legend={t('turned.language')}
        unseenLegend
        options={LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value], lang: value }))}
        chosen={[hers.language]}
        onChoose={choose}
      />
      <Meaning texts={hers} entry={entry} until={until} main />
      <div class="answers">
        {ANSWERS.map((answer) => (
          <ActionButton
            key={answer}
            test={`renew-${answer}`}
            quiet
            disabled={busy}
            onClick={() => {
              onAnswer(answer)
            }}
          >
            {isOther ? `${hers.t(answer)} / ${t(answer)}` : t(answer)}
          </ActionButton>
        ))}
      </div>
      <p role="status">{busy ? t('opening-slow') : ''}</p>
      <p class="hint">{t(isSpoken ? 'renew.aloud' : 'renew.aloud-if')}</p>
      {isOther && <Meaning texts={desk} entry={entry} until={until} />}
      <p>
        <button type="button" class="link small" data-test="renew-worker" onClick={onBack}>
          {t('turned.worker')}
        </button>
      </p>
    </div>
  )
}

interface MeaningProps {
  texts: Texts
  entry: SentEntry | ReceivedEntry
  until: Day
  main?: boolean
}

/** What a yes means, before it is said. */
function Meaning({ texts: { t, language }, entry, until, main = false }: MeaningProps): VNode {
  const { session } = useDesk()
  const { organisation } = entry.held.note.front.to
  const to = session.roster.organisations.get(organisation)?.names[language] ?? organisation
  const [now, next] = [showDay(entry.until), showDay(until)]
  return (
    <section lang={language}>
      {main ? <Heading>{t('renew.title')}</Heading> : <h2>{t('renew.title')}</h2>}
      <p>{t('renew.text-now', { to, day: now })}</p>
      <p>
        <strong>{t('renew.text-yes', { day: next })}</strong>
      </p>
      <p>{t('renew.text-same')}</p>
      <p>{t('renew.text-end')}</p>
      <p>{t('renew.text-no', { day: now })}</p>
    </section>
  )
}
