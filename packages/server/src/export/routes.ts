// What a keeper's organisation takes along from the directory and the pages when it leaves. Governed by docs/protocol.md "Export".
import { OwnContent } from '@apila/core/export/member-export.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { ShownService } from '@apila/core/services/confirm.ts'
import { Service } from '@apila/core/services/schema.ts'
import type { Ctx } from '../ctx.ts'
import { type Route, deviceRoute } from '../platform/route.ts'

export const exportRoutes: readonly Route[] = [
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/export/own',
      summary: "All that the directory and the pages hold of the keeper's own organisation",
      answer: OwnContent,
    },
    ({ ctx, device }) => Promise.resolve(contentOf(ctx, device.organisation)),
  ),
]

function contentOf(ctx: Ctx, own: OrganisationId): OwnContent {
  const { directory, profiles } = ctx.network.library.current()
  const organisations = directory.organisations.filter(({ rosterId }) => rosterId === own)
  const isOwn = ({ organisation }: { organisation: string }) => organisations.some(({ id }) => id === organisation)
  return {
    organisations,
    services: directory.services.filter(isOwn).map(asContent),
    profiles: profiles.filter(isOwn),
    said: ctx.network.library
      .words()
      .filter(({ organisation }) => organisation === own)
      .map(({ service, day, state, message }) => ({ service, day, state, message })),
  }
}

/** As an entry stands in the content; that it was reported stands beside it, in what was said. */
const asContent = (service: ShownService): Service =>
  Service.parse(Object.fromEntries(Object.entries(service).filter(([member]) => member !== 'reportedOn')))
