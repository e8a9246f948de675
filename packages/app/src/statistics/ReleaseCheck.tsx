// The second officer compares, sees the tables as they will be published, and signs, or sends them back with one of a few reasons.
// Governed by docs/statistics.md "The release desk".
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { wordsFor } from '@apila/core/statistics/codebook-words.ts'
import type { UnsignedRelease } from '@apila/core/statistics/release.ts'
import { showTable, wholeNumbers } from '@apila/core/statistics/shown-table.ts'
import { RETURN_REASONS, type ReleaseState, type ReturnReason } from '@apila/core/statistics/wire.ts'
import { Choices } from '@apila/ui/Choice.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { NumbersTable } from '@apila/ui/NumbersTable.tsx'
import { Confirm } from '../Confirm.tsx'
import { ActionButton, Pick } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import { type Checked, checkDrawn, readSums, sendBack, signChecked } from './release-work.ts'
import { codebookWords } from './statistics-content.ts'

export interface StepProps {
  state: ReleaseState
  busy: boolean
  /** Runs a step, then looks where the year stands. */
  act: (what: () => Promise<void>) => void
}

export function ReleaseCheck(props: StepProps): VNode {
  const { state, busy, act } = props
  const { t, session, attempt } = useDesk()
  const [checked, setChecked] = useState<Checked | null>(null)
  const check = () =>
    void attempt(async () => {
      setChecked(await checkDrawn(session, state, await readSums(session, state)))
    })
  return (
    <section>
      <p>{t('release.check-more')}</p>
      {!checked && (
        <ActionButton test="release-check" disabled={busy} onClick={check}>
          {t('release.check')}
        </ActionButton>
      )}
      {checked?.ok === false && (
        <Note tone="wait" role="status">
          <p data-test="release-bad">{t('release.bad')}</p>
          <p>{checked.problems.join(', ')}</p>
        </Note>
      )}
      {checked?.ok === true && (
        <>
          <p role="status" data-test="release-good">
            {t('release.good')}
          </p>
          <Preview release={checked.release} />
          <Confirm
            title={t('release.sign-ask', { year: state.cohort })}
            more={t('release.sign-more')}
            doText={t('release.sign')}
            keepText={t('release.wait')}
            test="release-sign"
            disabled={busy}
            onDo={() => {
              act(() => signChecked(session, state.cohort, checked.text))
            }}
          >
            {t('release.sign')}
          </Confirm>
        </>
      )}
      {checked && <SendBack {...props} />}
    </section>
  )
}

/** Exactly the tables of the public pages. Each is folded, since ten of them are long. */
function Preview({ release }: { release: UnsignedRelease }): VNode {
  const { t, language } = useDesk()
  const { low, high } = wholeNumbers(release.persons)
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{t('release.preview')}</h2>
      <p>{t('release.preview-more')}</p>
      <p>{t('release.persons-range', { year: release.cohort, range: `${low}–${high}` })}</p>
      {release.tables.link.item.map((dataset) => {
        const { table, titles } = dataset.extension
        const shown = showTable(dataset)
        return (
          <details key={table} class="fold" data-test={`preview-${table}`}>
            <summary>{titles[language]}</summary>
            <NumbersTable
              caption={`${titles[language]}, ${release.cohort}`}
              table={shown}
              nameOf={(dimension, category) => wordsFor(codebookWords, dataset, language, dimension, category)}
              rangeHead={t('release.range', { end: Math.ceil(shown.scale) })}
              weakText={(names, limit) => t('release.weak', { names: names.join(', '), limit })}
            />
          </details>
        )
      })}
    </section>
  )
}

function SendBack({ state, busy, act }: StepProps): VNode {
  const { t, session } = useDesk()
  const [reason, setReason] = useState<ReturnReason | null>(null)
  const [isMissing, setMissing] = useState(false)
  return (
    <section>
      <Choices
        id="release-reason"
        legend={t('release.back-why')}
        hint={t('release.back-more')}
        error={isMissing ? t('release.back-none') : undefined}
      >
        <Pick
          name="release-reason"
          options={RETURN_REASONS.map((value) => ({ value, text: t(`release.back-${value}`) }))}
          chosen={reason}
          onChoose={(value) => {
            setReason(value)
            setMissing(false)
          }}
        />
      </Choices>
      <ActionButton
        test="release-back"
        quiet
        disabled={busy}
        onClick={() => {
          setMissing(reason === null)
          if (reason === null) document.getElementById('release-reason')?.focus()
          else act(() => sendBack(session, state, reason))
        }}
      >
        {t('release.back')}
      </ActionButton>
    </section>
  )
}
