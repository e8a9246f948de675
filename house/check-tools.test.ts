// Checks the checkers that are other people's tools: small wrong texts, each of which must be noticed.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { runTool } from './command.ts'
import { ROOT, inRoot } from './paths.ts'

/** [rule, file that it would stand in, wrong text] */
const WRONG: [string, string, string][] = [
  ['no-restricted-globals', 'packages/core/src/day.ts', 'export const now = new Date()'],
  ['no-restricted-globals', 'packages/sealing/src/age.ts', 'export const now = Date.now()'],
  ['no-restricted-properties', 'packages/disclosure/src/plan.ts', 'export const noise = Math.random()'],
  ['no-restricted-properties', 'packages/core/src/day.test.ts', 'export const seed = Math.random()'],
  ['n/no-process-env', 'packages/server/src/start-server.ts', 'export const port = process.env.PORT'],
  ['no-restricted-syntax', 'packages/app/src/App.tsx', "document.body.innerHTML = '<b>'"],
  ['no-restricted-syntax', 'packages/app/src/App.tsx', "document.body.insertAdjacentHTML('beforeend', '<b>')"],
  [
    'no-restricted-syntax',
    'packages/ui/src/Page.tsx',
    "export const a = <p dangerouslySetInnerHTML={{ __html: 'x' }} />",
  ],
  ['no-restricted-syntax', 'packages/ui/src/Page.tsx', "export const a = <p style={{ color: 'red' }} />"],
  ['no-restricted-syntax', 'packages/core/src/day.ts', "import { z } from 'zod'\nexport const a = z.string()"],
  ['no-restricted-exports', 'packages/core/src/day.ts', 'const a = 1\nexport default a'],
  ['max-lines', 'packages/core/src/day.ts', 'export const a = [\n' + '1,\n'.repeat(400) + ']'],
]

const RIGHT: [string, string][] = [
  ['packages/server/src/platform/config.ts', 'export const port = process.env.PORT'],
  ['packages/server/src/platform/log.ts', 'export const now = new Date()'],
  ['packages/ui/src/Page.tsx', 'export const a = <p class="wide" />'],
  ['packages/core/src/day.ts', "import * as z from 'zod'\nexport const a = z.string()"],
]

test('each lint rule that protects someone notices its breach, and leaves the right form alone', async () => {
  // Without types, so that a text can be judged that stands in no file.
  const untyped = { ...tseslint.configs.disableTypeChecked, files: ['**/*.ts', '**/*.tsx'] }
  const eslint = new ESLint({ cwd: ROOT, overrideConfig: [untyped] })
  const rulesOf = async (filePath: string, text: string): Promise<(string | null)[]> => {
    const [result] = await eslint.lintText(`${text}\n`, { filePath: inRoot(filePath) })
    return (result?.messages ?? []).map((message) => message.ruleId)
  }
  for (const [rule, path, text] of WRONG) {
    const rules = await rulesOf(path, text)
    assert.ok(
      rules.includes(rule),
      `${rule} does not notice in ${path}: ${text.slice(0, 60)}; it found ${String(rules)}`,
    )
  }
  for (const [path, text] of RIGHT) assert.deepEqual(await rulesOf(path, text), [], text)
})

test('the types of core know no process, no network, no page, and no syntax that does not erase', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'types-'))
  try {
    const lines = [
      'process.exit()',
      "fetch('x')",
      'document.title',
      'setTimeout(() => 1)',
      'enum A { B }',
      "import 'node:fs'",
    ]
    await writeFile(join(folder, 'wrong.ts'), `${lines.join('\n')}\nexport {}\n`)
    const settings = {
      extends: inRoot('packages/core/tsconfig.json'),
      include: [join(folder, 'wrong.ts')],
      exclude: [],
    }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings))
    const { stdout } = await runTool('typescript/bin/tsc', ['-p', folder, '--pretty', 'false'])
    for (const [index, line] of lines.entries())
      assert.match(stdout, new RegExp(`wrong\\.ts\\(${index + 1},`), `${line} passes`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
