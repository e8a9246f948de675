// Keepers see how often the server said no, by day, so that an attack shows. Governed by docs/data.md "refusals".
import * as z from 'zod'
import { Day } from '@apila/core/day.ts'
import { ProblemDocument } from '@apila/core/problem.ts'
import { type Route, deviceRoute } from '../platform/route.ts'
import { listRefusals } from './store.ts'

const Refusals = z.object({
  refusals: z.array(z.object({ day: Day, code: ProblemDocument.shape.type, count: z.int().min(1) })),
})

export const watchRoutes: readonly Route[] = [
  deviceRoute(
    'keeper',
    {
      method: 'get',
      path: '/api/v2/refusals',
      summary: 'How often the server said no, by day and reason, in the last 30 days',
      answer: Refusals,
    },
    async ({ ctx }) => ({ refusals: await listRefusals(ctx.db.read()) }),
  ),
]
