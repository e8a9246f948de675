// The terms of a permission: first contact in codes, how and until when. Modes in plain words, nothing chosen beforehand (D-039).
import type { VNode } from 'preact'
import { addDays } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Weekday } from '@apila/core/referral/content.ts'
import { PERMISSION_DAYS } from '@apila/core/referral/permission.ts'
import { languageName } from '../../content/language-name.ts'
import { Heading, Pick, Select, Tick, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { SafeContactFields } from './SafeContactFields.tsx'
import type { SendPageProps } from './send-page.ts'
import { isChild, wishesInterpreter } from './sending.ts'

/** Languages offered by name; codes of ISO 639. Anything else is "other" and agreed by telephone. */
const CLIENT_LANGUAGES = [
  'fi',
  'sv',
  'en',
  'am',
  'ar',
  'bg',
  'bn',
  'ckb',
  'es',
  'et',
  'fa',
  'fr',
  'hi',
  'lv',
  'ne',
  'pa',
  'pl',
  'prs',
  'ps',
  'pt',
  'ro',
  'ru',
  'si',
  'so',
  'sq',
  'sw',
  'ta',
  'th',
  'ti',
  'tl',
  'tr',
  'uk',
  'ur',
  'uz',
  'vi',
  'yo',
  'zh',
] as const

export function KnockPage({ sending, answer }: SendPageProps): VNode {
  const desk = useDesk()
  const { t } = desk
  const languages = CLIENT_LANGUAGES.map((value) => ({ value, text: languageName(value, desk) }))
  return (
    <>
      <Heading>{t('knock.title')}</Heading>
      <p>{t('knock.more')}</p>
      <Select
        id="knock-language"
        label={t('knock.language')}
        empty={t('choose')}
        chosen={sending.language ?? ''}
        options={languages}
        onChoose={(language) => {
          answer({ language })
        }}
      />
      <fieldset>
        <legend>{t('knock.interpreter')}</legend>
        <Pick
          name="wish"
          chosen={sending.wishedInterpreter}
          onChoose={(wishedInterpreter) => {
            answer({ wishedInterpreter })
          }}
          options={(['not-needed', 'any', 'woman', 'man', 'phone', 'not-asked'] as const).map((value) => ({
            value,
            text: t(`wish.${value}`),
          }))}
        />
        {wishesInterpreter(sending) && (
          <Write
            id="not-interpreters"
            label={t('knock.not-interpreters')}
            hint={t('knock.not-interpreters-hint')}
            max={100}
            value={sending.notInterpreters}
            onInput={(notInterpreters) => {
              answer({ notInterpreters })
            }}
          />
        )}
      </fieldset>
      <fieldset>
        <legend>{t('knock.days')}</legend>
        <p class="hint">{t('knock.days-hint')}</p>
        {Weekday.options.map((day) => (
          <Tick
            key={day}
            test={`day-${day}`}
            checked={sending.days.includes(day)}
            onChange={(on) => {
              answer({ days: on ? [...sending.days, day] : sending.days.filter((other) => other !== day) })
            }}
          >
            {t(`day.${day}`)}
          </Tick>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('knock.reach')}</legend>
        <Pick
          name="reach"
          chosen={sending.reach}
          onChoose={(reach) => {
            answer({ reach })
          }}
          options={[
            { value: 'worker', text: t('reach.worker'), hint: t('reach.worker-hint') },
            { value: 'own', text: t('reach.own'), hint: t('reach.own-hint') },
          ]}
        />
      </fieldset>
      {sending.reach === 'own' && (
        <SafeContactFields
          contact={sending.ownChannel}
          onChange={(ownChannel) => {
            answer({ ownChannel })
          }}
        />
      )}
    </>
  )
}

/** What is usual, said beside it and not chosen. Unit: days. */
const USUAL_DAYS = 30

export function HowPage({ sending, answer }: SendPageProps): VNode {
  const { t, today, nameOf } = useDesk()
  const name = nameOf(sending.to ?? '')
  const modes = isChild(sending) ? (['all-ahead'] as const) : (['knock-ahead', 'all-ahead', 'all-together'] as const)
  return (
    <>
      <Heading>{t('how.title')}</Heading>
      <fieldset>
        <legend>{t('how.question')}</legend>
        {isChild(sending) && <p class="hint">{t('how.child')}</p>}
        <Pick
          name="mode"
          chosen={sending.mode}
          onChoose={(mode) => {
            answer({ mode })
          }}
          options={modes.map((value) => ({ value, text: t(`mode.${value}`), hint: t(`mode.${value}-hint`, { name }) }))}
        />
      </fieldset>
      <fieldset>
        <legend>{t('until.question')}</legend>
        <Pick
          name="until"
          chosen={sending.untilDays === null ? null : String(sending.untilDays)}
          onChoose={(days) => {
            answer({ untilDays: Number(days) })
          }}
          options={PERMISSION_DAYS.map((days) => ({
            value: String(days),
            text: t('until.days', { days, day: showDay(addDays(today, days)) }),
            ...(days === USUAL_DAYS ? { hint: t('until.usual') } : {}),
          }))}
        />
      </fieldset>
      <fieldset>
        <legend>{t('meeting-together.question', { name })}</legend>
        <p class="hint">{t('meeting-together.hint')}</p>
        <Pick
          name="meeting"
          chosen={sending.meeting}
          onChoose={(meeting) => {
            answer({ meeting })
          }}
          options={[
            { value: 'yes', text: t('yes') },
            { value: 'no', text: t('no') },
          ]}
        />
      </fieldset>
    </>
  )
}
