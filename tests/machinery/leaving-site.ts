// What stands around the service when leaving is tried: a search page where she came from, the weather where the way out leads, and
// a go-between that changes two addresses only (the weather's and the neutral host's), since tests reach nothing outside.
import { once } from 'node:events'
import { type IncomingMessage, type RequestListener, type Server, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'

export interface LeavingSite {
  /** Where she came from; links lead into the service. */
  search: string
  weather: string
  /** A page elsewhere that does not think of her: it tells by its title, and is kept. */
  careless: string
  neutral: string
  public: string
  /** How long the way out takes to answer, as on a slow connection. Unit: milliseconds. */
  slowness: number
  close: () => Promise<void>
}

export async function leavingSite(at: { url: string; neutralUrl: string }): Promise<LeavingSite> {
  const out = await fetch(`${at.neutralUrl}/x`, { redirect: 'manual' })
  const leaveTo = out.headers.get('location')
  if (out.status !== 303 || leaveTo === null) throw new Error('/x leads nowhere')
  const servers: Server[] = []
  const site = { slowness: 0 }
  const listen = async (listener: RequestListener, host: string): Promise<string> => {
    const server = createServer(listener).listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    return `http://${host}:${String((server.address() as AddressInfo).port)}`
  }
  const page = (title: string, body: string): RequestListener => {
    return (_, to) => {
      to.setHeader('Content-Type', 'text/html; charset=utf-8')
      // Links look the same visited and focused, so that a page that is shown again is the same picture.
      to.end(`<!doctype html><title>${title}</title><style>a{color:#000;outline:0}</style><h1>${title}</h1>${body}`)
    }
  }
  // Another site than the service, as a search engine is: cookies that are kept to one site show the difference.
  const weather = `${await listen(page('Weather', ''), '127.0.0.1')}/`
  const careless = `${await listen(page('Help for victims of trafficking', ''), '127.0.0.1')}/`
  const neutral = await listen(
    passOn(at.neutralUrl, [[leaveTo, weather]], () => site.slowness),
    'localhost',
  )
  const publicUrl = await listen(
    passOn(at.url, [[at.neutralUrl, neutral]], () => 0),
    'localhost',
  )
  const links = `<p><a id="neutral" href="${neutral}/a">advice</a></p><p><a id="guide" href="${publicUrl}/en/guide">guide</a></p>`
  const search = `${await listen(page('Search', links), '127.0.0.1')}/`
  return Object.assign(site, {
    search,
    weather,
    careless,
    neutral,
    public: publicUrl,
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections()
        server.close()
        await once(server, 'close')
      }
    },
  })
}

function passOn(
  target: string,
  changes: readonly (readonly [from: string, to: string])[],
  slowness: () => number,
): RequestListener {
  const { hostname, port } = new URL(target)
  const changed = (text: string): string => changes.reduce((all, [from, to]) => all.replaceAll(from, to), text)
  return (from, to) => {
    const headers = { ...from.headers, 'accept-encoding': 'identity' }
    const onward = request({ hostname, port, path: from.url, method: from.method, headers }, (answer) => {
      void wholeText(answer).then(async (text) => {
        if (from.url === '/x') await setTimeout(slowness())
        const { location } = answer.headers
        // Its length may have changed.
        const rest = Object.fromEntries(
          Object.entries(answer.headers).filter(([name]) => !/^(content-length|transfer-encoding)$/.test(name)),
        )
        to.writeHead(answer.statusCode ?? 502, {
          ...rest,
          ...(location !== undefined && { location: changed(location) }),
        })
        to.end(changed(text))
      })
    })
    onward.on('error', () => to.destroy())
    from.pipe(onward)
  }
}

async function wholeText(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
