// Everything in the repository that a script writes: `npm run write` writes all of it, `npm run write -- rules` one thing. `npm run
// check -- written` lets the same scripts write beside the project and tells what differs. A new one needs a line here, nothing else.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { NODE, ROOT, inRoot, listFiles } from './paths.ts'

interface Written {
  name: string
  script: string
  /** What it writes, from the project's folder; patterns as of `glob`. */
  files: string[]
  /** Why it is written only when it is named, and never compared: for what comes out different each time. */
  once?: string
}

const WRITTEN: Written[] = [
  { name: 'rules', script: 'packages/server/src/guide/write-rules-document.ts', files: ['docs/guide-rules.md'] },
  {
    name: 'notices',
    script: 'packages/server/src/guide/write-notice-provisions.ts',
    files: ['content/rights/notices.json'],
  },
  {
    name: 'vectors',
    script: 'packages/sealing/vectors/write.ts',
    files: ['protocol', 'bells', 'roster', 'wraps', 'network', 'account'].map(
      (name) => `packages/sealing/vectors/${name}.json`,
    ),
  },
  {
    name: 'permission',
    script: 'packages/sealing/vectors/write-permission.ts',
    files: ['packages/sealing/vectors/permission.json'],
    once: 'sealing is random, and what an older build sealed must still open',
  },
  {
    name: 'seconds',
    script: 'packages/sealing/vectors/write-seconds.ts',
    files: ['packages/sealing/vectors/seconds.json'],
    once: 'sealing is random, and what an older build sealed must still open',
  },
  {
    name: 'renewal',
    script: 'packages/sealing/vectors/write-renewal.ts',
    files: ['packages/sealing/vectors/renewal.json'],
    once: 'sealing is random, and what an older build sealed must still open',
  },
  {
    name: 'words',
    script: 'house/write-words.ts',
    files: [
      'packages/core/src/check-text/packed-lists.ts',
      'packages/core/src/check-text/packed-concepts.ts',
      'packages/core/src/check-text/packed-rules.ts',
    ],
  },
  { name: 'releases', script: 'tests/world/write-releases.ts', files: ['tests/world/releases/*.json'] },
]

/** Runs the script; `into`: a folder that stands in for the project's in all that it writes. */
async function runScript({ script }: Written, into?: string): Promise<void> {
  const hooks = ['house/tsx-hook.ts', ...(into === undefined ? [] : ['house/write-aside.ts'])]
  const imports = hooks.flatMap((hook) => ['--import', inRoot(hook)])
  const env = { ...process.env, ...(into !== undefined && { WRITE_ASIDE: into }) }
  await promisify(execFile)(NODE, [...imports, inRoot(script)], { cwd: ROOT, env })
}

/** What differs from what would be written now, one line a file. */
export async function checkWritten(list: readonly Written[] = WRITTEN): Promise<string[]> {
  const found = await Promise.all(list.map(problemsOf))
  const marks = await readFile(inRoot('.gitattributes'), 'utf8')
  const unmarked = list
    .flatMap(({ files }) => files)
    .filter((file) => !marks.split('\n').includes(`${file} linguist-generated`))
    .map((file) => `.gitattributes does not mark ${file} as generated`)
  return [...found.flat(), ...unmarked]
}

async function problemsOf(written: Written): Promise<string[]> {
  const { name, files, once } = written
  const here = await listFiles(files)
  if (here.length === 0) return [`${files.join(', ')}: nothing is there; npm run write -- ${name}`]
  if (once !== undefined) return []
  const folder = await mkdtemp(join(tmpdir(), 'apila-written-'))
  try {
    await runScript(written, folder)
    const fresh = await listFiles(files, folder)
    const others = (await listFiles(['**/*'], folder)).filter((path) => /\.\w+$/.test(path) && !fresh.includes(path))
    const problems = others.map((path) => `${written.script} writes ${path}, which house/written.ts does not say`)
    for (const path of new Set([...here, ...fresh])) {
      const [old, wanted] = await Promise.all(
        [ROOT, folder].map((root) => readFile(join(root, path)).catch(() => null)),
      )
      if (wanted === null || wanted === undefined) problems.push(`${path}: nothing writes it any more`)
      else if (old?.equals(wanted) !== true)
        problems.push(`${path} is not what ${written.script} writes; npm run write`)
    }
    return problems
  } catch (error) {
    return [`${written.script} does not run: ${String(error)}`]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const wanted = process.argv.slice(2)
  const unknown = wanted.find((word) => !WRITTEN.some(({ name }) => name === word))
  if (unknown !== undefined) {
    console.error(`Nothing is named ${unknown}. There are: ${WRITTEN.map(({ name }) => name).join(', ')}.`)
    process.exitCode = 2
  } else {
    for (const written of WRITTEN) {
      const isWanted = wanted.length === 0 ? written.once === undefined : wanted.includes(written.name)
      if (isWanted) await runScript(written)
      console.log(`${isWanted ? 'written' : 'left   '}  ${written.name}: ${written.files.join(', ')}`)
    }
  }
}
