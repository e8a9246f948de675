// The observation form: one page of chips, after she has left; everything untouched is "not asked" (docs/statistics.md).
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as z from 'zod'
import type { Language } from '@apila/core/content/language.ts'
import { yearOf } from '@apila/core/day.ts'
import { CODEBOOK_VERSION, getDimension } from '@apila/core/statistics/codebook.ts'
import { Observation } from '@apila/core/statistics/observation.ts'
import { FORM_QUESTIONS } from '@apila/core/statistics/tables.ts'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { ActionButton, Heading } from '../controls.tsx'
import { useAct, useDesk } from '../desk-context.ts'
import { DraftLine } from '../drafts/DraftLine.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { type Answers, fieldsOf, shownCodes, tapAnswer } from './answers.ts'
import { countingOf } from './counting.ts'
import { SEND_FROM, countWaiting, recordObservation, sendCounters } from './device-counters.ts'
import { codebookWords } from './statistics-content.ts'

const KeptAnswers: z.ZodType<Answers> = z.record(z.string(), z.array(z.string()))

/** Without these an entry cannot be counted; everything else may stay "not asked". */
const NEEDED = ['FIR', 'STG'] as const

const wordsOf = (code: string, language: Language): string => codebookWords.find(code)?.[language] ?? code

export function Observe(): VNode {
  const { t, language, session, today } = useDesk()
  const { busy, act } = useAct()
  const [answers, setAnswers] = useState<Answers>({})
  const draft = useDraft({
    kind: 'observe',
    schema: KeptAnswers,
    value: Object.keys(answers).length > 0 ? answers : null,
    onFound: setAnswers,
  })
  const [counted, setCounted] = useState<boolean | null>(null)
  const [visit, setVisit] = useState(0)
  const [asked, setAsked] = useState(0)
  const year = yearOf(today)
  const missing = NEEDED.filter((question) => (answers[question] ?? []).length === 0)
  const save = () => {
    setAsked((times) => times + 1)
    if (missing.length > 0) return
    void act(async () => {
      const observation = Observation.parse({
        codebookVersion: CODEBOOK_VERSION,
        period: String(year),
        ...fieldsOf(answers),
      })
      // First: a page that dies in between must not bring back what has been counted.
      await draft.drop()
      setCounted(await recordObservation(countingOf(session, year), observation))
      setAsked(0)
      setAnswers({})
    })
  }
  if (counted !== null) {
    return (
      <Saved
        counted={counted}
        year={year}
        onNext={() => {
          setCounted(null)
          setVisit((n) => n + 1)
        }}
      />
    )
  }
  return (
    <div key={visit}>
      <Heading>{t('observe.title')}</Heading>
      <ErrorSummary
        test="observe-missing"
        title={t('observe.needs')}
        attempt={asked}
        errors={
          asked > 0 ? missing.map((question) => ({ fieldId: `q-${question}`, text: wordsOf(question, language) })) : []
        }
      />
      <p>{t('observe.more', { year })}</p>
      {FORM_QUESTIONS.map((question) => (
        <Question
          key={question}
          dimension={question}
          answers={answers}
          isMissing={asked > 0 && missing.some((one) => one === question)}
          onTap={(code) => {
            setAnswers((before) => tapAnswer(before, question, code))
          }}
        />
      ))}
      <div class="bar-end">
        <ActionButton test="observe-save" disabled={busy} onClick={save}>
          {t('observe.save')}
        </ActionButton>
      </div>
      <DraftLine draft={draft} />
      {draft.state === 'kept' && <p class="hint">{t('observe.until-lock')}</p>}
      <Waiting year={year} />
    </div>
  )
}

function Question({
  dimension,
  answers,
  isMissing,
  onTap,
}: {
  dimension: string
  answers: Answers
  isMissing: boolean
  onTap: (code: string) => void
}): VNode {
  const { t, language } = useDesk()
  const chosen = answers[dimension] ?? []
  const { multi } = getDimension(dimension)
  const wordsFor = (code: string) => wordsOf(code, language)
  return (
    <fieldset id={`q-${dimension}`} aria-describedby={isMissing ? `q-${dimension}-error` : undefined}>
      <legend>{wordsFor(dimension)}</legend>
      {isMissing && (
        <p class="error" id={`q-${dimension}-error`}>
          {t('observe.need')}
        </p>
      )}
      {multi && <p class="hint">{t('observe.several')}</p>}
      <div class="chips">
        {shownCodes(dimension).map((code) => (
          <button
            key={code}
            type="button"
            class="chip"
            data-test={`chip-${code}`}
            aria-pressed={chosen.includes(code)}
            onClick={() => {
              onTap(code)
            }}
          >
            {wordsFor(code)}
          </button>
        ))}
      </div>
      {dimension === 'FIR' && chosen.length > 0 && !chosen.includes('FIR.Y') && (
        <Note role="status">
          <p>{t('observe.not-first')}</p>
        </Note>
      )}
    </fieldset>
  )
}

function Saved({ counted, year, onNext }: { counted: boolean; year: number; onNext: () => void }): VNode {
  const { t, go } = useDesk()
  return (
    <div data-test="observe-saved">
      <Heading>{counted ? t('observe.saved') : t('observe.not-counted')}</Heading>
      <p>{counted ? t('observe.forgotten') : t('observe.not-counted-more')}</p>
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

/** Entries that only this device has counted so far, and sending them: from ten on by itself, before that when asked to. */
function Waiting({ year }: { year: number }): VNode | null {
  const { t, session } = useDesk()
  const { busy, act } = useAct()
  const [waiting, setWaiting] = useState(0)
  useEffect(() => {
    const look = async () => {
      const counting = countingOf(session, year)
      setWaiting(await countWaiting(counting))
      setWaiting(await sendCounters(counting, SEND_FROM))
    }
    // Counted is counted: what cannot be sent now stays shown as waiting.
    look().catch(() => undefined)
  }, [year])
  if (waiting === 0) return null
  return (
    <section>
      <p data-test="observe-waiting">{t('observe.waiting', { count: waiting, from: SEND_FROM })}</p>
      <p class="hint">{t('observe.few')}</p>
      <ActionButton
        test="observe-send"
        quiet
        disabled={busy}
        onClick={() =>
          void act(async () => {
            setWaiting(await sendCounters(countingOf(session, year)))
          })
        }
      >
        {t('observe.send')}
      </ActionButton>
    </section>
  )
}
