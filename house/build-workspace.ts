// How a bundle finds the workspace's own packages: by their folder, also where npm packages are left outside.
import { join } from 'node:path'
import type { OnResolveResult, Plugin } from 'esbuild'
import { inRoot } from './paths.ts'

/** Oldest browsers that the app is built for: those that enforce Trusted Types or at least ignore them harmlessly. */
export const BROWSERS = ['chrome130', 'firefox132', 'safari18']

// Our modules do nothing by being loaded, so a bundle may leave out those of which it uses nothing. That has to be said however a
// module is named: of two ways to it the first that is met decides, which is another one now and then, and so are the hashes.
const found = (path: string): OnResolveResult => ({ path, sideEffects: path.endsWith('.css') })

export const bundleWorkspace: Plugin = {
  name: 'workspace',
  setup(build) {
    build.onResolve({ filter: /^@apila\// }, ({ path }) => {
      const [, name = '', ...rest] = path.split('/')
      return found(inRoot(`packages/${name}/src/${rest.join('/')}`))
    })
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) =>
      resolveDir.startsWith(inRoot('packages')) ? found(join(resolveDir, path)) : undefined,
    )
  },
}
