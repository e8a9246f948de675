// Stands between a browser (or client) and the server and keeps every byte that passes: what the server saw and said.
import { once } from 'node:events'
import { type IncomingHttpHeaders, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Passed = { address: string; headers: string; body: Buffer }

export type Recording = { url: string; passed: Passed[]; close: () => Promise<void> }

/** Records everything that goes to and comes from `target`. Bodies are recorded as sent, addresses and headers as text. */
export async function record(target: string): Promise<Recording> {
  const passed: Passed[] = []
  const { hostname, port } = new URL(target)
  const keep = (address: string, headers: IncomingHttpHeaders, chunks: Buffer[]) =>
    passed.push({ address, headers: JSON.stringify(headers), body: Buffer.concat(chunks) })
  const server = createServer((from, to) => {
    const address = `${from.method ?? ''} ${from.url ?? ''}`
    const sent: Buffer[] = []
    // Uncompressed, so that what is recorded can be searched.
    const headers = { ...from.headers, 'accept-encoding': 'identity' }
    const onward = request({ hostname, port, path: from.url, method: from.method, headers }, (answer) => {
      const said: Buffer[] = []
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('data', (chunk: Buffer) => said.push(chunk))
      answer.on('end', () => keep(`answer to ${address}`, answer.headers, said))
      answer.pipe(to)
    })
    onward.on('error', () => to.destroy())
    from.on('data', (chunk: Buffer) => sent.push(chunk))
    from.on('end', () => keep(address, from.headers, sent))
    from.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    passed,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Every way in which a text may be spelled by a careless program: as it is, as JSON, URL-encoded, base64 at each offset, hexadecimal, UTF-16. */
export function spellings(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const base64 = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    // The first and last characters mix with their neighbours.
    return shifted.slice(offset === 0 ? 0 : 4, -4)
  })
  const texts = [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), bytes.toString('hex'), ...base64]
  const url = base64.map((b) => b.replaceAll('+', '-').replaceAll('/', '_'))
  return [...texts, ...url].map((t) => Buffer.from(t)).concat(Buffer.from(text, 'utf16le'))
}
