// Turns the directory into the records of HSDS 3.0. Names and texts are the Finnish ones; Swedish and English stand in attributes.
// A place is never a record: what is secret cannot leak from here. Governed by docs/hsds-profile.md.
import { LANGUAGE_NAMES } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Text } from '@apila/core/content/text.ts'
import type { Day } from '@apila/core/day.ts'
import { checkAge } from '@apila/core/services/age.ts'
import type { ShownDirectory, ShownService } from '@apila/core/services/confirm.ts'
import { shownHours } from '@apila/core/services/hours.ts'
import type { DirectoryChoices, Organisation, Phone, Service, WeekHours } from '@apila/core/services/schema.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { getDirectoryTexts } from '../services/texts.ts'
import { fixedId } from './identify.ts'
import type { HsdsTables, Row } from './tables.ts'
import { type TaxonomyCode, type TranslatedField, taxonomyRows, termId } from './taxonomies.ts'

const LANGUAGES_BUT_FINNISH = ['sv', 'en'] as const

/** All records as they are true on a day: warnings about age depend on it. */
export function hsdsRecords(directory: ShownDirectory, choices: DirectoryChoices, today: Day): HsdsTables {
  const { organisations, services } = directory
  // What nobody can be sent to has no place, not even a virtual one.
  const reachable = services.filter(({ advice }) => advice !== 'hold')
  return {
    organization: organisations.map(organisationRow),
    service: services.map((service) => serviceRow(service, today)),
    location: reachable.map(locationRow),
    service_at_location: reachable.map(atLocationRow),
    phone: services.flatMap((service) => service.phones.map((phone) => phoneRow(service, phone))),
    schedule: services.flatMap((service) => service.phones.flatMap((phone) => scheduleRow(service, phone, today))),
    service_area: services.flatMap((service) => areaRows(service, choices)),
    language: services.flatMap((service) => languageRows(service, choices)),
    funding: services.flatMap(fundingRows),
    cost_option: services.flatMap(costRow),
    attribute: [
      ...organisations.flatMap(organisationAttributes),
      ...services.flatMap((service) => serviceAttributes(service, today)),
    ],
    ...taxonomyRows(choices),
  }
}

function organisationRow({ id, name, about, web }: Organisation): Row {
  return { id, name: name.fi, description: about.fi, website: web }
}

function serviceRow(service: ShownService, today: Day): Row {
  return {
    id: service.id,
    organization_id: service.organisation,
    name: service.name.fi,
    description: descriptionOf(service).fi,
    url: service.web,
    email: service.emails[0]?.address,
    status: hasEnded(service, today) ? 'inactive' : 'active',
    interpretation_services: service.interpreter ? 'Tulkki järjestyy' : undefined,
    application_process: service.frontGate?.fi,
    fees_description: service.cost.fi,
    eligibility_description: service.forWhom.fi,
    assured_date: service.checkedOn,
    alert: alertOf(service, today)?.fi,
    last_modified: `${service.reportedOn ?? service.checkedOn}T00:00:00Z`,
  }
}

/** What one gets, and what to know of it: HSDS has no other field that a reader of the page's note would find again. */
function descriptionOf({ gives, note }: Service): Text {
  if (note === undefined) return gives
  const inLanguage = (lang: keyof Text): string => `${gives[lang].replace(/\.$/, '')}. ${note[lang]}`
  return { fi: inLanguage('fi'), sv: inLanguage('sv'), en: inLanguage('en') }
}

/** Whether a service was bought for a time that has passed and nobody knows of a new one. */
function hasEnded({ advice, track, funding }: Service, today: Day): boolean {
  const year = Number(today.slice(0, 4))
  return advice === 'hold' && track === 'purchased' && funding.every(({ to }) => to !== undefined && to < year)
}

/** The warnings that the page shows too, as one text in each language. */
function alertOf(service: ShownService, today: Day): Text | undefined {
  const age = checkAge(service.checkedOn, today)
  const inLanguage = (lang: 'fi' | 'sv' | 'en'): string => {
    const words = getDirectoryTexts(lang)
    const texts = getPublicTexts(lang)
    const advice =
      service.reportedOn === undefined
        ? { ready: undefined, check: texts.serviceCheck, hold: texts.serviceHold }[service.advice]
        : fillText(words.directoryChanged, { day: showDay(service.reportedOn) })
    const old = { recent: undefined, quarter: words.directoryQuarter, year: words.directoryYear }[age]
    return [advice, old, service.warning?.[lang]].filter((text) => text !== undefined).join(' ')
  }
  const fi = inLanguage('fi')
  return fi === '' ? undefined : { fi, sv: inLanguage('sv'), en: inLanguage('en') }
}

const locationRow = ({ id, organisation, web }: Service): Row => ({
  id: fixedId('location', id),
  location_type: 'virtual',
  url: web,
  organization_id: organisation,
  name: 'Puhelimessa ja verkossa',
})

const atLocationRow = ({ id }: Service): Row => ({
  id: fixedId('service_at_location', id),
  service_id: id,
  location_id: fixedId('location', id),
  description: 'Palveluun otetaan yhteyttä puhelimella tai verkossa',
})

const phoneRow = (service: Service, phone: Phone): Row => ({
  id: fixedId('phone', service.id, phone.number),
  service_id: service.id,
  number: phone.number,
  type: 'voice',
  description: phone.label?.fi,
})

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** Hours of one or more days as HSDS has them: Finnish time, without an offset, since that is another one in summer. A day's last hour
 *  ends at 23:59 by the specification ("schedules"), which knows no 24:00. */
