// Bundles the worker's app: one page, hashed parts, and an integrity digest on everything that runs.
// Integrity-Policy refuses any script without a digest, so each part, also a lazy one, is preloaded by a link that carries it.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Metafile, build } from 'esbuild'
import { type BuiltFile, compressed, integrityOf } from './build-files.ts'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { BROWSERS, bundleWorkspace } from './build-workspace.ts'
import { leaveOutUnreachable } from './build-slim.ts'
import { type Parts, mergeParts, reach, readParts } from './merge-parts.ts'
import { ROOT, inRoot } from './paths.ts'

const BASE = '/desk/'
const OUTDIR = 'packages/app/dist/assets'

const ENTRY = 'packages/app/src/main.tsx'
/** Later parts that signing in needs anyway; they count as part of the first load. */
const DAY_PARTS = ['packages/app/src/account/enter.ts', 'packages/app/src/Shell.tsx', 'packages/app/src/places.ts']
/** Each kind of network has one of these at its door; the heaviest counts as part of the first load. */
const DOORS = ['packages/app/src/account/DemoSignIn.tsx']
/** What the first look asks for as soon as the list stands: its links stand on the page, so that it waits for nothing else. */
const FIRST_LOOK = 'packages/app/src/referral/listening.ts'
/** What is always loaded together, each as one file. */
const GROUPS = [
  { name: 'main', entryPoints: [ENTRY] },
  { name: 'day', entryPoints: DAY_PARTS },
  { name: 'listening', entryPoints: [FIRST_LOOK] },
  // What tells of trouble, once the list stands (packages/app/src/Shell.tsx).
  {
    name: 'trouble',
    entryPoints: ['referral/KeptRows.tsx', 'frame/Help.tsx', 'frame/More.tsx'].map(
      (name) => `packages/app/src/${name}`,
    ),
  },
  // The texts of all screens but the first ones (packages/app/src/content/texts.ts).
  ...LANGUAGES.map((language) => ({
    name: `texts-${language}`,
    entryPoints: ['desk', 'talk', 'desk-agree'].map((name) => `content/texts/${language}/${name}.json`),
  })),
]
/** The sheet of all screens but the list of the day; it waits on the page until one of them is opened (packages/app/src/work-style.ts). */
const WORK_STYLE = 'packages/app/src/work.css'
/** Texts that every visitor needs, once in her language. */
const DAY_TEXTS = /^content\/texts\/[a-z]+\/desk-first\.json$/
/** Links of what comes after the list of the day, with their digests: one file, which loads with the first of them. */
const LINKS = 'links.js'

export interface AppBundle {
  files: BuiltFile[]
  /** All that loads until a worker who has signed in sees her list of the day, in the longest language. Unit: bytes after gzip. */
  firstLoadGzipBytes: number
}

/** Argon2id runs in this one worker. Its address is constant, because the Trusted Types policy names it. */
export const bundleWorker = (): Promise<BuiltFile> =>
  bundleScript('packages/app/src/account/argon2id.worker.ts', 'argon2id.js')

/** Hears bells where a device asked for web push; constant for the same reason. */
const bundleRingWorker = (): Promise<BuiltFile> =>
  bundleScript('packages/app/src/ringing/ring.worker.ts', 'ring-worker.js')

