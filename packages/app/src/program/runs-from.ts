// Which program runs on this screen: one that this machine has checked, or the one that the server has just sent (docs/protocol.md
// "Program"). The local program says so with the page; no other can be at this address.
export type RunsFrom = { is: 'local'; version: string; on: string; digest: string } | { is: 'server' }

const SAID = /^(\d+\.\d+\.\d+) (\d{4}-\d\d-\d\d) ([A-Za-z0-9_-]{43})$/

export function readRunsFrom(hostname: string, timings: readonly { name: string; description: string }[]): RunsFrom {
  const said = timings.find(({ name }) => name === 'apila')?.description
  const [, version, on, digest] = SAID.exec(said ?? '') ?? []
  if (hostname !== 'localhost' || !version || !on || !digest) return { is: 'server' }
  return { is: 'local', version, on, digest }
}

/** Of the page that stands here. */
export function runsFrom(): RunsFrom {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return readRunsFrom(location.hostname, page?.serverTiming ?? [])
}