const timesOf = ({ days, from, to }: WeekHours[number]) => ({
  freq: 'WEEKLY',
  byday: days.map((day) => WEEKDAYS[day - 1]).join(','),
  opens_at: from,
  closes_at: to === '24:00' ? '23:59' : to,
})

const ALWAYS = timesOf({ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' })

// Old hours of an entry that waits for a check are left out, as on the page.
function scheduleRow(service: Service, phone: Phone, today: Day): Row[] {
  const hours = shownHours(phone, today)
  const row = { id: fixedId('schedule', service.id, phone.number), service_id: service.id }
  const number = `Numero ${phone.shown}`
  if (hours.kind === 'always')
    return [{ ...row, ...ALWAYS, description: 'Joka päivä ympäri vuorokauden', notes: number }]
  if (hours.kind === 'fresh') return freshRows(row, phone, { description: hours.hours.fi, notes: number })
  if (hours.kind === 'old' && service.advice === 'ready') {
    return [{ ...row, description: hours.hours.fi, notes: `${number}. Tieto ajalta ${showDay(hours.asOf)}` }]
  }
  return []
}

/** A row for each time of the week that is trusted today; in words alone where nobody wrote the times down. */
function freshRows(row: Row, { week, number }: Phone, words: { description: string; notes: string }): Row[] {
  if (week === undefined) return [{ ...row, ...words }]
  return week.map((hours, place) => ({
    ...row,
    id: place === 0 ? row.id : fixedId('schedule', String(row.service_id), number, String(place)),
    ...timesOf(hours),
    ...words,
    ...(hours.lang !== undefined && { notes: `${words.notes}, ${LANGUAGE_NAMES[hours.lang].toLowerCase()}` }),
  }))
}

function areaRows(service: Service, choices: DirectoryChoices): Row[] {
  return service.areas.map((slug) => ({
    id: fixedId('service_area', service.id, slug),
    service_id: service.id,
    name: slug === 'all' ? 'Suomi' : choices.areas.find(({ id }) => id === slug)?.name.fi,
    description: service.areaNote?.fi,
    extent: slug === 'all' ? 'FI' : slug,
    extent_type: 'text',
  }))
}

function languageRows(service: Service, choices: DirectoryChoices): Row[] {
  const row = (code: string, note?: string): Row => ({
    id: fixedId('language', service.id, code),
    service_id: service.id,
    name: choices.languages.find(({ id }) => id === code)?.name.fi,
    code,
    note,
  })
  return [
    ...service.languages.map((code) => row(code)),
    ...(service.interpreted ?? []).map((code) => row(code, 'Tulkin avulla')),
  ]
}

function fundingRows({ id, funding }: Service): Row[] {
  return funding.map(({ funder, purpose, from, to }) => {
    const years = [from, to].filter((year) => year !== undefined).join('–')
    return {
      id: fixedId('funding', id, funder.fi, years),
      service_id: id,
      source: `${funder.fi}: ${purpose.fi}${years === '' ? '' : ` (${years})`}`,
    }
  })
}

function costRow({ id, costs, cost }: Service): Row[] {
  if (costs === 'not-known') return []
  const row = { id: fixedId('cost_option', id), service_id: id, option: costs, amount_description: cost.fi }
  return [costs === 'free' ? { ...row, currency: 'EUR', amount: 0 } : row]
}

type Linked = { entity: 'organization' | 'service'; id: string }

const attribute = ({ entity, id }: Linked, taxonomy: TaxonomyCode, code: string, value?: string): Row => ({
  id: fixedId('attribute', entity, id, taxonomy, code),
  link_id: id,
  taxonomy_term_id: termId(taxonomy, code),
  link_type: taxonomy,
  link_entity: entity,
  value: value ?? code,
})

const translations = (of: Linked, field: TranslatedField, text: Text | undefined): Row[] =>
  text === undefined ? [] : LANGUAGES_BUT_FINNISH.map((lang) => attribute(of, 'text', `${field}-${lang}`, text[lang]))

function organisationAttributes({ id, name, about, role }: Organisation): Row[] {
  const of: Linked = { entity: 'organization', id }
  return [attribute(of, 'role', role), ...translations(of, 'name', name), ...translations(of, 'description', about)]
}

function serviceAttributes(service: ShownService, today: Day): Row[] {
  const of: Linked = { entity: 'service', id: service.id }
  return [
    ...service.needs.map((need) => attribute(of, 'need', need)),
    ...service.groups.map((group) => attribute(of, 'group', group)),
    attribute(of, 'without-name', service.withoutName),
    attribute(of, 'track', service.track),
    attribute(of, 'assured-by', service.checkedBy),
    ...(service.professionalsOnly ? [attribute(of, 'access', 'professionals-only')] : []),
    ...(service.secretPlace ? [attribute(of, 'access', 'secret-place')] : []),
    ...translations(of, 'name', service.name),
    ...translations(of, 'description', descriptionOf(service)),
    ...translations(of, 'eligibility', service.forWhom),
    ...translations(of, 'fees', service.cost),
    ...translations(of, 'process', service.frontGate),
    ...translations(of, 'alert', alertOf(service, today)),
  ]
}
