// What a page of the desk asks of its server, for tests that say that something asks nothing.
import type { HTTPResponse, Page } from 'puppeteer-core'

/**
 * Ends when the desk has fetched ahead what agreeing with a client takes, which it does once after its first look. Called before the sign-in.
 * What is asked afterwards comes from what a person does.
 */
export const fetchedAhead = (page: Page): Promise<HTTPResponse> =>
  page.waitForResponse((response) => new URL(response.url()).pathname === '/api/v2/receivers')

/** The paths that are asked from now on, without the looks, which go on whatever is done. */
export function listAsked(page: Page): readonly string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/') && !pathname.endsWith('/look')) asked.push(pathname)
  })
  return asked
}
