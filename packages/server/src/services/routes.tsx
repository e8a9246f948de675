// /{lang}/services: who helps, found by need, area, language and group with a plain form. Nothing chosen is kept.
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import { findServices, knownWish, type ServiceWish } from '@apila/core/services/find.ts'
import type { DirectoryChoice, Service } from '@apila/core/services/schema.ts'
import { Button, ButtonLink } from '@apila/ui/Button.tsx'
import { SelectField } from '@apila/ui/Field.tsx'
import type { PublicContext } from '../content/public-context.ts'
import { PublicPage } from '../content/PublicPage.tsx'
import { renderPage } from '../content/render-page.ts'
import { getPublicTexts, type PublicTexts } from '../content/texts.ts'
import { directory, directoryChoices, getOrganisationOf } from './directory.ts'
import { ServiceEntry } from './ServiceEntry.tsx'

export function servicesRoutes(ctx: PublicContext): Hono {
  const app = new Hono()
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/services`, (c) => {
      const { need, area, language, group } = c.req.query()
      const wish = knownWish({ need, area, language, group }, directoryChoices)
      return c.html(renderPage(<ServicesPage lang={lang} wish={wish} today={ctx.today()} />))
    })
  }
  return app
}

interface ServicesPageProps {
  lang: Language
  wish: ServiceWish
  today: Day
}

function ServicesPage({ lang, wish, today }: ServicesPageProps): VNode {
  const texts = getPublicTexts(lang)
  const { fitting, languageNotKnown } = findServices(directory.services, wish)
  const list = (services: readonly Service[]) => (
    <ul class="plain">
      {services.map((service) => (
        <ServiceEntry
          key={service.id}
          service={service}
          organisation={getOrganisationOf(service)}
          choices={directoryChoices}
          lang={lang}
          texts={texts}
          today={today}
        />
      ))}
    </ul>
  )
  return (
    <PublicPage lang={lang} path="/services" title={texts.servicesTitle}>
      <h1>{texts.servicesHeading}</h1>
      <p>{texts.servicesLead}</p>
      <Filters lang={lang} wish={wish} texts={texts} />
      <h2>{texts.servicesFound}</h2>
      {fitting.length > 0 ? list(fitting) : <p>{texts.servicesNone}</p>}
      {languageNotKnown.length > 0 && (
        <>
          <h2>{texts.servicesUnknown}</h2>
          {list(languageNotKnown)}
        </>
      )}
    </PublicPage>
  )
}

function Filters({ lang, wish, texts }: { lang: Language; wish: ServiceWish; texts: PublicTexts }): VNode {
  const options = (choices: readonly DirectoryChoice[]) => [
    { value: '', text: texts.servicesAny },
    ...choices.map(({ id, name }) => ({ value: id, text: name[lang] })),
  ]
  return (
    <form method="get" action={`/${lang}/services`} autocomplete="off" class="no-print">
      <div class="filters">
        <SelectField
          id="need"
          name="need"
          label={texts.servicesNeed}
          selected={wish.need ?? ''}
          options={options(directoryChoices.needs)}
        />
        <SelectField
          id="area"
          name="area"
          label={texts.servicesArea}
          selected={wish.area ?? ''}
          options={options(directoryChoices.areas)}
        />
        <SelectField
          id="language"
          name="language"
          label={texts.servicesLanguage}
          selected={wish.language ?? ''}
          options={options(directoryChoices.languages)}
        />
        <SelectField
          id="group"
          name="group"
          label={texts.servicesGroup}
          selected={wish.group ?? ''}
          options={options(directoryChoices.groups)}
        />
      </div>
      <div class="buttons">
        <Button type="submit">{texts.servicesShow}</Button>
        <ButtonLink href={`/${lang}/services`} quiet>
          {texts.servicesReset}
        </ButtonLink>
      </div>
    </form>
  )
}
