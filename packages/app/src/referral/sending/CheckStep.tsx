// Every answer before the screen is turned to the client, each with a way to change it; what is missing stands above, and stops.
import type { ComponentChildren, VNode } from 'preact'
import type { ToldItem } from '@apila/core/referral/permission.ts'
import { AnswersList } from '@apila/ui/AnswersList.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Tag } from '@apila/ui/Tag.tsx'
import { endedIcon } from '@apila/ui/icons-first.ts'
import type { DeskId, OrganisationId } from '@apila/core/organisation/roster.ts'
import { spokenLanguage } from '../../content/language-name.ts'
import { Heading } from '../../controls.tsx'
import { type DeskContext, useDesk } from '../../desk-context.ts'
import { linesOf } from '../receivers.ts'
import { nameOfDesk, receivingDesk } from './receiving-desk.ts'
import { sayDay } from './consent-text.ts'
import { type Sending, type Step, isChild, lastDayOf } from './sending.ts'
import { isReadAloud, readerOf } from './reading-aloud.ts'
import type { StepProps } from './steps.ts'
import { toldOf } from './told.ts'

interface Row {
  id: string
  step: Step
  name: string
  value: ComponentChildren
}

export function CheckStep({ sending, change }: StepProps): VNode {
  const desk = useDesk()
  const { t } = desk
  const groups = [
    { title: t('check-step.who'), rows: whoRows(desk, sending) },
    { title: t('step.contact'), rows: contactRows(desk, sending) },
    { title: t('step.told'), rows: toldRows(desk, sending) },
  ]
  return (
    <>
      <Heading>{t('check-step.title')}</Heading>
      <p class="lead">{t('check-step.more')}</p>
      {groups.map(({ title, rows }) => (
        <section class="card" key={title}>
          <h2>{title}</h2>
          <AnswersList
            changeText={t('change')}
            answers={rows.map(({ id, name, value }) => ({ id, name, value, href: '#send' }))}
            onChange={(id) => {
              const row = rows.find((one) => one.id === id)
              if (row) change({ act: 'go', step: row.step, isChange: true })
            }}
          />
        </section>
      ))}
      <Note>
        <p>{t('check-step.alone')}</p>
      </Note>
      {isReadAloud(sending) && (
        <Note tone="wait" test="read-aloud-needed">
          <p>
            {t(`aloud.${readerOf(sending)}`, {
              language: spokenLanguage(sending.language ?? '', sending.languageName, desk),
            })}
          </p>
        </Note>
      )}
    </>
  )
}

const notSaid = (desk: DeskContext): VNode => <Tag shape={endedIcon}>{desk.t('not-answered')}</Tag>

function receiverSaid({ t, nameOf, language, session }: DeskContext, to: OrganisationId, team: DeskId | null): string {
  const which = receivingDesk(session.roster, to, team)
  const name = team === null || !which ? nameOf(to) : `${nameOf(to)}: ${nameOfDesk(session.roster, which, language)}`
  const line = linesOf(session, to)?.line[language] ?? ''
  return `${name}. ${line} ${which?.volunteers ? t('receiver.volunteers') : ''}`.trim()
}

function whoRows(desk: DeskContext, sending: Sending): Row[] {
  const { t, today } = desk
  const { to, why, age, interpreterNow, untilDays } = sending
  const spoken = sending.language && spokenLanguage(sending.language, sending.languageName, desk)
  return [
    {
      id: 'interpreter',
      step: 'client',
      name: t('interpreter.question'),
      value: interpreterNow && spoken ? `${t(`interpreter.now-${interpreterNow}`)} ${spoken}` : notSaid(desk),
    },
    { id: 'age', step: 'client', name: t('age.question'), value: age ? t(`age.${age}`) : notSaid(desk) },
    ...(isChild(sending)
      ? [
          {
            id: 'child',
            step: 'client' as const,
            name: t('child.noted'),
            value: sending.childCaller ? t(`child.${sending.childCaller}`) : notSaid(desk),
          },
          ...(sending.childCaller === 'not-now'
            ? [
                {
                  id: 'child-reason',
                  step: 'client' as const,
                  name: t('child-reason.question'),
                  value: sending.notNow ? t(`child-reason.${sending.notNow}`) : notSaid(desk),
                },
              ]
            : []),
          {
            id: 'child-told',
            step: 'client' as const,
            name: t('child-told.question'),
            value: sending.childTold ? t(`child-told.${sending.childTold}`) : notSaid(desk),
          },
        ]
      : []),
    { id: 'why', step: 'receiver', name: t('why.question'), value: why ? t(`why.${why}`) : notSaid(desk) },
    {
      id: 'to',
      step: 'receiver',
      name: t('step.receiver'),
      value: to ? receiverSaid(desk, to, sending.toTeam) : notSaid(desk),
    },
    ...(sending.extent
      ? [
          {
            id: 'extent',
            step: 'receiver' as const,
            name: t('check-step.extent'),
            value: t(`extent.${sending.extent}`),
          },
        ]
      : []),
    {
      id: 'until',
      step: 'contact',
      name: t('until.name'),
      value: untilDays === null ? notSaid(desk) : t('until.said', { day: sayDay(desk, lastDayOf(sending, today)) }),
    },
  ]
}

function contactRows(desk: DeskContext, sending: Sending): Row[] {
  const { t, nameOf } = desk
  const { wishedInterpreter: wish, days, anyDay, reach, between, mode, more } = sending
  const row = (id: string, name: string, value: string | null): Row => ({
    id,
    step: 'contact',
    name,
    value: value ?? notSaid(desk),
  })
  return [
    row('wish', t('wish.question'), wish && t(`wish.${wish}`)),
    row(
      'days',
      t('knock.days'),
      anyDay ? t('days.any') : days.length > 0 ? days.map((day) => t(`day.${day}`)).join(', ') : null,
    ),
    row('reach', t('knock.reach'), reach && t(`reach.${reach}`)),
    row('between', t('between.question'), between && t(`between.${between}`)),
    ...(more.length > 0
      ? [
          row(
            'more',
            t('more.question'),
            more.map((one) => `${nameOf(one.to)}: ${one.why ? t(`why.${one.why}`) : t('not-answered')}`).join('; '),
          ),
        ]
      : []),
    row('mode', t('how.question'), mode && t(`mode.${mode}`)),
  ]
}

function toldRows(desk: DeskContext, sending: Sending): Row[] {
  const { t } = desk
  const told = toldOf(sending)
  const refused = <Tag shape={endedIcon}>{t('told-answer.no')}</Tag>
  const value = (item: 'situation' | 'needs' | 'clarified', text: string | null): ComponentChildren => {
    if (sending.told[item] === undefined) return notSaid(desk)
    return sending.told[item] === 'no' || text === null ? refused : <span class="quote">{text}</span>
  }
  const row = (item: ToldItem, step: Step, shown: ComponentChildren): Row => ({
    id: `told-${item}`,
    step,
    name: t(`told.${item}`),
    value: shown,
  })
  return [
    row('situation', 'told', value('situation', told.situation)),
    row('needs', 'told', value('needs', told.needs)),
    row('clarified', 'told', value('clarified', told.clarified?.map(({ outcome }) => outcome).join('\n') ?? null)),
    ...(told.safeContact
      ? [row('safe-contact', 'contact', <span class="quote">{told.safeContact.address}</span>)]
      : []),
  ]
}
