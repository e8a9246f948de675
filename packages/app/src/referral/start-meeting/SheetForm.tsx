// Writing a version of the start-meeting sheet: tasks, contact, information, the day on which it is looked at again.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { type Day, addDays, daysBetween } from '@apila/core/day.ts'
import { canonical } from '@apila/core/canonical.ts'
import { LARGEST_SHEET_BYTES, type Sheet as SheetContent } from '@apila/core/referral/items.ts'
import { utf8 } from '@apila/sealing/encoding.ts'
import { SelectField } from '@apila/ui/Field.tsx'
import { ActionButton, Write } from '../../controls.tsx'
import { dayText } from '../../content/day-text.ts'
import { useAct, useDesk } from '../../desk-context.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import type { KeptDraft } from '../../drafts/use-draft.ts'
import { plainSheet } from '../plain-text.ts'
import { TellingList } from '../talk/TellingList.tsx'
import { findTelling, useTelling } from '../talk/clear-text.ts'
import { isOpen } from '../talk/text-problem.ts'

export const EMPTY_SHEET: SheetContent = {
  tasks: [{ who: '', what: '' }],
  contact: '',
  information: '',
  reviewOn: null,
}

export const isTooLong = (sheet: SheetContent): boolean =>
  utf8(canonical(plainSheet(sheet))).length > LARGEST_SHEET_BYTES

/** The words of a plan, by what they are looked at as; a blank line keeps the fields apart. */
function wordsOf(sheet: SheetContent): { who: string; plan: string } {
  const { tasks, contact, information } = plainSheet(sheet)
  const joined = (texts: readonly string[]) => texts.join('\n\n')
  return {
    who: joined(tasks.map(({ who }) => who)),
    plan: joined([...tasks.map(({ what }) => what), contact, information]),
  }
}

/** Whether a plan holds what must go, or what nobody has answered. Throws where it cannot be looked at. */
export async function tellsOfSheet(sheet: SheetContent, planned: readonly string[]): Promise<boolean> {
  const { who, plan } = wordsOf(sheet)
  return isOpen([...(await findTelling(who, 'plan-who')), ...(await findTelling(plan, 'plan'))], planned)
}

/** A tick is a new version like any other, with the day on which it was made. */
export const ticked = (sheet: SheetContent, at: number, done: Day | null): SheetContent => ({
  ...sheet,
  tasks: sheet.tasks.map((task, index) => {
    if (index !== at) return task
    const { who, what } = task
    return done === null ? { who, what } : { who, what, done }
  }),
})

export function SheetForm({
  sheet,
  busy,
  draft,
  until,
  onChange,
  onSave,
}: {
  sheet: SheetContent
  busy: boolean
  draft: KeptDraft
  until: Day
  onChange: (sheet: SheetContent) => void
  onSave: () => void
}): VNode {
  const desk = useDesk()
  const { t, today } = desk
  const offered = Array.from({ length: Math.max(0, daysBetween(today, until)) + 1 }, (_, n) => addDays(today, n))
  // A day of an earlier version that has passed stays as it was said.
  const days = [...(sheet.reviewOn && !offered.includes(sheet.reviewOn) ? [sheet.reviewOn] : []), ...offered]
  const look = useAct()
  const [planned, setPlanned] = useState<readonly string[]>([])
  const [isTold, setTold] = useState(false)
  const words = wordsOf(sheet)
  const telling = [...(useTelling(words.who, 'plan-who') ?? []), ...(useTelling(words.plan, 'plan') ?? [])]
  const change = (answers: Partial<SheetContent>) => {
    setTold(false)
    onChange({ ...sheet, ...answers })
  }
  const save = () => {
    void look.act(async () => {
      const tells = await tellsOfSheet(sheet, planned)
      setTold(tells)
      if (!tells) onSave()
    })
  }
  const changeTask = (at: number, answers: Partial<SheetContent['tasks'][number]>) => {
    change({ tasks: sheet.tasks.map((task, index) => (index === at ? { ...task, ...answers } : task)) })
  }
  return (
    <>
      {sheet.tasks.map((task, at) => (
        <fieldset class="card" key={at}>
          <legend>{t('sheet.task', { n: at + 1 })}</legend>
          <Write
            id={`task-who-${String(at)}`}
            label={t('sheet.who')}
            max={200}
            value={task.who}
            onInput={(who) => {
              changeTask(at, { who })
            }}
          />
          <Write
            id={`task-what-${String(at)}`}
            label={t('sheet.what')}
            rows={2}
            max={2000}
            value={task.what}
            onInput={(what) => {
              changeTask(at, { what })
            }}
          />
        </fieldset>
      ))}
      <ActionButton
        test="task-add"
        quiet
        disabled={sheet.tasks.length >= 30}
        onClick={() => {
          change({ tasks: [...sheet.tasks, { who: '', what: '' }] })
        }}
      >
        {t('sheet.add')}
      </ActionButton>
      <Write
        id="sheet-contact"
        label={t('sheet.contact')}
        rows={2}
        max={2000}
        value={sheet.contact}
        onInput={(contact) => {
          change({ contact })
        }}
      />
      <Write
        id="sheet-information"
        label={t('sheet.information')}
        rows={2}
        max={2000}
        value={sheet.information}
        onInput={(information) => {
          change({ information })
        }}
      />
      <SelectField
        id="sheet-review"
        label={t('sheet.review')}
        test="sheet-review"
        selected={sheet.reviewOn ?? ''}
        options={[
          { value: '', text: t('choose') },
          ...days.map((day) => ({ value: day, text: dayText(desk, day, until) })),
        ]}
        onChoose={(chosen) => {
          change({ reviewOn: days.find((day) => day === chosen) ?? null })
        }}
      />
      <div role="status" data-test="sheet-tells">
        {telling.length > 0 && (
          <TellingList
            id="sheet"
            telling={telling}
            saidOf={(text) => (planned.includes(text) ? 'planned' : undefined)}
            onSay={(text, stays) => {
              const others = planned.filter((one) => one !== text)
              setPlanned(stays === null ? others : [...others, text])
              setTold(false)
            }}
          />
        )}
      </div>
      {isTold && (
        <p class="error" role="alert" data-test="sheet-tells-error">
          {t('need.tells-open')}
        </p>
      )}
      <div class="buttons">
        <ActionButton test="sheet-save" disabled={busy || look.busy} onClick={save}>
          {t('sheet.save')}
        </ActionButton>
      </div>
      <DraftLine draft={draft} />
    </>
  )
}
