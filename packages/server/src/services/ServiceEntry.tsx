// One service as the directory shows it: what, for whom, how to reach it, and how sure that is.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import type { DirectoryChoices, Organisation, Service } from '@apila/core/services/schema.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import type { PublicTexts } from '../content/texts.ts'
import { PhoneLine } from './PhoneLine.tsx'

export interface ServiceEntryProps {
  service: Service
  organisation: Organisation
  choices: DirectoryChoices
  lang: Language
  texts: PublicTexts
  today: Day
}

export function ServiceEntry(props: ServiceEntryProps): VNode {
  const { service, organisation, lang, texts } = props
  const roles = { member: texts.roleMember, authority: texts.roleAuthority, other: texts.roleOther }
  const withoutName = { yes: texts.yes, no: texts.no, 'not-known': texts.notKnown }
  return (
    <li class="entry">
      <h3>{service.name[lang]}</h3>
      <p>
        {organisation.name[lang]} <span class="tag">{roles[organisation.role]}</span>{' '}
        {service.professionalsOnly && <span class="tag">{texts.serviceProfessionals}</span>}
      </p>
      {service.advice === 'check' && <Notice>{texts.serviceCheck}</Notice>}
      {service.advice === 'hold' && <Notice>{texts.serviceHold}</Notice>}
      <SummaryList
        facts={[
          { name: texts.servicePhone, value: phonesOf(props) },
          { name: texts.serviceFor, value: service.forWhom[lang] },
          { name: texts.serviceGives, value: service.gives[lang] },
          { name: texts.serviceArea, value: service.areaNote?.[lang] ?? texts.wholeCountry },
          { name: texts.serviceLanguages, value: languagesOf(props) },
          { name: texts.serviceWithoutName, value: withoutName[service.withoutName] },
          { name: texts.serviceCost, value: service.cost[lang] },
          { name: texts.servicePlace, value: service.secretPlace ? texts.servicePlaceSecret : undefined },
          { name: texts.serviceEmail, value: emailsOf(props) },
          {
            name: texts.serviceWeb,
            value: (
              <a href={service.web} rel="noreferrer">
                {hostOf(service.web)}
              </a>
            ),
          },
        ]}
      />
      {service.note !== undefined && <p>{service.note[lang]}</p>}
      <p class="small">
        {texts.checked} {showDay(service.checkedOn)}. {texts.source}: {sourcesOf(service, texts)}
      </p>
    </li>
  )
}

function phonesOf({ service, lang, texts, today }: ServiceEntryProps): VNode | undefined {
  if (service.phones.length === 0) return undefined
  return (
    <>
      {service.phones.map((phone) => (
        <div key={phone.number}>
          <PhoneLine
            phone={phone}
            lang={lang}
            texts={texts}
            today={today}
            oldHours={service.advice === 'ready' ? 'with-year' : 'left-out'}
          />
        </div>
      ))}
    </>
  )
}

function emailsOf({ service, texts }: ServiceEntryProps): VNode | undefined {
  if (service.emails.length === 0) return undefined
  return (
    <>
      {service.emails.map(({ address }) => (
        <div key={address}>
          <a href={`mailto:${address}`}>{address}</a>
        </div>
      ))}
      <span class="small">{texts.serviceEmailWarning}</span>
    </>
  )
}

function languagesOf({ service, choices, lang, texts }: ServiceEntryProps): string {
  const names = service.languages.map((code) => choices.languages.find(({ id }) => id === code)?.name[lang] ?? code)
  if (service.interpreter) names.push(texts.interpreter)
  return names.length > 0 ? names.join(', ') : texts.notKnown
}

function sourcesOf(service: Service, texts: PublicTexts): string {
  return service.sources
    .map(({ address, datedOn }) => `${address} (${datedOn === undefined ? texts.serviceUndated : showDay(datedOn)})`)
    .join(', ')
}

function hostOf(address: string): string {
  return new URL(address).host.replace(/^www\./, '')
}
