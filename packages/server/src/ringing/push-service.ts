// One empty message to one push service: no content, no size, no subject, no order by which devices could be told apart (RFC 8030, RFC 8292).
// An address that leads into a private net is not asked.
import { lookup as askName } from 'node:dns'
import { request as askPlain } from 'node:http'
import { request as askOverTls } from 'node:https'
import { BlockList, type LookupFunction, isIPv6 } from 'node:net'
import { PUSH_TTL_SECONDS, isPushAddress } from '@apila/core/ringing/push.ts'

/** gone: the push service knows the address no more. failed: the next round tries again. */
export type Pushed = 'sent' | 'gone' | 'failed'

/** Where pushes may go. Tests have a push service of their own on this machine; nobody else sets it. */
export type PushPlaces = { trusts: (endpoint: string) => boolean }
export const NO_TRUSTED: PushPlaces = { trusts: () => false }

/** How long a push service may be silent. Unit: ms. */
const PATIENCE_MS = 20_000

// Source: the IANA registries of special-purpose addresses; of IPv6 only what is handed out to the net counts as public.
const PRIVATE = new BlockList()
for (const [net, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
  ] as const),
  ...([
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
  ] as const),
  ...([
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv6')
const PUBLIC_6 = new BlockList()
PUBLIC_6.addSubnet('2000::', 3, 'ipv6')

/** Whether an address is of the net at large, and not of this machine or the network around it. */
export const isPublicAddress = (address: string): boolean =>
  isIPv6(address) ? PUBLIC_6.check(address, 'ipv6') && !PRIVATE.check(address, 'ipv6') : !PRIVATE.check(address, 'ipv4')

/** Looks a name up and refuses it whole where one of its addresses is private. The connection uses what was looked at: the name cannot lead
 *  elsewhere in between. */
export const publicOnly =
  (ask: typeof askName = askName): LookupFunction =>
  (host, options, callback) => {
    ask(host, { ...options, all: true }, (error, found) => {
      if (error) callback(error, [])
      else if (found.length === 0 || !found.every(({ address }) => isPublicAddress(address)))
        callback(Object.assign(new Error('not an address of the net'), { code: 'ENOTFOUND' }), [])
      else if (options.all === true) callback(null, found)
      else callback(null, found[0]?.address ?? '', found[0]?.family)
    })
  }

/** `authorization`: the server's word for itself to this push service. */
export function sendPush(
  endpoint: string,
  { authorization, places }: { authorization: string; places: PushPlaces },
): Promise<Pushed> {
  const to = new URL(endpoint)
  const isTrusted = places.trusts(endpoint)
  if (!isTrusted && !isPushAddress(endpoint)) return Promise.resolve('failed')
  const ask = isTrusted && to.protocol === 'http:' ? askPlain : askOverTls
  return new Promise((resolve) => {
    const asking = ask(
      to,
      {
        method: 'POST',
        // No connection is shared: two devices of one push service are two strangers.
        agent: false,
        timeout: PATIENCE_MS,
        headers: {
          TTL: PUSH_TTL_SECONDS,
          Urgency: 'normal',
          'Content-Length': 0,
          Authorization: authorization,
        },
        ...(!isTrusted && { lookup: publicOnly() }),
      },
      (answer) => {
        answer.resume()
        const { statusCode = 0 } = answer
        resolve(statusCode === 404 || statusCode === 410 ? 'gone' : statusCode < 300 ? 'sent' : 'failed')
        // What a push service has to say is not read.
        answer.destroy()
      },
    )
    asking
      .on('timeout', () => asking.destroy())
      .on('error', () => {
        resolve('failed')
      })
      .end()
  })
}
