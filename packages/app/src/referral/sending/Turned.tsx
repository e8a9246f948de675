// ONE screen turned to the client, large, each sentence in both languages, with the very words that would be sent and three answers of
// one size (docs/working-day.md 8 and 9). What it cannot say in the client's language is read aloud, a sentence at a time.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Icon } from '@apila/ui/Icon.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { calendarIcon, penIcon } from '@apila/ui/icons-first.ts'
import { eyeIcon, peopleIcon, scalesIcon } from '@apila/ui/icons.ts'
import { spokenLanguage } from '../../content/language-name.ts'
import { type Texts, loadTexts } from '../../content/texts.ts'
import { Heading } from '../../controls.tsx'
import { type DeskContext, useDesk } from '../../desk-context.ts'
import { linesOf } from '../receivers.ts'
import { ReadAloud } from './ReadAloud.tsx'
import { Answers, Both, type InBoth } from './TurnedParts.tsx'
import { isEmergencyShown, readingLine } from './ReceiverStep.tsx'
import { type ConsentText, POINTS, type Point, consentText, consentWhole, readingOrder } from './consent-text.ts'
import { receivingDesk } from './receiving-desk.ts'
import { herLanguage, isReadAloud, readerOf } from './reading-aloud.ts'
import { type Sending, askedNow, sittingOf } from './sending.ts'
import type { StepProps } from './steps.ts'

const ICONS: Readonly<Record<Point, Parameters<typeof Icon>[0]['shape']>> = {
  to: peopleIcon,
  words: penIcon,
  when: eyeIcon,
  until: calendarIcon,
  law: scalesIcon,
}

/** The text of the turned screen in one language. */
function turnedText(desk: DeskContext, texts: Texts, whole: Sending): ReturnType<typeof consentText> {
  const sending = askedNow(whole)
  const to = OrganisationId.safeParse(sending.to)
  const names = to.success ? desk.session.roster.organisations.get(to.data)?.names : undefined
  const lines = linesOf(desk.session, sending.to)
  const reading = readingLine(texts, lines, desk.today)
  const named = (id: OrganisationId) => desk.session.roster.organisations.get(id)?.names[texts.language] ?? id
  const all = sittingOf(whole)
  const sitting = {
    at: to.success ? all.indexOf(to.data) + 1 : 1,
    of: all.length,
    names: [desk.session.own.organisation, ...all].map(named),
  }
  return consentText(texts, sending, {
    today: desk.today,
    receiver: { names, line: lines?.line },
    volunteers: to.success && (receivingDesk(desk.session.roster, to.data, sending.toTeam)?.volunteers ?? false),
    reading: isEmergencyShown(lines, desk.today) ? `${reading} ${texts.t('reading.emergency')}` : reading,
    ...(all.length > 1 && { sitting }),
  })
}

export function Turned(props: StepProps): VNode {
  const { sending, change, answer } = props
  const desk = useDesk()
  const [hers, setHers] = useState<Texts | null>(null)
  const [isAloud, setAloud] = useState(isReadAloud(sending) || sending.hearing !== null || sending.aloud !== null)
  const choose = (language: Language) => {
    void loadTexts(language).then(setHers, () => {
      desk.fail('offline')
    })
  }
  useEffect(() => {
    choose(herLanguage(sending) ?? desk.language)
  }, [])
  const texts = hers ?? desk
  const [told, said] = [turnedText(desk, texts, sending), turnedText(desk, desk, sending)]
  // The client is asked nothing while they cannot be told whom it goes to.
  const missing = !told.ok ? told.problem : !said.ok ? said.problem : null
  if (!told.ok || !said.ok)
    return (
      <Note tone="wait">
        <p data-test={missing ?? ''}>{missing && desk.problem(missing)}</p>
      </Note>
    )
  const decide = (answer: 'yes' | 'no' | 'think', explained: Sending['explained']) => {
    change({
      act: 'decide',
      answer,
      shown: consentWhole(told.text),
      shownIn: texts.language,
      on: desk.today,
      explained,
    })
  }
  if (isAloud) {
    const text = consentWhole(told.text)
    return (
      <ReadAloud
        at={sending.aloud?.text === text ? sending.aloud.at : 0}
        onRead={(at) => {
          answer({ aloud: { text, at } })
        }}
        text={told.text}
        texts={texts}
        reader={readerText(desk, sending)}
        hearing={sending.hearing}
        onHearing={(hearing) => {
          answer({ hearing })
        }}
        onDecide={decide}
        onLeave={() => {
          change({ act: 'back' })
        }}
      />
    )
  }
  return (
    <div class="turned" data-test="turned">
      <div class="no-print">
        <Chips
          name="her"
          legend={desk.t('turned.language')}
          unseenLegend
          options={LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value], lang: value }))}
          chosen={[texts.language]}
          onChoose={choose}
        />
      </div>
      <div class="two">
        <Points told={told.text} said={said.text} texts={texts} desk={desk} />
        <aside aria-label={texts.t('turned.answers')} lang={texts.language}>
          {told.text.closing.map(({ text }, at) => (
            <p key={text} class={at === 0 ? 'lead' : undefined}>
              <Both hers={text} workers={said.text.closing[at]?.text ?? ''} texts={texts} desk={desk} />
            </p>
          ))}
          <Answers
            texts={texts}
            desk={desk}
            onDecide={(answer) => {
              decide(answer, null)
            }}
          />
          <p class="row no-print">
            <button
              type="button"
              class="link small"
              data-test="read-aloud"
              lang={desk.language}
              onClick={() => {
                setAloud(true)
              }}
            >
              {desk.t('turned.aloud')}
            </button>
            <button
              type="button"
              class="link small"
              data-test="back"
              lang={desk.language}
              onClick={() => {
                change({ act: 'back' })
              }}
            >
              {desk.t('turned.worker')}
            </button>
          </p>
        </aside>
      </div>
    </div>
  )
}

const readerText = (desk: DeskContext, sending: Sending): string =>
  !isReadAloud(sending)
    ? desk.t('aloud.chosen')
    : desk.t(`aloud.${readerOf(sending)}`, {
        language: spokenLanguage(sending.language ?? '', sending.languageName, desk),
      })

function Points({ told, said, texts, desk }: InBoth & { told: ConsentText; said: ConsentText }): VNode {
  return (
    <div>
      <Heading>
        <Both hers={told.title} workers={said.title} texts={texts} desk={desk} />
      </Heading>
      {POINTS.map((point) => (
        <div class="point" key={point}>
          <Icon shape={ICONS[point]} />
          <div>
            {readingOrder(
              told.lines.map(({ point: at, text }, index) => ({ at, text, workers: said.lines[index]?.text ?? '' })),
              told.words.map(({ label, text }, index) => ({ label, text, workers: said.words[index]?.label ?? '' })),
              (line) => line.at === 'words',
            ).map((one) =>
              'label' in one ? (
                point === 'words' && (
                  <div class="words" key={one.label} data-test="her-words">
                    <h2 class="small">
                      <Both hers={one.label} workers={one.workers} texts={texts} desk={desk} />
                    </h2>
                    <p class="quote">{one.text}</p>
                  </div>
                )
              ) : one.at === point ? (
                <p key={one.text}>
                  <Both hers={one.text} workers={one.workers} texts={texts} desk={desk} />
                </p>
              ) : null,
            )}
          </div>
        </div>
      ))}
    </div>
  )
}
