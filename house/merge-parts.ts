// Puts the parts of the worker's app that are always loaded together into one file each. esbuild makes a part of every set of files that
// the same screens share; on the way to the list of the day that would be thirty requests (docs/architecture.md "Weights").
// Each group is bundled once more from its own parts; who imports from a part of it, imports from the group under a new name.
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type Metafile, build } from 'esbuild'

/** A file, and what it imports at once and later, by the names of files. */
export interface Part {
  contents: Uint8Array
  imports: { to: string; isLater: boolean }[]
  entryPoint: string | undefined
}

export type Parts = Map<string, Part>

interface Group {
  /** How the group's file begins. */
  name: string
  /** Source files whose parts, with all that they import at once, make the group. */
  entryPoints: readonly string[]
}

const STATIC_IMPORT = /\bimport\{([^{}]*)\}from"\.\/([\w.-]+\.js)"/g
const BARE_IMPORT = /\bimport"\.\/([\w.-]+\.js)"/g
const LATER_IMPORT = /\bimport\("\.\/([\w.-]+\.js)"\)/g

export function readParts(metafile: Metafile, files: ReadonlyMap<string, Uint8Array>): Parts {
  return new Map(
    Object.entries(metafile.outputs).map(([path, { imports, entryPoint }]) => [
      basename(path),
      {
        contents: files.get(basename(path)) ?? new Uint8Array(),
        imports: imports
          .filter(({ kind }) => kind === 'import-statement' || kind === 'dynamic-import')
          .map(({ path: to, kind }) => ({ to: basename(to), isLater: kind === 'dynamic-import' })),
        entryPoint,
      },
    ]),
  )
}

/** A part and all that must be there before it runs. */
export function reach(parts: Parts, name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const { to, isLater } of parts.get(name)?.imports ?? []) if (!isLater) reach(parts, to, seen)
  return seen
}

/** The parts with each group as one of them. A part belongs to the first group that needs it. */
export async function mergeParts(parts: Parts, metafile: Metafile, groups: readonly Group[]): Promise<Parts> {
  const groupOf = new Map<string, string>()
  for (const { name, entryPoints } of groups)
    for (const [part, { entryPoint }] of parts)
      if (part.endsWith('.js') && entryPoint !== undefined && entryPoints.includes(entryPoint))
        for (const one of reach(parts, part)) if (!groupOf.has(one)) groupOf.set(one, name)
  for (const part of widelyShared(parts, groupOf)) groupOf.set(part, SHARED)
  const members = [...groupOf.keys()]
  const nameIn = (part: string, name: string): string => `_${members.indexOf(part).toString(36)}_${name}`
  const exportsOf = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output.exports]))
  const wanted = new Map<string, Set<string>>(members.map((part) => [part, new Set()]))
  const want = (part: string, name: string): string => {
    wanted.get(part)?.add(name)
    return nameIn(part, name)
  }
  const rewrite = (from: string, text: string): string =>
    text
      .replace(STATIC_IMPORT, (whole, names: string, part: string) => {
        const group = groupOf.get(part)
        // Within its own group a part keeps its names: the second bundling resolves them.
        if (group === undefined || group === groupOf.get(from)) return whole
        const renamed = names.split(',').map((one) => {
          const [name = '', local = name] = one.split(' as ')
          return `${want(part, name)} as ${local}`
        })
        return `import{${renamed.join(',')}}from"./${placeOf(group)}"`
      })
      .replace(BARE_IMPORT, (whole, part: string) => {
        const group = groupOf.get(part)
        return group === undefined || group === groupOf.get(from) ? whole : `import"./${placeOf(group)}"`
      })
      .replace(LATER_IMPORT, (whole, part: string) => {
        const group = groupOf.get(part)
        if (group === undefined) return whole
        const names = exportsOf.get(part) ?? []
        const renamed = names.map((name) => `${name}:m.${want(part, name)}`)
        return `import("./${placeOf(group)}").then(m=>({${renamed.join(',')}}))`
      })
  const texts = new Map(
    [...parts]
      .filter(([name]) => name.endsWith('.js'))
      .map(([name, { contents }]) => [name, rewrite(name, Buffer.from(contents).toString('utf8'))]),
  )
  const merged: Parts = new Map()
  const moved = (to: string): string => {
    const group = groupOf.get(to)
    return group === undefined ? to : placeOf(group)
  }
  for (const [name, part] of parts) {
    if (groupOf.has(name)) continue
    const contents = texts.get(name)
    merged.set(name, {
      ...part,
      contents: contents === undefined ? part.contents : Buffer.from(contents),
      imports: part.imports.map((one) => ({ ...one, to: moved(one.to) })),
    })
  }
  for (const { name, entryPoints } of [...groups, { name: SHARED, entryPoints: [] }]) {
    const own = members.filter((part) => groupOf.get(part) === name)
    const imports = own
      .flatMap((part) => parts.get(part)?.imports ?? [])
      .map((one) => ({ ...one, to: moved(one.to) }))
      .filter(({ to }) => to !== placeOf(name))
    const contents = await bundleGroup(own, texts, (part) =>
      [...(wanted.get(part) ?? [])].sort().map((one) => `${one} as ${nameIn(part, one)}`),
    )
    merged.set(placeOf(name), { contents, imports, entryPoint: entryPoints[0] })
  }
  return named(merged)
}

