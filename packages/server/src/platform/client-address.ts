// Where a request comes from, for rate limits only: it is never stored and never logged.
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Ctx } from '../ctx.ts'

/** The address of the connection, or what the reverse proxy says in the header that the operator named. */
export function clientAddress(ctx: Pick<Ctx, 'config'>, c: Context): string {
  const { addressHeader } = ctx.config
  const told = addressHeader ? c.req.header(addressHeader)?.split(',').at(-1)?.trim() : undefined
  return told ?? getConnInfo(c).remote.address ?? 'unknown'
}
