// One service as the directory shows it, a card: how to reach it, what, for whom, in which languages, and how sure that is.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { checkAge, contactDate } from '@apila/core/services/age.ts'
import type { ShownService } from '@apila/core/services/confirm.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import type { DirectoryChoices, Organisation, Service, Track } from '@apila/core/services/schema.ts'
import { type MissingFact, missingFacts } from '@apila/core/services/missing.ts'
import { Icon } from '@apila/ui/Icon.tsx'
import { clockIcon } from '@apila/ui/icons-first.ts'
import { Note } from '@apila/ui/Note.tsx'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import type { PublicTexts } from '../frame/texts.ts'
import { PhoneLine } from './PhoneLine.tsx'
import { ServiceBackground } from './ServiceBackground.tsx'
import { ServiceWeb } from './ServiceWeb.tsx'
import { type DirectoryTexts, getDirectoryTexts } from './texts.ts'

export interface ServiceEntryProps {
  service: ShownService
  organisation: Organisation
  choices: DirectoryChoices
  lang: Language
  texts: PublicTexts
  moment: Moment
}

/** A card: what it is and whose, the number, what for whom in which languages, how far that is certain; the rest is folded. */
export function ServiceEntry(props: ServiceEntryProps): VNode {
  const { service, organisation, choices, lang, texts } = props
  const words = getDirectoryTexts(lang)
  const roles = { member: texts.roleMember, authority: texts.roleAuthority, other: texts.roleOther }
  const isReachable = service.phones.length > 0
  const web = { name: texts.serviceWeb, value: <ServiceWeb service={service} choices={choices} lang={lang} /> }
  const facts = [
    ...(isReachable ? [] : [web]),
    { name: texts.serviceFor, value: service.forWhom[lang] },
    { name: texts.serviceLanguages, value: languagesOf(props) },
    { name: texts.servicePlace, value: service.frontGate && `${words.directoryGate} ${service.frontGate[lang]}` },
  ]
  const more = [
    ...(isReachable ? [web] : []),
    { name: texts.serviceEmail, value: emailsOf(props) },
    { name: words.directoryTrack, value: trackName(service.track, words) },
  ]
  return (
    <li class="card entry">
      <h3>{service.name[lang]}</h3>
      <p class="hint">
        <a class="line" href={`/${lang}/organisations/${organisation.id}`}>
          {organisation.name[lang]}
        </a>{' '}
        <span class="tag">{organisation.invented === true ? texts.roleInvented : roles[organisation.role]}</span>{' '}
        {service.professionalsOnly && <span class="tag">{texts.serviceProfessionals}</span>}
      </p>
      {service.warning !== undefined && (
        <Note tone="wait">
          <p>{service.warning[lang]}</p>
        </Note>
      )}
      {service.phones.map((phone) => (
        <div key={phone.number} class="row call-row">
          <PhoneLine phone={phone} lang={lang} texts={texts} moment={props.moment} isButton />
        </div>
      ))}
      <p>{service.gives[lang]}</p>
      <SummaryList facts={facts} />
      {service.note !== undefined && <p>{service.note[lang]}</p>}
      <Warnings {...props} />
      <Missing {...props} />
      <ServiceBackground service={service} lang={lang} texts={texts}>
        <p>{inShort(props)}</p>
        <SummaryList facts={more} />
      </ServiceBackground>
    </li>
  )
}

/** Area, name and cost in one paragraph: what a reader compares services by. */
function inShort(props: ServiceEntryProps): string {
  const { service, lang, texts } = props
  const withoutName = { yes: texts.yes, no: texts.no, 'not-known': texts.notKnown }
  const said = [
    [texts.serviceArea, service.areaNote?.[lang] ?? texts.wholeCountry],
    [texts.serviceWithoutName, withoutName[service.withoutName]],
    [texts.serviceCost, service.cost[lang]],
  ]
  return said.map(([name = '', value = '']) => `${name}: ${value.replace(/\.$/, '')}.`).join(' ')
}

/** A member's entry says what it lacks and who mends it: no reader takes a gap for an answer. */
function Missing({ service, organisation, lang, moment }: ServiceEntryProps): VNode | null {
  const facts = organisation.role === 'member' ? missingFacts(service, moment.day) : []
  if (facts.length === 0) return null
  const words = getDirectoryTexts(lang)
  const names: Record<MissingFact, string> = {
    confirmation: words.missingConfirmation,
    contact: words.missingContact,
    phone: words.missingPhone,
    hours: words.missingHours,
    languages: words.missingLanguages,
    withoutName: words.missingWithoutName,
    funding: words.missingFunding,
  }
  return (
    <p class="small missing">
      {fillText(words.directoryMissing, {
        facts: facts.map((fact) => names[fact]).join(', '),
        who: organisation.name[lang],
      })}
    </p>
  )
}

/** How far the entry can be trusted today; what should keep one from calling stands apart. Nothing where all is well. */
function Warnings({ service, lang, texts, moment }: ServiceEntryProps): VNode {
  const words = getDirectoryTexts(lang)
  const age = checkAge(service.checkedOn, moment.day)
  const grave: string[] = []
  const light: string[] = []
  if (service.reportedOn !== undefined)
    grave.push(fillText(words.directoryChanged, { day: showDay(service.reportedOn) }))
  else if (service.advice === 'check') light.push(`${texts.serviceCheck} ${dateOf(service, words)}`)
  if (service.advice === 'hold') grave.push(texts.serviceHold)
  if (age === 'quarter') light.push(words.directoryQuarter)
  if (age === 'year') grave.push(words.directoryYear)
  return (
    <>
      {grave.length > 0 && (
        <Note>
          {grave.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Note>
      )}
      {light.map((line) => (
        <p key={line} class="small doubt">
          <Icon shape={clockIcon} /> {line}
        </p>
      ))}
    </>
  )
}

function dateOf(service: Service, words: DirectoryTexts): string {
  const known = contactDate(service)
  if (known === null) return words.directoryNoDate
  return fillText(known.of === 'number' ? words.directoryNumberDate : words.directoryNewest, {
    day: showDay(known.date),
  })
}

/** The name of a track; nothing where it is not known. */
function trackName(track: Track, words: DirectoryTexts): string | undefined {
  switch (track) {
    case 'ngo-led':
      return words.directoryTrackNgo
    case 'purchased':
      return words.directoryTrackPurchased
    case 'authority':
      return words.directoryTrackAuthority
    case 'not-known':
      return undefined
  }
}

function emailsOf({ service, texts }: ServiceEntryProps): VNode | undefined {
  if (service.emails.length === 0) return undefined
  return (
    <>
      {service.emails.map(({ address }) => (
        <div key={address}>
          <a class="line" href={`mailto:${address}`}>
            {address}
          </a>
        </div>
      ))}
      <span class="small">{texts.serviceEmailWarning}</span>
    </>
  )
}

function languagesOf({ service, choices, lang, texts }: ServiceEntryProps): string {
  const nameOf = (code: string): string => choices.languages.find(({ id }) => id === code)?.name[lang] ?? code
  const names = service.languages.map(nameOf)
  if (service.interpreted !== undefined) {
    const languages = service.interpreted.map(nameOf).join(', ')
    return [...names, fillText(getDirectoryTexts(lang).directoryInterpreted, { languages })].join(', ')
  }
  if (service.interpreter) names.push(texts.interpreter)
  return names.length > 0 ? names.join(', ') : texts.notKnown
}
