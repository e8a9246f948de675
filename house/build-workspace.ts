// How a bundle finds the workspace's own packages: by their folder, also where npm packages are left outside.
import type { Plugin } from 'esbuild'
import { inRoot } from './paths.ts'

/** Oldest browsers that the app is built for: those that enforce Trusted Types or at least ignore them harmlessly. */
export const BROWSERS = ['chrome130', 'firefox132', 'safari18']

export const bundleWorkspace: Plugin = {
  name: 'workspace',
  setup(build) {
    build.onResolve({ filter: /^@apila\// }, ({ path }) => {
      const [, name = '', ...rest] = path.split('/')
      // Our modules do nothing by being loaded, so a bundle may leave out those of which it uses nothing.
      const sideEffects = path.endsWith('.css')
      return { path: inRoot(`packages/${name}/src/${rest.join('/')}`), sideEffects }
    })
  },
}
