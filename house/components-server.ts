// Serves the page of samples: every component in every state, under the sheets of the app and of the public pages.
import { type Server, createServer } from 'node:http'
import { type StdinOptions, build } from 'esbuild'
import { BROWSERS, bundleWorkspace } from './build-workspace.ts'
import { inRoot } from './paths.ts'

/** The two sets of sheets, as the product loads them. */
export const SHEETS = {
  desk: ['packages/app/src/desk.css', 'packages/app/src/work.css'],
  public: ['packages/ui/src/public.css', 'packages/ui/src/pages.css', 'packages/ui/src/act.css'],
} as const
export type Sheets = keyof typeof SHEETS

const OWN_SHEET = 'packages/ui/src/samples/samples.css'

const head = (title: string, sheets: Sheets): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/${sheets}.css">`

const samplesPage = (sheets: Sheets): string =>
  `${head(`Components: ${sheets}`, sheets)}<script type="module" src="/samples.js"></script></head><body data-sheets="${sheets}"><div id="samples"></div></body></html>`

const frames = (['desk', 'public'] as const).flatMap((sheets) =>
  ['light', 'dark'].map(
    (scheme) => `<iframe class="${scheme}" title="${sheets}, ${scheme}" src="/${sheets}"></iframe>`,
  ),
)
const START = `${head('Components', 'desk')}</head><body><main class="schemes"><h1>Components</h1>${frames.join('')}</main></body></html>`

const bundle = async (entry: { entryPoints: string[] } | { stdin: StdinOptions }): Promise<string> => {
  const { outputFiles } = await build({
    ...entry,
    bundle: true,
    write: false,
    format: 'esm',
    target: BROWSERS,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [bundleWorkspace],
  })
  return outputFiles[0]?.text ?? ''
}

/** Serves the pages at a port; 0 takes any that is free. */
export async function serveComponents(port: number): Promise<{ server: Server; url: string }> {
  const styles = (sheets: Sheets): Promise<string> =>
    bundle({
      stdin: {
        contents: [...SHEETS[sheets], OWN_SHEET].map((path) => `@import '${inRoot(path)}';`).join('\n'),
        resolveDir: inRoot('packages'),
        loader: 'css',
      },
    })
  const [script, desk, pages] = await Promise.all([
    bundle({ entryPoints: [inRoot('packages/ui/src/samples/samples-page.tsx')] }),
    styles('desk'),
    styles('public'),
  ])
  const answers = new Map<string, readonly [type: string, body: string]>([
    ['/', ['text/html', START]],
    ['/desk', ['text/html', samplesPage('desk')]],
    ['/public', ['text/html', samplesPage('public')]],
    ['/samples.js', ['text/javascript', script]],
    ['/desk.css', ['text/css', desk]],
    ['/public.css', ['text/css', pages]],
  ])
  const server = createServer((request, response) => {
    const [type, body] = answers.get(request.url ?? '') ?? ['text/plain', '']
    response.writeHead(body === '' ? 404 : 200, { 'Content-Type': `${type}; charset=utf-8` }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { server, url: `http://localhost:${String(address.port)}` }
}
