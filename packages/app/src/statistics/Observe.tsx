// The observation form: one page of chips, after she has left; everything untouched is "not asked" (docs/statistics.md).
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { yearOf } from '@apila/core/day.ts'
import { CODEBOOK_VERSION, getDimension } from '@apila/core/statistics/codebook.ts'
import { Observation } from '@apila/core/statistics/observation.ts'
import { FORM_QUESTIONS } from '@apila/core/statistics/tables.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { ActionButton, Heading } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import { type Answers, fieldsOf, shownCodes, tapAnswer } from './answers.ts'
import { type Recorded, SEND_FROM, readCounters, recordObservation, sendCounters } from './device-counters.ts'

export function Observe(): VNode {
  const { t, session, today, attempt } = useDesk()
  const [answers, setAnswers] = useState<Answers>({})
  const [recorded, setRecorded] = useState<Recorded | null>(null)
  const [visit, setVisit] = useState(0)
  const year = yearOf(today)
  const ready = (answers['FIR'] ?? []).length > 0 && (answers['STG'] ?? []).length > 0
  const save = () => {
    void attempt(async () => {
      const observation = Observation.parse({
        codebookVersion: CODEBOOK_VERSION,
        period: String(year),
        ...fieldsOf(answers),
      })
      setRecorded(await recordObservation(session, year, observation))
      setAnswers({})
    })
  }
  if (recorded) {
    return (
      <Saved
        recorded={recorded}
        year={year}
        onNext={() => {
          setRecorded(null)
          setVisit((n) => n + 1)
        }}
      />
    )
  }
  return (
    <div key={visit}>
      <Heading>{t('observe.title')}</Heading>
      <p>{t('observe.more', { year })}</p>
      {FORM_QUESTIONS.map((question) => (
        <Question
          key={question}
          dimension={question}
          answers={answers}
          onTap={(code) => {
            setAnswers((before) => tapAnswer(before, question, code))
          }}
        />
      ))}
      <div class="bar-end">
        <ActionButton test="observe-save" disabled={!ready} onClick={save}>
          {t('observe.save')}
        </ActionButton>
        {!ready && <p class="hint">{t('observe.needs')}</p>}
      </div>
      <Waiting year={year} />
    </div>
  )
}

function Question({
  dimension,
  answers,
  onTap,
}: {
  dimension: string
  answers: Answers
  onTap: (code: string) => void
}): VNode {
  const { t, language } = useDesk()
  const chosen = answers[dimension] ?? []
  const { labels, multi } = getDimension(dimension)
  return (
    <fieldset>
      <legend>{labels[language]}</legend>
      {multi && <p class="hint">{t('observe.several')}</p>}
      <div class="chips">
        {shownCodes(dimension).map((code) => (
          <button
            key={code.code}
            type="button"
            class="chip"
            data-test={`chip-${code.code}`}
            aria-pressed={chosen.includes(code.code)}
            onClick={() => {
              onTap(code.code)
            }}
          >
            {code.labels[language]}
          </button>
        ))}
      </div>
      {dimension === 'FIR' && chosen.length > 0 && !chosen.includes('FIR.Y') && (
        <Notice role="status">
          <p>{t('observe.not-first')}</p>
        </Notice>
      )}
    </fieldset>
  )
}

function Saved({ recorded, year, onNext }: { recorded: Recorded; year: number; onNext: () => void }): VNode {
  const { t, go } = useDesk()
  return (
    <div data-test="observe-saved">
      <Heading>{recorded.counted ? t('observe.saved') : t('observe.not-counted')}</Heading>
      <p>{recorded.counted ? t('observe.forgotten') : t('observe.not-counted-more')}</p>
      <div class="buttons">
        <ActionButton test="observe-next" quiet onClick={onNext}>
          {t('observe.next')}
        </ActionButton>
        <ActionButton
          test="to-today"
          onClick={() => {
            go({ name: 'today' })
          }}
        >
          {t('to-today')}
        </ActionButton>
      </div>
      <Waiting year={year} />
    </div>
  )
}

/** Entries that only this device has counted so far, and sending them before there are ten. */
function Waiting({ year }: { year: number }): VNode | null {
  const { t, session, attempt } = useDesk()
  const [waiting, setWaiting] = useState(0)
  const look = () =>
    readCounters(session, year).then(
      (kept) => {
        setWaiting(kept.counters.entries - kept.sent)
      },
      () => undefined,
    )
  useEffect(() => {
    void look()
  }, [year])
  if (waiting === 0) return null
  return (
    <section>
      <p data-test="observe-waiting">{t('observe.waiting', { count: waiting, from: SEND_FROM })}</p>
      <p class="hint">{t('observe.few')}</p>
      <ActionButton
        test="observe-send"
        quiet
        onClick={() =>
          void attempt(async () => {
            await sendCounters(session, year)
            await look()
          })
        }
      >
        {t('observe.send')}
      </ActionButton>
    </section>
  )
}
