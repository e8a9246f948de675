// A list of services, each with its organisation, as the directory and the organisations' pages show them.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { ShownService } from '@apila/core/services/confirm.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import type { Organisation } from '@apila/core/services/schema.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { directoryChoices } from '../library/directory.ts'
import { ServiceEntry } from './ServiceEntry.tsx'

export function ServiceList({
  services,
  organisations,
  lang,
  moment,
}: {
  services: readonly ShownService[]
  organisations: readonly Organisation[]
  lang: Language
  moment: Moment
}): VNode {
  return (
    <ul class="plain">
      {services.map((service) => (
        <ServiceEntry
          key={service.id}
          service={service}
          organisation={getOrganisationOf(service, organisations)}
          choices={directoryChoices}
          lang={lang}
          texts={getPublicTexts(lang)}
          moment={moment}
        />
      ))}
    </ul>
  )
}

function getOrganisationOf(service: ShownService, organisations: readonly Organisation[]): Organisation {
  const organisation = organisations.find(({ id }) => id === service.organisation)
  if (organisation === undefined) throw new Error('a service names an organisation that the directory does not have')
  return organisation
}
