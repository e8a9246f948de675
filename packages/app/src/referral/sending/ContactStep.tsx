// How the first contact goes: interpreter, days, how the client is reached, what the desks may write, how it is told and until when.
// Modes in plain words, nothing chosen beforehand (D-039).
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import { Codes, Weekday } from '@apila/core/referral/content.ts'
import { Mode, PERMISSION_DAYS } from '@apila/core/referral/permission.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Heading, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { Ask } from './Ask.tsx'
import { OthersAtMeeting } from './OthersAtMeeting.tsx'
import { SafeContactFields } from './SafeContactFields.tsx'
import { BETWEEN, REACHES, isChild, lastDayOf } from './sending.ts'
import type { StepProps } from './steps.ts'
import { wishesInterpreter } from './told.ts'

/** What is usual, said beside it and not chosen. Unit: days. */
const USUAL_DAYS = 30

export function ContactStep(props: StepProps): VNode {
  const { sending, answer, choose, errorAt } = props
  const { t } = useDesk()
  return (
    <>
      <Heading>{t('contact-step.title')}</Heading>
      <p class="lead">{t('contact-step.more')}</p>
      <Ask
        code="wish"
        name="wish"
        legend={t('wish.question')}
        errorAt={errorAt}
        short
        chosen={sending.wishedInterpreter}
        options={Codes.shape.interpreter.options.map((value) => ({ value, text: t(`wish.${value}`) }))}
        onChoose={(wishedInterpreter, goesOn) => {
          if (goesOn) choose('q-wish', { wishedInterpreter })
          else answer({ wishedInterpreter })
        }}
      />
      {wishesInterpreter(sending) && (
        <Write
          id="not-interpreters"
          label={t('knock.not-interpreters')}
          hint={t('knock.not-interpreters-hint')}
          error={errorAt('not-interpreters')}
          max={100}
          value={sending.notInterpreters}
          onInput={(notInterpreters) => {
            answer({ notInterpreters })
          }}
        />
      )}
      <Chips
        id="q-days"
        name="day"
        legend={t('knock.days')}
        hint={t('days.more')}
        error={errorAt('q-days')}
        several
        options={[
          { value: 'any' as const, text: t('days.any') },
          ...Weekday.options.map((value) => ({ value, text: t(`day.${value}`) })),
        ]}
        chosen={sending.anyDay ? ['any'] : sending.days}
        onChoose={(value, isChosen) => {
          if (value === 'any') choose('q-days', { anyDay: isChosen, days: [] })
          else
            answer({
              anyDay: false,
              days: isChosen ? [...sending.days, value] : sending.days.filter((day) => day !== value),
            })
        }}
      />
      <Ask
        code="reach"
        name="reach"
        legend={t('knock.reach')}
        errorAt={errorAt}
        chosen={sending.reach}
        options={REACHES.map((value) => ({ value, text: t(`reach.${value}`), hint: t(`reach.${value}-hint`) }))}
        onChoose={(reach, goesOn) => {
          if (goesOn && reach === 'worker') choose('q-reach', { reach })
          else answer({ reach })
        }}
      />
      {sending.reach !== null && sending.reach !== 'worker' && <SafeContactFields {...props} />}
      <Terms {...props} />
    </>
  )
}

function Terms(props: StepProps): VNode {
  const { sending, answer, choose, errorAt } = props
  const { t, today, nameOf } = useDesk()
  const name = nameOf(sending.to ?? '') || t('receiver.nobody')
  const child = isChild(sending)
  return (
    <>
      <Ask
        code="between"
        errorAt={errorAt}
        name="between"
        legend={t('between.question')}
        hint={t('between.more')}
        chosen={sending.between}
        options={BETWEEN.map((value) => ({ value, text: t(`between.${value}`) }))}
        onChoose={(between, goesOn) => {
          if (goesOn) choose('q-between', { between })
          else answer({ between })
        }}
      />
      {sending.between === 'sheet' && <OthersAtMeeting {...props} />}
      <Ask
        code="mode"
        name="mode"
        legend={t('how.question')}
        hint={child ? t('how.child') : undefined}
        errorAt={errorAt}
        chosen={sending.mode}
        options={(child ? (['all-ahead'] as const) : Mode.options).map((value) => ({
          value,
          text: t(`mode.${value}`),
          hint: t(`how.${value}-hint`, { name }),
        }))}
        onChoose={(mode, goesOn) => {
          if (goesOn) choose('q-mode', { mode })
          else answer({ mode })
        }}
      />
      <Ask
        code="until"
        name="until"
        legend={t('until.question')}
        hint={t('until.more')}
        errorAt={errorAt}
        chosen={sending.untilDays === null ? null : String(sending.untilDays)}
        options={PERMISSION_DAYS.map((days) => ({
          value: String(days),
          text: t('until.days', {
            days,
            day: showDay(lastDayOf({ ...sending, untilDays: days, shownOn: null }, today)),
          }),
          ...(days === USUAL_DAYS ? { hint: t('until.usual') } : {}),
        }))}
        onChoose={(days, goesOn) => {
          const answers = { untilDays: Number(days) }
          if (goesOn) choose('q-until', answers)
          else answer(answers)
        }}
      />
    </>
  )
}
