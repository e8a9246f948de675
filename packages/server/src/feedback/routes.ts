// Keepers read feedback and mark it as answered. The answer itself goes by the contact that was given, outside this system.
import { FeedbackAnswered, FeedbackList } from '@apila/core/feedback/wire.ts'
import { Problem } from '../platform/problem.ts'
import { type Route, deviceRoute } from '../platform/route.ts'
import { deleteOldFeedback, listFeedback, setFeedbackAnswered } from './store.ts'

export const feedbackRoutes: readonly Route[] = [
  deviceRoute(
    'keeper',
    {
      method: 'get',
      path: '/api/v2/feedback',
      summary: 'Feedback on the pages, with the last day for an answer',
      answer: FeedbackList,
    },
    async ({ ctx }) => ({
      feedback: await ctx.db.forget(async (tx) => {
        await deleteOldFeedback(tx, ctx.today())
        return listFeedback(tx)
      }),
    }),
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/feedback/answered',
      summary: 'Mark feedback as answered; its contact goes',
      body: FeedbackAnswered,
    },
    async ({ ctx, body }) => {
      const isThere = await ctx.db.forget((tx) => setFeedbackAnswered(tx, body.id, ctx.today()))
      if (!isThere) throw new Problem('not-found')
      return undefined
    },
  ),
]
