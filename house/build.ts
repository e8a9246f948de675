// Builds the worker's app, the public files and the server. `npm run build`. Governed by docs/architecture.md "What is built".
// Everything is made in a folder beside its place and renamed at the end, so that nobody ever serves half a build.
import { mkdir, rename, rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { bundleApp, bundleWorker } from './build-app.ts'
import { type BuiltFile, compressed, integrityOf, written } from './build-files.ts'
import { bundleMarkdown } from './build-markdown.ts'
import { leaveOutUnreachable } from './build-slim.ts'
import { BROWSERS, bundleWorkspace } from './build-workspace.ts'
import { inRoot } from './paths.ts'
import { digestSources } from './stale.ts'

/** Small public files with constant names: [source, name under /static/]. */
const STATIC_ENTRIES = [
  ['packages/ui/src/public.css', 'public.css'],
  ['packages/ui/src/pages.css', 'pages.css'],
  ['packages/ui/src/act.css', 'act.css'],
  ['packages/ui/src/guide/guide-page.ts', 'guide.js'],
  ['packages/ui/src/guide/save-page.ts', 'save.js'],
  ['packages/ui/src/record/record-page.ts', 'record.js'],
  ['packages/ui/src/guide/saved-worker.ts', 'saved-worker.js'],
  ['packages/ui/src/guide/saved-removal.ts', 'saved-removal.js'],
  ['packages/ui/src/neutral/neutral-page.ts', 'leave.js'],
  ['packages/server/src/record/record.css', 'record.css'],
  ['packages/server/src/cards/cards.css', 'cards.css'],
  ['packages/app/src/neutral/end-page.ts', 'end.js'],
] as const

async function buildStatic(worker: BuiltFile): Promise<{ files: BuiltFile[]; manifest: object }> {
  const plain: BuiltFile[] = [{ path: 'end-worker.js', contents: worker.contents }]
  for (const [source, name] of STATIC_ENTRIES) {
    const result = await build({
      entryPoints: [inRoot(source)],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      charset: 'utf8',
      supported: { 'regexp-unicode-property-escapes': true },
      target: BROWSERS,
      legalComments: 'none',
      plugins: [bundleWorkspace, leaveOutUnreachable],
    })
    const [output] = result.outputFiles
    if (output === undefined) throw new Error(`${source} gave no output`)
    plain.push({ path: name, contents: output.contents })
  }
  const files = await compressed(plain)
  const sizeOf = (path: string): number => files.find((file) => file.path === path)?.contents.length ?? 0
  const manifest = Object.fromEntries(
    plain.map(({ path, contents }) => [
      path,
      { integrity: integrityOf(contents), bytes: contents.length, brotliBytes: sizeOf(`${path}.br`) },
    ]),
  )
  return { files: files.map((file) => ({ ...file, path: `static/${file.path}` })), manifest }
}

/** A command for Node. With `isWhole` npm packages are bundled too: one file starts in half the time of some hundred. */
async function buildCommand(source: string, name: string, isWhole = false): Promise<BuiltFile[]> {
  const result = await build({
    entryPoints: [inRoot(source)],
    outfile: inRoot(`${source.split('/src/')[0] ?? ''}/dist/${name}`),
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    ...(!isWhole && { packages: 'external' as const }),
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: isWhole ? 'eof' : 'none',
    plugins: [bundleWorkspace, bundleMarkdown],
  })
  return result.outputFiles.map((file) => ({
    path: file.path.endsWith('.map') ? `${name}.map` : name,
    contents: file.contents,
  }))
}

async function replaceFolder(folder: string, files: BuiltFile[]): Promise<void> {
  const mark = String(process.pid)
  const next = `${folder}.next-${mark}`
  const past = `${folder}.past-${mark}`
  await rm(next, { recursive: true, force: true })
  await mkdir(next, { recursive: true })
  await written(next, files)
  await rename(folder, past).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
  })
  await rename(next, folder).catch(async (error: unknown) => {
    // Another build finished between the two renames; it read the same sources.
    if ((error as { code?: string }).code !== 'ENOTEMPTY') throw error
    await rm(next, { recursive: true, force: true })
  })
  await rm(past, { recursive: true, force: true })
}

/** Everything that is built, by folder, in memory. */
export async function buildAll(): Promise<{ folders: [string, BuiltFile[]][]; firstLoadGzipBytes: number }> {
  const sources = await digestSources()
  const worker = await bundleWorker()
  const [app, statics, server, tools] = await Promise.all([
    bundleApp(worker),
    buildStatic(worker),
    buildCommand('packages/server/src/cli.ts', 'apila.js', true),
    buildCommand('packages/tools/src/cli.ts', 'apila-tools.js'),
  ])
  const text = (path: string, value: object): BuiltFile => ({
    path,
    contents: Buffer.from(`${JSON.stringify(value, null, 2)}\n`),
  })
  return {
    folders: [
      ['packages/app/dist', app.files],
      ['packages/tools/dist', tools],
      // The server's folder comes last: its build.json says that all of it is there.
      [
        'packages/server/dist',
        [...server, ...statics.files, text('static.json', statics.manifest), text('build.json', { sources })],
      ],
    ],
    firstLoadGzipBytes: app.firstLoadGzipBytes,
  }
}

if (import.meta.main) {
  const startedAt = performance.now()
  const { folders, firstLoadGzipBytes } = await buildAll()
  for (const [folder, files] of folders) await replaceFolder(inRoot(folder), files)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(
    `Built in ${seconds} s. The worker's app loads ${(firstLoadGzipBytes / 1024).toFixed(1)} KB (gzip) before the first sealing.`,
  )
}
