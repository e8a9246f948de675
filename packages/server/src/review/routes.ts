// What keepers must see of the texts: those that wait for a signature, a translation or a fresh look. Computed from the content.
import { type TextSources, WaitingTexts, listWaitingTexts } from '@apila/core/review/waiting.ts'
import type { Library } from '../library/library.ts'
import { type Route, deviceRoute } from '../platform/route.ts'

const sourcesOf = ({ neutral, pages, act, rights }: Library): TextSources => ({
  clients: neutral.clients,
  pages: Object.values(pages),
  law: {
    act: act.rules.map((rule) => ({ name: rule.text, statements: [rule] })),
    rights: rights.parts.map(({ title, statements }) => ({ name: title, statements })),
  },
})

export const textRoutes: readonly Route[] = [
  deviceRoute(
    'keeper',
    {
      method: 'get',
      path: '/api/v2/texts/waiting',
      summary: 'Texts that wait for a signature, a translation or a fresh look',
      answer: WaitingTexts,
    },
    ({ ctx }) => Promise.resolve(listWaitingTexts(sourcesOf(ctx.network.library.current()), ctx.today())),
  ),
]
