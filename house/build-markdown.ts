// How a bundle takes in a page of content/**/*.md: as data, so that what is installed needs no reader of Markdown.
import type { Plugin } from 'esbuild'
import { moduleOfPage } from './markdown-page.ts'

export const bundleMarkdown: Plugin = {
  name: 'markdown',
  setup(build) {
    build.onLoad({ filter: /\.md$/ }, ({ path }) => ({ contents: moduleOfPage(path), loader: 'js' }))
  },
}
