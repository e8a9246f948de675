// ONE screen turned towards her, large, in both languages, with three answers of the same size (docs/working-day.md).
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { type Texts, loadTexts } from '../../content/texts.ts'
import { ActionButton, Heading } from '../../controls.tsx'
import { type DeskContext, useDesk } from '../../desk-context.ts'
import { PROFILES } from '../../organisation/profiles.ts'
import type { ReceiverProblem } from '../../organisation/receiver.ts'
import { type ConsentText, consentText, consentWhole } from './consent-text.ts'
import type { SendPageProps } from './send-page.ts'
import { readingLine } from './SendFirst.tsx'
import type { Sending } from './sending.ts'

/** Her language when we speak it, else the worker's; an interpreter reads it aloud. */
function herLanguage(sending: Sending, workers: Language): Language {
  return LANGUAGES.find((language) => language === sending.language) ?? workers
}

/** The text of the turned screen in one language. */
function turnedText(desk: DeskContext, texts: Texts, sending: Sending): ReturnType<typeof consentText> {
  const to = OrganisationId.safeParse(sending.to)
  const names = to.success ? desk.session.roster.organisations.get(to.data)?.names : undefined
  const reading = readingLine(texts, sending.to ?? '', desk.today)
  return consentText(texts, sending, {
    today: desk.today,
    receiver: { names, line: PROFILES[sending.to ?? '']?.line },
    reading: reading === texts.t('reading.now') ? reading : `${reading} ${texts.t('reading.emergency')}`,
  })
}

export function Turned({ sending, change }: SendPageProps): VNode {
  const desk = useDesk()
  const [hers, setHers] = useState<Texts | null>(null)
  const choose = (language: Language) => {
    void loadTexts(language).then(setHers, () => {
      desk.fail('offline')
    })
  }
  useEffect(() => {
    choose(herLanguage(sending, desk.language))
  }, [])
  const texts = hers ?? desk
  const both = texts.language !== desk.language
  const [told, said] = [turnedText(desk, texts, sending), turnedText(desk, desk, sending)]
  // She is asked nothing while she cannot be told whom it goes to.
  if (!told.ok) return <Missing problem={told.problem} />
  if (!said.ok) return <Missing problem={said.problem} />
  const { text } = told
  const answers = [
    ['yes', 'yes'],
    ['no', 'no'],
    ['think', 'think'],
  ] as const
  return (
    <div class="turned" data-test="turned">
      <div class="chips no-print" role="group" aria-label={desk.t('turned.language')}>
        {LANGUAGES.map((language) => (
          <button
            key={language}
            type="button"
            class="chip"
            lang={language}
            data-test={`her-${language}`}
            aria-pressed={language === texts.language}
            onClick={() => {
              choose(language)
            }}
          >
            {LANGUAGE_NAMES[language]}
          </button>
        ))}
      </div>
      <Consent text={text} texts={texts} main />
      <div class="answers">
        {answers.map(([answer, key]) => (
          <ActionButton
            key={answer}
            test={`decide-${answer}`}
            quiet
            wide
            onClick={() => {
              change({ act: 'decide', answer, shown: consentWhole(text), shownIn: texts.language })
            }}
          >
            <span>
              <span lang={texts.language}>{texts.t(key)}</span>
              {both && <span lang={desk.language}> / {desk.t(key)}</span>}
            </span>
          </ActionButton>
        ))}
      </div>
      {both && <Consent text={said.text} texts={desk} />}
    </div>
  )
}

function Missing({ problem }: { problem: ReceiverProblem }): VNode {
  const desk = useDesk()
  return (
    <Notice>
      <p data-test={problem}>{desk.problem(problem)}</p>
    </Notice>
  )
}

function Consent({ text, texts, main = false }: { text: ConsentText; texts: Texts; main?: boolean }): VNode {
  return (
    <section lang={texts.language}>
      {main ? <Heading>{text.title}</Heading> : <h2>{text.title}</h2>}
      <p>{texts.t('turned.told')}</p>
      <ul>
        {text.told.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {text.refused.length > 0 && (
        <>
          <p>{texts.t('turned.refused')}</p>
          <ul>
            {text.refused.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      {text.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  )
}
