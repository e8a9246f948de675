// Runs tests again whenever something under the project changes: `npm test -- --watch PATH…`.
import { watch } from 'node:fs/promises'
import { inRoot } from './paths.ts'
import type { TestFile } from './test-files.ts'

const FOLDERS = ['packages', 'content', 'tests', 'house', 'bench', 'docs']
/** What is written while tests run, or matters to none of them. */
const UNINTERESTING = /(^|\/)(node_modules|dist(\.[a-z0-9-]+)?|test-results|data|\.git)(\/|$)|~$|\.sw.$/
/** Editors write a file in several steps. Unit: milliseconds. */
const QUIET = 200

/** Never ends. Where only tests among `files` have changed, only those run; otherwise all of them. */
export async function watchAndRun(files: TestFile[], run: (files: TestFile[]) => Promise<void>): Promise<void> {
  await run(files)
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let isRunning = false
  const runChanged = async (): Promise<void> => {
    if (isRunning || changed.size === 0) return
    isRunning = true
    const touched = files.filter((file) => changed.has(file.path))
    const onlyTests = touched.length === changed.size
    console.log(`\nChanged: ${[...changed].slice(0, 3).join(', ')}${changed.size > 3 ? ', …' : ''}`)
    changed.clear()
    await run(onlyTests ? touched : files)
    isRunning = false
    await runChanged()
  }
  console.log('\nWatching. Stop with Ctrl+C.')
  const follow = async (folder: string): Promise<void> => {
    for await (const { filename } of watch(inRoot(folder), { recursive: true })) {
      if (filename === null || UNINTERESTING.test(filename)) continue
      changed.add(`${folder}/${filename}`)
      clearTimeout(timer)
      timer = setTimeout(() => void runChanged(), QUIET)
    }
  }
  await Promise.all(FOLDERS.map(follow))
}