/** What many screens share, in one file. */
const SHARED = 'shared'
/** From how many later parts on. Fewer: a screen would fetch what it does not need. */
const MANY = 3

function widelyShared(parts: Parts, groupOf: ReadonlyMap<string, string>): string[] {
  const later = new Set(
    [...parts.values()].flatMap(({ imports }) => imports.flatMap(({ to, isLater }) => (isLater ? [to] : []))),
  )
  const times = new Map<string, number>()
  for (const part of later)
    if (!groupOf.has(part)) for (const one of reach(parts, part)) times.set(one, (times.get(one) ?? 0) + 1)
  const many = [...times]
    .filter(([part, n]) => n >= MANY && !groupOf.has(part) && !later.has(part))
    .map(([part]) => part)
  // What a shared part needs goes with it, so that the group needs no part that needs the group.
  return [...new Set(many.flatMap((part) => [...reach(parts, part)]))].filter((part) => !groupOf.has(part))
}

/** What stands for a group's name until the names are known. */
const placeOf = (group: string): string => `${group}.js`

async function bundleGroup(
  own: readonly string[],
  texts: ReadonlyMap<string, string>,
  exported: (part: string) => string[],
): Promise<Uint8Array> {
  const lines = own.map((part) => {
    const names = exported(part)
    return names.length === 0 ? `import"./${part}"` : `export{${names.join(',')}}from"./${part}"`
  })
  const result = await build({
    stdin: { contents: lines.join('\n'), loader: 'js', sourcefile: 'group.js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'esnext',
    legalComments: 'none',
    plugins: [
      {
        name: 'parts',
        setup: (bundling) => {
          bundling.onResolve({ filter: /^\.\// }, ({ path, kind }) => {
            const part = path.slice('./'.length)
            return kind === 'dynamic-import' || !own.includes(part)
              ? { path, external: true }
              : { path: part, namespace: 'part' }
          })
          bundling.onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({
            contents: texts.get(path) ?? '',
            loader: 'js',
          }))
        },
      },
    ],
  })
  const [output] = result.outputFiles
  if (output === undefined) throw new Error('a group gave no output')
  return output.contents
}

/** One mark of all contents in every script's name: a script names others, so none may be kept by a browser longer than they. */
function named(parts: Parts): Parts {
  const scripts = [...parts].filter(([name]) => name.endsWith('.js')).sort(([a], [b]) => (a < b ? -1 : 1))
  const digest = createHash('sha256')
  for (const [name, { contents }] of scripts) digest.update(name).update(contents)
  const mark = digest.digest('hex').slice(0, 10)
  // The bundler's own mark stays where two parts would have the same name without it.
  const short = (name: string): string => name.replace(/-[A-Z0-9]{8}\.js$/, '.js')
  const times = Map.groupBy(scripts, ([name]) => short(name))
  const rename = (name: string): string => {
    if (!name.endsWith('.js')) return name
    return ((times.get(short(name))?.length ?? 1) > 1 ? name : short(name)).replace(/\.js$/, `-${mark}.js`)
  }
  const to = (name: string): string => {
    if (!parts.has(name)) throw new Error(`a part imports ${name}, which is in no file any more`)
    return rename(name)
  }
  return new Map(
    [...parts].map(([name, part]) => [
      rename(name),
      {
        ...part,
        contents: name.endsWith('.js')
          ? Buffer.from(
              Buffer.from(part.contents)
                .toString('utf8')
                .replace(
                  /(\bimport\("|from"|\bimport")\.\/([\w.-]+\.js)"/g,
                  (_, before: string, name: string) => `${before}./${to(name)}"`,
                ),
            )
          : part.contents,
        imports: part.imports.map((one) => ({ ...one, to: to(one.to) })),
      },
    ]),
  )
}
