// /{lang}/organisations/{id}: who an organisation of the directory is. An id that is not there is 404.
import { Hono } from 'hono'
import { LANGUAGES } from '@apila/core/content/language.ts'
import type { HourContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'
import { OrganisationPage } from './OrganisationPage.tsx'

export function organisationPageRoutes(ctx: HourContext): Hono {
  const app = new Hono()
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/organisations/:id`, (c) => {
      const library = ctx.network.library.current()
      const { directory, profiles } = library
      const organisation = directory.organisations.find(({ id }) => id === c.req.param('id'))
      if (organisation === undefined) return c.notFound()
      const page = (
        <OrganisationPage
          organisation={organisation}
          library={library}
          profile={profiles.find((profile) => profile.organisation === organisation.id)}
          services={directory.services.filter((service) => service.organisation === organisation.id)}
          lang={lang}
          moment={{ day: ctx.today(), minute: ctx.minute() }}
          leaveHref={`${ctx.config.neutralUrl}/x`}
        />
      )
      return c.html(renderPage(page))
    })
  }
  return app
}
