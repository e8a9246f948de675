// A list of services, each with its organisation, as the directory and the organisations' pages show them.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import type { Service } from '@apila/core/services/schema.ts'
import { getPublicTexts } from '../content/texts.ts'
import { directoryChoices, getOrganisationOf } from './directory.ts'
import { ServiceEntry } from './ServiceEntry.tsx'

export function ServiceList({
  services,
  lang,
  today,
}: {
  services: readonly Service[]
  lang: Language
  today: Day
}): VNode {
  return (
    <ul class="plain">
      {services.map((service) => (
        <ServiceEntry
          key={service.id}
          service={service}
          organisation={getOrganisationOf(service)}
          choices={directoryChoices}
          lang={lang}
          texts={getPublicTexts(lang)}
          today={today}
        />
      ))}
    </ul>
  )
}
