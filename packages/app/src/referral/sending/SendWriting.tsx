// Writing together with her what she permitted to be told, and only that.
import type { VNode } from 'preact'
import { Clarified } from '@apila/core/referral/content.ts'
import { ActionButton, Heading, Select, Tick, Write } from '../../controls.tsx'
import { CheckText } from '../../check-text/CheckText.tsx'
import { useDesk } from '../../desk-context.ts'
import { SafeContactFields } from './SafeContactFields.tsx'
import type { SendPageProps } from './send-page.ts'

export function WritingPage({ sending, answer }: SendPageProps): VNode {
  const { t } = useDesk()
  const may = (item: keyof typeof sending.told) => sending.told[item] === 'yes'
  return (
    <>
      <Heading>{t('writing.title')}</Heading>
      <p>{t('writing.more')}</p>
      {may('safe-contact') && (
        <section>
          <h2>{t('told.safe-contact')}</h2>
          <SafeContactFields
            contact={sending.contact}
            onChange={(contact) => {
              answer({ contact })
            }}
          />
        </section>
      )}
      {may('situation') && (
        <Write
          id="situation"
          label={t('told.situation')}
          hint={t('writing.situation')}
          rows={8}
          max={200_000}
          value={sending.situation}
          onInput={(situation) => {
            answer({ situation })
          }}
        />
      )}
      {may('situation') && <CheckText text={sending.situation} />}
      {may('needs') && (
        <Write
          id="needs"
          label={t('told.needs')}
          hint={t('writing.needs')}
          rows={5}
          max={50_000}
          value={sending.needs}
          onInput={(needs) => {
            answer({ needs })
          }}
        />
      )}
      {may('needs') && <CheckText text={sending.needs} />}
      {may('clarified') && (
        <ClarifiedRows
          rows={sending.clarified}
          onChange={(clarified) => {
            answer({ clarified })
          }}
        />
      )}
    </>
  )
}

function ClarifiedRows({
  rows,
  onChange,
}: {
  rows: readonly Clarified[]
  onChange: (rows: readonly Clarified[]) => void
}): VNode {
  const { t, today } = useDesk()
  const change = (at: number, answers: Partial<Clarified>) => {
    onChange(rows.map((row, index) => (index === at ? { ...row, ...answers } : row)))
  }
  const add = () => {
    onChange([
      ...rows,
      { code: 'residence', byRole: 'own-organisation', month: today.slice(0, 7), outcome: '', reusable: true },
    ])
  }
  return (
    <section>
      <h2>{t('told.clarified')}</h2>
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
            rows={3}
            max={1000}
            value={row.outcome}
            onInput={(outcome) => {
              change(at, { outcome })
            }}
          />
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
              onChange(rows.filter((_, index) => index !== at))
            }}
          >
            {t('remove')}
          </ActionButton>
        </div>
      ))}
      <ActionButton test="clarified-add" quiet disabled={rows.length >= 50} onClick={add}>
        {t('clarified.add')}
      </ActionButton>
    </section>
  )
}
