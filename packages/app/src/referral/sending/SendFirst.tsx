// First pages of agreeing: who she is by age only, the child page, to whom and why, what may be told, the interpreter.
import type { VNode } from 'preact'
import { Notice } from '@apila/ui/Notice.tsx'
import { type Day, weekdayOf } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { Purpose } from '@apila/core/referral/permission.ts'
import { localHour } from '../../clock.ts'
import type { Texts } from '../../content/texts.ts'
import { Heading, Pick } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { nextReading } from '../../organisation/next-reading.ts'
import { PROFILES } from '../../organisation/profiles.ts'
import { receivingDesk } from './receiving-desk.ts'
import type { SendPageProps } from './send-page.ts'
import { TOLD_ITEMS } from './sending.ts'

export function AgePage({ sending, answer }: SendPageProps): VNode {
  const { t } = useDesk()
  return (
    <>
      <Heading>{t('age.title')}</Heading>
      <p>{t('age.more')}</p>
      <fieldset>
        <legend>{t('age.question')}</legend>
        <Pick
          name="age"
          chosen={sending.age}
          onChoose={(age) => {
            answer({ age })
          }}
          options={[
            { value: 'adult', text: t('age.adult') },
            { value: 'child', text: t('age.child') },
            { value: 'unsure', text: t('age.unsure'), hint: t('age.unsure-hint') },
          ]}
        />
      </fieldset>
    </>
  )
}

/** Who calls child protection and what the child is told (docs/protocol.md, D-196 to D-198). */
export function ChildPage({ sending, answer }: SendPageProps): VNode {
  const { t } = useDesk()
  return (
    <>
      <Heading>{t('child.title')}</Heading>
      <p>{t('child.duty')}</p>
      <fieldset>
        <legend>{t('child.who')}</legend>
        <Pick
          name="child-caller"
          chosen={sending.childCaller}
          onChoose={(childCaller) => {
            answer({ childCaller })
          }}
          options={[
            { value: 'me', text: t('child.me') },
            { value: 'colleague', text: t('child.colleague') },
            { value: 'already', text: t('child.already') },
          ]}
        />
      </fieldset>
      <h2>{t('child.tell')}</h2>
      <ul>
        <li>{t('child.tell-who')}</li>
        <li>{t('child.tell-what')}</li>
        <li>{t('child.tell-fault')}</li>
        <li>{t('child.tell-next')}</li>
      </ul>
      <Notice>
        <p>{t('child.no-ticket')}</p>
      </Notice>
    </>
  )
}

/** When an organisation next reads, as one sentence; with 112 and the line that answers around the clock when that is not now. */
export function readingLine(texts: Texts, organisation: string, today: Day): string {
  const profile = PROFILES[organisation]
  if (!profile) return texts.t('reading.unknown')
  const next = nextReading(profile.reading, today, localHour())
  if (next.when === 'now') return texts.t('reading.now')
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  const weekday = weekdays[weekdayOf(next.day) - 1] ?? 'mon'
  return texts.t('reading.on', { weekday: texts.t(`on.${weekday}`), day: showDay(next.day), hour: next.hour })
}

export function ToPage({ sending, answer }: SendPageProps): VNode {
  const desk = useDesk()
  const { t, session, nameOf, language, today } = desk
  const receivers = [...session.roster.organisations.keys()].filter(
    (id) => id !== session.own.organisation && receivingDesk(session.roster, id),
  )
  return (
    <>
      <Heading>{t('to.title')}</Heading>
      <fieldset>
        <legend>{t('to.question')}</legend>
        <Pick
          name="to"
          chosen={sending.to}
          onChoose={(to) => {
            answer({ to: OrganisationId.parse(to) })
          }}
          options={receivers.map((id) => ({
            value: id,
            text: nameOf(id),
            hint: `${PROFILES[id]?.line[language] ?? desk.problem('receiver-without-line')} ${readingLine(desk, id, today)}`,
          }))}
        />
      </fieldset>
      <Notice>
        <p>{t('reading.emergency')}</p>
      </Notice>
      <fieldset>
        <legend>{t('why.question')}</legend>
        <Pick
          name="why"
          chosen={sending.why}
          onChoose={(why) => {
            answer({ why })
          }}
          options={Purpose.options.map((value) => ({ value, text: t(`why.${value}`) }))}
        />
      </fieldset>
    </>
  )
}

export function ToldPage({ sending, change }: SendPageProps): VNode {
  const { t, nameOf } = useDesk()
  return (
    <>
      <Heading>{t('told.title', { name: nameOf(sending.to ?? '') })}</Heading>
      <p>{t('told.more')}</p>
      {TOLD_ITEMS.map((item) => (
        <fieldset key={item}>
          <legend>{t(`told.${item}`)}</legend>
          <p class="hint">{t(`told.${item}-hint`)}</p>
          <Pick
            name={`told-${item}`}
            chosen={sending.told[item] ?? null}
            onChoose={(value) => {
              change({ act: 'told', item, answer: value })
            }}
            options={[
              { value: 'yes', text: t('yes') },
              { value: 'no', text: t('no') },
              { value: 'think', text: t('think') },
            ]}
          />
        </fieldset>
      ))}
    </>
  )
}

export function InterpreterPage({ sending, answer }: SendPageProps): VNode {
  const { t } = useDesk()
  return (
    <>
      <Heading>{t('interpreter.title')}</Heading>
      <fieldset>
        <legend>{t('interpreter.question')}</legend>
        <Pick
          name="interpreter-now"
          chosen={sending.interpreterNow}
          onChoose={(interpreterNow) => {
            answer({ interpreterNow })
          }}
          options={[
            { value: 'none', text: t('interpreter.none') },
            { value: 'independent', text: t('interpreter.independent') },
            { value: 'phone', text: t('interpreter.phone') },
          ]}
        />
      </fieldset>
      {sending.interpreterNow !== null && sending.interpreterNow !== 'none' && (
        <fieldset>
          <legend>{t('interpreter.knows')}</legend>
          <p class="hint">{t('interpreter.knows-hint')}</p>
          <Pick
            name="knows-interpreter"
            chosen={sending.knowsInterpreter}
            onChoose={(knowsInterpreter) => {
              answer({ knowsInterpreter })
            }}
            options={[
              { value: 'yes', text: t('yes') },
              { value: 'no', text: t('no') },
            ]}
          />
          {sending.knowsInterpreter === 'yes' && (
            <Notice role="status">
              <p>{t('interpreter.change')}</p>
            </Notice>
          )}
        </fieldset>
      )}
      {sending.interpreterNow === 'none' && <p>{t('interpreter.relative')}</p>}
    </>
  )
}
