// Who may import whom: dependency-cruiser with the rules of .dependency-cruiser.cjs, and the folders on top of what it saw. The rules are in docs/architecture.md.
import { problemOf, runTool } from './command.ts'
import { PACKAGES, ROOT, inRoot, isTest, listFiles } from './paths.ts'

interface Module {
  source: string
  dependencies: { resolved: string }[]
}

interface Cruise {
  modules: Module[]
  summary: {
    totalCruised: number
    violations: { rule: { name: string }; from: string; to: string }[]
  }
}

/** The tool once passed green over no modules at all, when it did not understand the compiler's version.
 *  So it must have seen at least as many modules as there are source files. */
export async function checkArrows(): Promise<string[]> {
  const sources = await listFiles(['packages/*/src/**/*.{ts,tsx}', 'packages/*/migrations/**/*.ts'])
  return findViolations(ROOT, ['packages'], sources.length)
}

/** One line a violation: `rule: from -> to`. `least` is how many modules it must have looked at. */
export async function findViolations(root: string, folders: string[], least: number): Promise<string[]> {
  const said = await runTool(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', inRoot('.dependency-cruiser.cjs'), '--output-type', 'json', ...folders],
    root,
  )
  if (!said.stdout.startsWith('{')) return problemOf({ ...said, code: 1 })
  const { modules, summary } = JSON.parse(said.stdout) as Cruise
  const seen = summary.totalCruised
  const blind = seen < least ? [`looked at ${String(seen)} modules only, there are at least ${String(least)}`] : []
  const violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)
  return [...blind, ...violations, ...findFolderKnots(modules)]
}

/** An arrow between two folders of a package, with the files that make it. */
interface Arrow {
  to: string
  files: string
}

/** Folders of one package that need each other, though no two of their files do. Looked at from each depth: `a/b` and `a/c` are two
 *  folders, and both are `a`. Files straight under `src` put folders together and are in none; tests may lean on anything. */
function findFolderKnots(modules: readonly Module[]): string[] {
  const knots = new Set<string>()
  for (const name of PACKAGES)
    for (let depth = 1; depth <= DEEPEST; depth += 1) {
      const arrows = folderArrows(modules, name, depth)
      for (const folder of arrows.keys()) {
        const way = shortestWayBack(arrows, folder)
        // The same circle is met once from each of its folders; it is told once.
        if (way.length > 0 && way.every(({ to }) => folder <= to)) knots.add(knotLine(folder, way))
      }
    }
  return [...knots]
}

/** No folder lies deeper under `src`. */
const DEEPEST = 4

const knotLine = (folder: string, way: readonly Arrow[]): string =>
  `no-folder-knots: ${[folder, ...way.map(({ to }) => to)].join(' -> ')} (${way.map(({ files }) => files).join(', ')})`

function folderArrows(modules: readonly Module[], name: string, depth: number): Map<string, Arrow[]> {
  const folderOf = (path: string): string | null => {
    const [, inside] = new RegExp(`^packages/${name}/src/(.+)/[^/]+$`).exec(path) ?? []
    return inside === undefined || isTest(path) ? null : `${name}/${inside.split('/').slice(0, depth).join('/')}`
  }
  const arrows = new Map<string, Arrow[]>()
  for (const { source, dependencies } of modules)
    for (const { resolved } of dependencies) {
      const [from, to] = [folderOf(source), folderOf(resolved)]
      if (from === null || to === null || from === to) continue
      const known = arrows.get(from) ?? []
      if (!known.some((arrow) => arrow.to === to))
        arrows.set(from, [...known, { to, files: `${source} -> ${resolved}` }])
    }
  return arrows
}

/** The fewest arrows that lead from a folder back to it; none where it stands in no circle. */
function shortestWayBack(arrows: ReadonlyMap<string, readonly Arrow[]>, home: string): readonly Arrow[] {
  const seen = new Set<string>()
  const ways: Arrow[][] = [[]]
  for (let way = ways.shift(); way !== undefined; way = ways.shift())
    for (const arrow of arrows.get(way.at(-1)?.to ?? home) ?? []) {
      if (arrow.to === home) return [...way, arrow]
      if (seen.has(arrow.to)) continue
      seen.add(arrow.to)
      ways.push([...way, arrow])
    }
  return []
}