async function bundleScript(source: string, path: string): Promise<BuiltFile> {
  const result = await build({
    entryPoints: [inRoot(source)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: BROWSERS,
    legalComments: 'none',
    plugins: [bundleWorkspace, leaveOutUnreachable],
  })
  const [output] = result.outputFiles
  if (output === undefined) throw new Error(`${source} gave no output`)
  return { path, contents: output.contents }
}

export async function bundleApp(worker: BuiltFile): Promise<AppBundle> {
  const result = await build({
    entryPoints: [inRoot('packages/app/src/main.tsx'), inRoot(WORK_STYLE)],
    absWorkingDir: ROOT,
    outdir: OUTDIR,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: BROWSERS,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    plugins: [bundleWorkspace, leaveOutUnreachable],
  })
  const made = readParts(
    result.metafile,
    new Map(result.outputFiles.map((file) => [basename(file.path), file.contents])),
  )
  const merged = await mergeParts(made, result.metafile, GROUPS)
  const graph = readGraph(merged)
  const mark = /-[^-]+$/.exec(graph.entry)?.[0] ?? ''
  const links = LINKS.replace('.js', mark)
  const parts = new Map([...merged].map(([name, { contents }]) => [name, preloadFirst(name, contents, links)]))
  const waiting = readWaiting(parts, graph)
  parts.set(links, linksPart(waiting.filter(({ isSoon }) => !isSoon)))
  const page = Buffer.from(
    await buildPage(parts, graph, [...waiting.filter(({ isSoon }) => isSoon), waitingFor(parts, links, [links])]),
  )
  const styles = [...parts.keys()].filter((name) => name.endsWith('.css') && !isWorkStyle(name))
  const weigh = (name: string): number => gzippedBytes(parts.get(name) ?? new Uint8Array())
  const always = new Set([...styles, ...graph.atOnce, ...graph.day])
  const weighAll = (names: Iterable<string>): number => [...names].map(weigh).reduce((a, b) => a + b, 0)
  const files = await compressed([
    { path: 'index.html', contents: page },
    worker,
    await bundleRingWorker(),
    { path: 'licences.txt', contents: Buffer.from(await collectLicences(result.metafile)) },
    ...[...parts].map(([name, contents]) => ({ path: `assets/${name}`, contents })),
  ])
  return {
    files,
    firstLoadGzipBytes:
      gzippedBytes(page) +
      weighAll(always) +
      Math.max(...graph.doors.map((door) => weighAll(door.difference(always)))) +
      Math.max(...graph.texts.map(weigh)),
  }
}

const isWorkStyle = (name: string): boolean => /^work-[^.]*\.css$/.test(name)

const gzippedBytes = (contents: Uint8Array): number => gzipSync(contents, { level: 9 }).length

/** Fetches what the waiting links of a part name, compared with their digests, and only then lets them load, out of the browser's cache: a
 *  browser that could not fetch a module once does not try again until the page is loaded anew, and with signal a second tap must do.
 *  The entry defines it once, since every part that imports another needs it. */
const LET_LOAD = 'apilaLetLoad'
/** A part whose links do not stand on the page needs first the file with all the others, which puts them there. */
const defineLetLoad = (links: string): string =>
  `{const under=new Map,get=l=>{let p=under.get(l);if(!p){p=fetch(l.href,{integrity:l.integrity}).then(r=>r.ok?r.arrayBuffer():Promise.reject(Error(r.status)));under.set(l,p);p.catch(()=>under.delete(l))}return p},on=n=>[...document.querySelectorAll('link[data-part~="'+n+'"]')];` +
  `globalThis.${LET_LOAD}=async n=>{if(n!="${links}"&&!on(n)[0]){await ${LET_LOAD}("${links}");await import("./${links}")}const all=on(n).filter(l=>l.rel=="later");await Promise.all(all.map(get));for(const l of all)l.rel="modulepreload"}}`

/** A lazy import first lets its waiting links load, and only then imports. */
function preloadFirst(path: string, contents: Uint8Array, links: string): Uint8Array {
  if (!path.endsWith('.js')) return contents
  const text = Buffer.from(contents).toString('utf8')
  const imports = text.replaceAll(
    /\bimport\("\.\/([\w.-]+\.js)"\)/g,
    (whole, name: string) => `${LET_LOAD}("${name}").then(()=>${whole})`,
  )
  return Buffer.from(basename(path).startsWith('main-') ? `${defineLetLoad(links)}${imports}` : imports)
}

interface Waiting {
  name: string
  /** Parts that need it. */
  needs: readonly string[]
  digest: string
  /** Stands on the page: needed until the list of the day, or for the first look after it. */
  isSoon: boolean
}

const waitingFor = (parts: ReadonlyMap<string, Uint8Array>, name: string, needs: readonly string[]): Waiting => ({
  name,
  needs,
  digest: integrityOf(parts.get(name) ?? new Uint8Array()),
  isSoon: true,
})

function readWaiting(parts: ReadonlyMap<string, Uint8Array>, graph: Graph): Waiting[] {
  const waiting = new Map<string, string[]>()
  for (const [part, needs] of graph.later)
    for (const name of needs) waiting.set(name, [...(waiting.get(name) ?? []), part].sort())
  return [...waiting].flatMap(([name, needs]) => {
    // A part that is wanted soon finds all its links on the page; the same file may wait in both places for others.
    const isSoon = (need: string): boolean => graph.soon.has(need)
    const [soon, later] = [needs.filter(isSoon), needs.filter((need) => !isSoon(need))]
    return [
      ...(soon.length > 0 ? [waitingFor(parts, name, soon)] : []),
      ...(later.length > 0 ? [{ ...waitingFor(parts, name, later), isSoon: false }] : []),
    ]
  })
}

/** Puts the links that it holds on the page. */
const linksPart = (waiting: readonly Waiting[]): Uint8Array =>
  Buffer.from(
    // Those of alike needs stand together, which packs best.
    `for(const [p,h,i] of ${JSON.stringify(
      waiting.map(({ needs, name, digest }) => [needs.join(' '), name, digest]).sort(),
    )}){const l=document.createElement("link");l.rel="later";l.dataset.part=p;l.integrity=i;l.href="${BASE}assets/"+h;document.head.append(l)}`,
  )

interface Graph {
  entry: string
  /** The entry and all that it imports at once. */
  atOnce: Set<string>
  /** For each lazy part, what must be there before it runs and is not loaded at once. */
  later: Map<string, Set<string>>
  /** What the parts for signing in and for the list of the day need. */
  day: Set<string>
  /** What each kind of sign-in needs. */
  doors: Set<string>[]
  /** Later parts whose links stand on the page. */
  soon: Set<string>
  /** The first texts, a part for each language. */
  texts: string[]
}

function readGraph(parts: Parts): Graph {
  const nameOf = (isWanted: (source: string) => boolean): string[] =>
    [...parts]
      .filter(([name, { entryPoint = '' }]) => name.endsWith('.js') && isWanted(entryPoint))
      .map(([name]) => name)
  const [entry] = nameOf((source) => source === ENTRY)
  const [day] = nameOf((source) => source === DAY_PARTS[0])
  const doors = nameOf((source) => DOORS.includes(source))
  const texts = nameOf((source) => DAY_TEXTS.test(source))
  if (entry === undefined || day === undefined || doors.length < DOORS.length || texts.length === 0)
    throw new Error('house/build-app.ts weighs parts that are no later parts any more')
  const atOnce = reach(parts, entry)
  const later = new Map<string, Set<string>>()
  for (const [importer, { imports }] of parts)
    for (const { to, isLater } of imports) {
      if (!isLater) continue
      // What imports a part runs already, and all that it stands on is there.
      const needs = reach(parts, to).difference(atOnce.union(reach(parts, importer)))
      later.set(to, needs.union(later.get(to) ?? new Set()))
    }
  const soon = new Set([day, ...doors, ...texts, ...nameOf((source) => source === FIRST_LOOK)])
  return { entry, atOnce, later, day: reach(parts, day), doors: doors.map((door) => reach(parts, door)), soon, texts }
}

async function buildPage(parts: Map<string, Uint8Array>, graph: Graph, waiting: readonly Waiting[]): Promise<string> {
  const template = await readFile(inRoot('packages/app/src/index.html'), 'utf8')
  const guarded = (name: string): string =>
    `href="${BASE}assets/${name}" integrity="${integrityOf(parts.get(name) ?? new Uint8Array())}"`
  const styles = [...parts.keys()].filter((name) => name.endsWith('.css')).sort()
  const lines = [
    // The later sheet stands after the first: where both speak, it has the last word.
    ...styles.filter((name) => !isWorkStyle(name)).map((name) => `<link rel="stylesheet" ${guarded(name)}>`),
    ...styles.filter(isWorkStyle).map((name) => `<link rel="later" data-style="work" ${guarded(name)}>`),
    ...[...graph.atOnce]
      .filter((name) => name !== graph.entry)
      .sort()
      .map((name) => `<link rel="modulepreload" ${guarded(name)}>`),
    ...waiting.map(({ name, needs }) => `<link rel="later" data-part="${needs.join(' ')}" ${guarded(name)}>`).sort(),
    `<script type="module" ${guarded(graph.entry).replace('href=', 'src=')}></script>`,
  ]
  if (!template.includes('</head>')) throw new Error('packages/app/src/index.html has no </head>')
  return template.replace('</head>', () => `${lines.join('\n')}\n</head>`)
}

/** Licences of what the bundle contains, as those licences ask. */
async function collectLicences(metafile: Metafile): Promise<string> {
  const folders = Object.keys(metafile.inputs).flatMap(
    (path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  )
  const texts: string[] = []
  for (const folder of [...new Set(folders)].sort()) {
    const names = ['LICENSE', 'LICENSE.md', 'LICENCE', 'license', 'LICENSE.txt']
    const found = await Promise.all(names.map((name) => readFile(inRoot(`${folder}/${name}`), 'utf8').catch(() => '')))
    texts.push(
      `${folder.replace(/^.*node_modules\//, '')}\n\n${found.find((text) => text !== '') ?? 'see its package'}`,
    )
  }
  return texts.join('\n\n----\n\n')
}
