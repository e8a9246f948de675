// Whether the client knows of what was told by law: told, to be told, or put off with a reason and a day.
import type { VNode } from 'preact'
import { orderLanguages } from '@apila/core/referral/spoken-languages.ts'
import { DeferReason, type NoticeState } from '@apila/core/referral/notice.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { DayField } from '@apila/ui/DayTime.tsx'
import { dayWithName } from '../../content/day-text.ts'
import { languageName } from '../../content/language-name.ts'
import { Select } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { TOLD_HOW, type Telling, type TellingNeed, UNDERSTOOD, laterDays } from './filling.ts'

interface TellingFieldsProps {
  /** Tells the fields of several notices apart. */
  id: string
  telling: Telling
  states: readonly NoticeState['state'][]
  missing: readonly string[]
  onChange: (telling: Telling) => void
}

export function TellingFields({ id, telling, states, missing, onChange }: TellingFieldsProps): VNode {
  const desk = useDesk()
  const { t, today } = desk
  const errorOf = (need: TellingNeed) => (missing.includes(need) ? t(`notice.need-${need}`) : undefined)
  const change = (changed: Partial<Telling>) => {
    onChange({ ...telling, ...changed })
  }
  const one = <T extends string>(value: T | null) => (value === null ? [] : [value])
  return (
    <>
      <Chips
        name={`${id}-state`}
        id={`${id}-state`}
        legend={t('notice.state')}
        options={states.map((value) => ({ value, text: t(`notice-state.${value}`) }))}
        chosen={one(telling.state)}
        error={errorOf('state')}
        onChoose={(state) => {
          change({ state })
        }}
      />
      {telling.state === 'told' && (
        <>
          <Chips
            name={`${id}-how`}
            id={`${id}-how`}
            legend={t('notice.how')}
            options={TOLD_HOW.map((value) => ({ value, text: t(`notice-how.${value}`) }))}
            chosen={one(telling.how)}
            error={errorOf('how')}
            onChoose={(how) => {
              change({ how })
            }}
          />
          <Select
            id={`${id}-language`}
            label={t('notice.language')}
            empty={t('choose')}
            options={[...orderLanguages((code) => languageName(code, desk), desk.language), 'other', 'not-asked'].map(
              (value) => ({ value, text: languageName(value, desk) }),
            )}
            chosen={telling.language ?? ''}
            error={errorOf('language')}
            onChoose={(language) => {
              change({ language })
            }}
          />
          <Chips
            name={`${id}-understood`}
            id={`${id}-understood`}
            legend={t('notice.understood')}
            hint={t('notice.understood-hint')}
            options={UNDERSTOOD.map((value) => ({ value, text: t(`answer.${value}`) }))}
            chosen={one(telling.understood)}
            error={errorOf('understood')}
            onChoose={(understood) => {
              change({ understood })
            }}
          />
        </>
      )}
      {telling.state === 'deferred' && (
        <>
          <Chips
            name={`${id}-reason`}
            id={`${id}-reason`}
            legend={t('notice.reason')}
            options={DeferReason.options.map((value) => ({ value, text: t(`notice-reason.${value}`) }))}
            chosen={one(telling.reason)}
            error={errorOf('reason')}
            onChoose={(reason) => {
              change({ reason })
            }}
          />
          <DayField
            id={`${id}-again`}
            legend={t('notice.look-again')}
            hint={t('notice.look-again-hint')}
            suits={[]}
            others={laterDays(today).map((day) => ({ value: day, text: dayWithName(desk, day) }))}
            othersLabel={t('notice.look-again')}
            othersEmpty={t('choose')}
            chosen={telling.lookAgain}
            error={errorOf('lookAgain')}
            onChoose={(day) => {
              change({ lookAgain: laterDays(today).find((later) => later === day) ?? null })
            }}
          />
        </>
      )}
    </>
  )
}
