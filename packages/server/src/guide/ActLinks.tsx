// Where a step goes on: a service with its own site and the day when it was checked, or the directory's services for a need.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { ActRule } from '@apila/core/guide/act-rules.ts'
import type { Service } from '@apila/core/services/schema.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { getOrganisation, getService, nameOfNeed } from '../library/directory.ts'
import type { Library } from '../library/library.ts'
import { ServiceWeb } from '../services/ServiceWeb.tsx'

type Link = NonNullable<ActRule['links']>[number]

export interface ActLinksProps {
  links: readonly Link[]
  library: Library
  lang: Language
}

export function ActLinks({ links, library, lang }: ActLinksProps): VNode {
  return (
    <ul class="row">
      {links.map((link) =>
        'need' in link ? (
          <NeedLink key={link.need} need={link.need} library={library} lang={lang} />
        ) : (
          <ServiceLinks key={link.service} service={getService(library, link.service)} library={library} lang={lang} />
        ),
      )}
    </ul>
  )
}

function NeedLink({ need, library, lang }: { need: string; library: Library; lang: Language }): VNode {
  return (
    <li>
      <a class="line" href={`/${lang}/services?need=${need}`}>
        {nameOfNeed(library, need)[lang]}
      </a>
    </li>
  )
}

// Of a service that the directory itself doubts only the entry is named: its warnings stand there.
function ServiceLinks({ service, library, lang }: { service: Service; library: Library; lang: Language }): VNode {
  const texts = getPublicTexts(lang)
  const organisation = getOrganisation(library, service.organisation)
  return (
    <>
      <li>
        <a class="line" href={`/${lang}/organisations/${organisation.id}`}>
          {service.name[lang]}
        </a>
      </li>
      {service.advice === 'ready' && (
        <>
          <li>
            <ServiceWeb service={service} choices={library.choices} lang={lang} />
          </li>
          {service.emails.map(({ address }) => (
            <li key={address}>
              <a class="line" href={`mailto:${address}`}>
                {address}
              </a>
            </li>
          ))}
        </>
      )}
      <li class="small">
        {service.advice === 'ready' && service.emails.length > 0 && `${texts.serviceEmailWarning} `}
        {`${texts.checked} ${showDay(service.checkedOn)}.`}
      </li>
    </>
  )
}
