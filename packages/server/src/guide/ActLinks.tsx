// Where a step goes on: a service with its own site and the day when it was checked, or the directory's services for a need.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { ActRule } from '@apila/core/guide/act-rules.ts'
import type { Service } from '@apila/core/services/schema.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { directoryChoices, getOrganisation, getService } from '../library/directory.ts'
import { ServiceWeb } from '../services/ServiceWeb.tsx'

type Link = NonNullable<ActRule['links']>[number]

export function ActLinks({ links, lang }: { links: readonly Link[]; lang: Language }): VNode {
  return (
    <ul class="row">
      {links.map((link) =>
        'need' in link ? (
          <NeedLink key={link.need} need={link.need} lang={lang} />
        ) : (
          <ServiceLinks key={link.service} service={getService(link.service)} lang={lang} />
        ),
      )}
    </ul>
  )
}

function NeedLink({ need, lang }: { need: string; lang: Language }): VNode {
  return (
    <li>
      <a class="line" href={`/${lang}/services?need=${need}`}>
        {nameOfNeed(need)[lang]}
      </a>
    </li>
  )
}

// Of a service that the directory itself doubts only the entry is named: its warnings stand there.
function ServiceLinks({ service, lang }: { service: Service; lang: Language }): VNode {
  const texts = getPublicTexts(lang)
  const organisation = getOrganisation(service.organisation)
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
            <ServiceWeb service={service} lang={lang} />
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

/** Throws on a need that the directory lacks. */
export function nameOfNeed(id: string) {
  const need = directoryChoices.needs.find((one) => one.id === id)
  if (need === undefined) throw new Error(`a step names a need that the directory does not have: ${id}`)
  return need.name
}
