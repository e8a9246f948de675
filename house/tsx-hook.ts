// Lets Node load .tsx and pages in Markdown in tests and development: it strips types itself for .ts, but needs esbuild for JSX.
// Used as `node --import ./house/tsx-hook.ts`; production runs the bundle that `npm run build` makes.
import { registerHooks } from 'node:module'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'
import { moduleOfPage } from './markdown-page.ts'

registerHooks({
  load(url, context, nextLoad) {
    if (url.endsWith('.md')) return { format: 'module', source: moduleOfPage(fileURLToPath(url)), shortCircuit: true }
    if (!url.endsWith('.tsx')) return nextLoad(url, context)
    const source = readFileSync(fileURLToPath(url), 'utf8')
    const { code } = transformSync(source, {
      loader: 'tsx',
      format: 'esm',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: 'inline',
    })
    return { format: 'module', source: code, shortCircuit: true }
  },
})
