// What may be told, part by part, and then its words, written together: the client reads these very words before deciding.
import type { VNode } from 'preact'
import { Clarified } from '@apila/core/referral/content.ts'
import { Note } from '@apila/ui/Note.tsx'
import { ActionButton, Heading, Select, Tick, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { Ask } from './Ask.tsx'
import { CheckedText } from './CheckedText.tsx'
import type { WrittenItem } from './sending.ts'
import type { StepProps } from './steps.ts'

export function ToldStep(props: StepProps & { isUnchecked: boolean }): VNode {
  const { sending, answer, errorAt } = props
  const { t, nameOf } = useDesk()
  return (
    <>
      <Heading>{t('told-step.title', { name: nameOf(sending.to ?? '') || t('receiver.nobody') })}</Heading>
      <p class="lead">{t('told-step.more')}</p>
      {props.isUnchecked && (
        <Note tone="wait" test="unchecked">
          <p>{t('check.failed')}</p>
        </Note>
      )}
      <Part {...props} item="situation" />
      {sending.told.situation === 'yes' && (
        <>
          <Write
            id="situation"
            label={t('writing.situation-label')}
            hint={t('writing.situation')}
            error={errorAt('situation')}
            rows={5}
            max={200_000}
            value={sending.situation}
            onInput={(situation) => {
              answer({ situation })
            }}
          />
          <CheckedText {...props} at="situation" text={sending.situation} />
        </>
      )}
      <Part {...props} item="needs" />
      {sending.told.needs === 'yes' && (
        <>
          <Write
            id="needs"
            label={t('writing.needs-label')}
            hint={t('writing.needs')}
            error={errorAt('needs')}
            rows={3}
            max={50_000}
            value={sending.needs}
            onInput={(needs) => {
              answer({ needs })
            }}
          />
          <CheckedText {...props} at="needs" text={sending.needs} />
        </>
      )}
      <Part {...props} item="clarified" />
      {sending.told.clarified === 'yes' && <ClarifiedRows {...props} />}
    </>
  )
}

function Part({ item, sending, choose, answer, errorAt }: StepProps & { item: WrittenItem }): VNode {
  const { t, today } = useDesk()
  const answersOf = (value: 'yes' | 'no') => ({
    told: { ...sending.told, [item]: value },
    // A part that is told begins with a row to fill in.
    ...(item === 'clarified' && value === 'yes' && sending.clarified.length === 0
      ? { clarified: [newRow(today)] }
      : {}),
  })
  return (
    <Ask
      code={`told-${item}`}
      name={`told-${item}`}
      legend={t(`told.${item}`)}
      hint={t(`told.${item}-hint`)}
      errorAt={errorAt}
      short
      chosen={sending.told[item] ?? null}
      options={(['yes', 'no'] as const).map((value) => ({ value, text: t(`told-answer.${value}`) }))}
      onChoose={(value, goesOn) => {
        if (goesOn) choose(value === 'yes' && item !== 'clarified' ? item : `q-told-${item}`, answersOf(value))
        else answer(answersOf(value))
      }}
    />
  )
}

const newRow = (today: string): Clarified => ({
  code: 'residence',
  byRole: 'own-organisation',
  month: today.slice(0, 7),
  outcome: '',
  reusable: true,
})

function ClarifiedRows(props: StepProps): VNode {
  const { t, today } = useDesk()
  const { sending, answer, errorAt } = props
  const rows = sending.clarified
  const change = (at: number, answers: Partial<Clarified>) => {
    answer({ clarified: rows.map((row, index) => (index === at ? { ...row, ...answers } : row)) })
  }
  return (
    <section>
      <p class="hint">{t('writing.clarified')}</p>
      {rows.map((row, at) => (
        <div class="card" key={at}>
          <Select
            id={`clarified-code-${String(at)}`}
            label={t('clarified.code')}
            empty={t('choose')}
            chosen={row.code}
            options={Clarified.shape.code.options.map((value) => ({ value, text: t(`clarified.${value}`) }))}
            onChoose={(code) => {
              change(at, { code })
            }}
          />
          <Select
            id={`clarified-by-${String(at)}`}
            label={t('clarified.by')}
            empty={t('choose')}
            chosen={row.byRole}
            options={Clarified.shape.byRole.options.map((value) => ({ value, text: t(`by.${value}`) }))}
            onChoose={(byRole) => {
              change(at, { byRole })
            }}
          />
          <Write
            id={`clarified-outcome-${String(at)}`}
            label={t('clarified.outcome')}
            error={errorAt(`clarified-outcome-${String(at)}`)}
            rows={3}
            max={1000}
            value={row.outcome}
            onInput={(outcome) => {
              change(at, { outcome })
            }}
          />
          <CheckedText {...props} at={`clarified-outcome-${String(at)}`} text={row.outcome} />
          <Tick
            test={`clarified-reusable-${String(at)}`}
            checked={row.reusable}
            onChange={(reusable) => {
              change(at, { reusable })
            }}
          >
            {t('clarified.reusable')}
          </Tick>
          <ActionButton
            test={`clarified-remove-${String(at)}`}
            quiet
            onClick={() => {
              answer({ clarified: rows.filter((_, index) => index !== at) })
            }}
          >
            {t('remove')}
          </ActionButton>
        </div>
      ))}
      <ActionButton
        test="clarified-add"
        quiet
        disabled={rows.length >= 50}
        onClick={() => {
          answer({ clarified: [...rows, newRow(today)] })
        }}
      >
        {t('clarified.add')}
      </ActionButton>
    </section>
  )
}
