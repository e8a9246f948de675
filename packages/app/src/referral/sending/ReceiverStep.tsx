// What would help, and who could: receivers by need, area, language and the next hour at which they read, with what they do and how they
// work. Nobody is left out: the client chooses.
import type { VNode } from 'preact'
import { type Day, daysBetween, weekdayOf } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { DeskId, OrganisationId } from '@apila/core/organisation/roster.ts'
import { Purpose } from '@apila/core/referral/permission.ts'
import { type ReceiverFit, orderReceivers } from '@apila/core/referral/receivers.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { hourInFinland } from '../../clock.ts'
import { languageName } from '../../content/language-name.ts'
import type { ReceiverLines as Lines } from '@apila/core/referral/receiver-lines.ts'
import type { Texts } from '../../content/texts.ts'
import { Heading, Select } from '../../controls.tsx'
import { type DeskContext, useDesk } from '../../desk-context.ts'
import { type NextReading, nextReading } from '../../organisation/next-reading.ts'
import { AREAS } from '../../organisation/areas.ts'
import { linesOf } from '../receivers.ts'
import { Ask } from './Ask.tsx'
import { nameOfDesk, receivingDesk, receivingDesks } from './receiving-desk.ts'
import type { Sending } from './sending.ts'
import type { StepProps } from './steps.ts'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** When an organisation next reads, as one sentence. */
export function readingLine(texts: Texts, lines: Lines | undefined, today: Day): string {
  if (!lines) return texts.t('reading.unknown')
  const next = nextReading(lines.reading, today, hourInFinland())
  if (next.when === 'now') return texts.t('reading.now')
  return texts.t('reading.on', {
    weekday: texts.t(`on.${WEEKDAYS[weekdayOf(next.day) - 1] ?? 'mon'}`),
    day: showDay(next.day),
    hour: next.hour,
  })
}

/** Unit: hours from now; never for what nobody knows. */
const hoursUntil = (next: NextReading, today: Day, hour: number): number =>
  next.when === 'now' ? 0 : daysBetween(today, next.day) * 24 + next.hour - hour

export const isEmergencyShown = (lines: Lines | undefined, today: Day): boolean =>
  !lines || nextReading(lines.reading, today, hourInFinland()).when !== 'now'

const NOTHING_KNOWN = { gives: [], languages: [], areas: [] }

function receiversFor(
  { session, today }: DeskContext,
  { why, language, area }: Sending,
): ReceiverFit<OrganisationId>[] {
  const ids = [...session.roster.organisations.keys()].filter(
    (id) => id !== session.own.organisation && receivingDesk(session.roster, id),
  )
  const hour = hourInFinland()
  return orderReceivers(
    ids.map((id) => {
      const told = linesOf(session, id)
      return {
        id,
        work: told ?? NOTHING_KNOWN,
        readsAt: told ? hoursUntil(nextReading(told.reading, today, hour), today, hour) : Infinity,
      }
    }),
    { why, language, area },
  )
}

export function ReceiverStep({ sending, choose, answer, errorAt }: StepProps): VNode {
  const desk = useDesk()
  const { t, nameOf, language } = desk
  return (
    <>
      <Heading>{t('receiver.title')}</Heading>
      <Ask
        code="why"
        name="why"
        legend={t('why.question')}
        errorAt={errorAt}
        short
        chosen={sending.why}
        options={Purpose.options.map((value) => ({ value, text: t(`why.${value}`) }))}
        onChoose={(why, goesOn) => {
          if (goesOn) choose('q-why', { why })
          else answer({ why })
        }}
      />
      <Select
        id="area"
        label={t('area.question')}
        hint={t('area.more')}
        empty=""
        chosen={sending.area ?? 'all'}
        options={[
          { value: 'all', text: t('area.all') },
          ...AREAS.map(({ id, short }) => ({ value: id, text: short[language] })),
        ]}
        onChoose={(area) => {
          answer({ area: area === 'all' ? null : area })
        }}
      />
      <Chips
        name="extent"
        legend={t('extent.question')}
        options={(['whole', 'part'] as const).map((value) => ({ value, text: t(`extent.${value}`) }))}
        chosen={sending.extent === null ? [] : [sending.extent]}
        several
        onChoose={(extent, isChosen) => {
          answer({ extent: isChosen ? extent : null })
        }}
      />
      <Ask
        code="to"
        name="to"
        legend={t('to.question')}
        hint={t('to.more')}
        errorAt={errorAt}
        chosen={sending.to && valueOf(sending.to, sending.toTeam)}
        options={receiversFor(desk, sending).flatMap((fit) =>
          receivingDesks(desk.session.roster, fit.id).map((which, at) => ({
            value: valueOf(fit.id, at === 0 ? null : which.desk),
            text: at === 0 ? nameOf(fit.id) : `${nameOf(fit.id)}: ${nameOfDesk(desk.session.roster, which, language)}`,
            hint: <ReceiverLines fit={fit} sending={sending} volunteers={which.volunteers} />,
          })),
        )}
        onChoose={(value, goesOn) => {
          const [to, team = null] = value.split('/')
          const answers = { to: OrganisationId.parse(to), toTeam: team === null ? null : DeskId.parse(team) }
          if (goesOn) choose('q-to', answers)
          else answer(answers)
        }}
      />
      <Note>
        <p>{t('reading.emergency')}</p>
      </Note>
    </>
  )
}

/** What names a receiver among the choices: the organisation, and its team where that is not the first. */
const valueOf = (organisation: OrganisationId, team: DeskId | null): string =>
  team === null ? organisation : `${organisation}/${team}`

interface ReceiverLinesProps {
  fit: ReceiverFit<OrganisationId>
  sending: Sending
  volunteers: boolean
}

function ReceiverLines({ fit, sending, volunteers }: ReceiverLinesProps): VNode {
  const desk = useDesk()
  const { t, language, today } = desk
  const told = linesOf(desk.session, fit.id)
  const facts = [
    fit.gives === true ? t('fit.gives') : fit.gives === false ? t('fit.gives-not') : '',
    fit.speaks && t(`fit.${fit.speaks}`, { language: languageName(sending.language ?? '', desk) }),
    fit.isNear ? '' : t('fit.far'),
  ].filter((fact) => fact)
  return (
    <>
      <span class="block">{told?.line[language] ?? desk.problem('receiver-without-line')}</span>
      {volunteers && <span class="block">{t('receiver.volunteers')}</span>}
      {told && <span class="block">{told.way[language]}</span>}
      <span class="block">{[readingLine(desk, told, today), ...facts].join(' ')}</span>
    </>
  )
}
