// What keepers must see of the texts: those that wait for a signature, a translation or a fresh look. Computed from the content.
import { type TextSources, WaitingTexts, listWaitingTexts } from '@apila/core/review/waiting.ts'
import { actRules } from '../library/act.ts'
import { networkPages } from '../library/network.ts'
import { NEUTRAL_CONTENT } from '../library/clients.ts'
import { type Route, deviceRoute } from '../platform/route.ts'
import { rightsPages } from '../library/rights.ts'

const sources: TextSources = {
  clients: NEUTRAL_CONTENT.clients,
  pages: Object.values(networkPages),
  law: {
    act: actRules.map((rule) => ({ name: rule.text, statements: [rule] })),
    rights: rightsPages.parts.map(({ title, statements }) => ({ name: title, statements })),
  },
}

export const textRoutes: readonly Route[] = [
  deviceRoute(
    'keeper',
    {
      method: 'get',
      path: '/api/v1/texts/waiting',
      summary: 'Texts that wait for a signature, a translation or a fresh look',
      answer: WaitingTexts,
    },
    ({ ctx }) => Promise.resolve(listWaitingTexts(sources, ctx.today())),
  ),
]
