// Checks the checker: a small wrong tree breaks each rule of .dependency-cruiser.cjs once, and each must be found.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { checkArrows, findViolations } from './check-arrows.ts'

/** [rule, the file that breaks it, its source]. Files stand in packages/. */
const WRONG: [string, string, string][] = [
  ['no-cycles', 'core/src/referral/circle-a.ts', "import './circle-b.ts'"],
  ['ends-are-not-imported', 'app/src/reads-server.ts', "import '../../server/src/referral/rule.ts'"],
  ['ends-are-not-imported', 'server/src/reads-app.ts', "import '../../app/src/page.ts'"],
  ['ends-are-not-imported', 'core/src/reads-tools.ts', "import '../../tools/src/command.ts'"],
  ['core-needs-only-zod', 'core/src/reads-preact.ts', "import 'preact'"],
  ['core-needs-only-zod', 'core/src/reads-ui.ts', "import '../../ui/src/button.ts'"],
  ['disclosure-needs-nothing', 'disclosure/src/reads-core.ts', "import '../../core/src/day.ts'"],
  ['papers-need-only-the-packer', 'papers/src/reads-core.ts', "import '../../core/src/day.ts'"],
  ['disclosure-needs-nothing', 'disclosure/src/reads-zod.ts', "import 'zod'"],
  ['core-and-disclosure-do-no-io', 'core/src/reads-disk.ts', "import 'node:fs'"],
  ['core-and-disclosure-do-no-io', 'disclosure/src/reads-clock.ts', "import 'node:perf_hooks'"],
  ['server-cannot-open-seals', 'server/src/opens.ts', "import '../../sealing/src/open.ts'"],
  [
    'server-cannot-open-seals',
    'server/src/names-a-seal.ts',
    "import type { Open } from '../../sealing/src/open.ts'\nexport type X = Open",
  ],
  ['server-cannot-open-seals', 'server/src/has-a-cipher.ts', "import '@noble/ciphers'"],
  ['ciphers-only-in-sealing', 'app/src/has-a-cipher.ts', "import 'age-encryption'"],
  ['sealing-and-ui-need-only-core', 'sealing/src/reads-ui.ts', "import '../../ui/src/button.ts'"],
  ['sealing-and-ui-need-only-core', 'ui/src/reads-disclosure.ts', "import '../../disclosure/src/sum.ts'"],
  ['tools-have-no-pages', 'tools/src/reads-ui.ts', "import '../../ui/src/button.ts'"],
  ['sql-only-in-stores', 'server/src/referral/asks-the-database.ts', "import 'kysely'"],
  ['sql-only-in-stores', 'server/src/referral/opens-the-database.ts', "import 'node:sqlite'"],
  ['routes-only-from-app', 'server/src/organisation/reads-routes.ts', "import '../referral/routes.ts'"],
  ['routes-only-from-app', 'server/src/organisation/reads-more-routes.ts', "import '../referral/neutral-routes.tsx'"],
  ['product-does-not-use-tests', 'server/src/uses-a-test.ts', "import './day.test.ts'"],
  ['product-does-not-use-tests', 'server/src/uses-a-seed.ts', "import './referral/test/seed.ts'"],
  ['declared-dependencies-only', 'server/src/uses-undeclared.ts', "import 'hidden'"],
  ['declared-dependencies-only', 'server/src/uses-a-test-tool.ts', "import 'fast-check'"],
  ['imports-that-lead-nowhere', 'server/src/lost.ts', "import './gone.ts'"],
]

/** What the wrong files point at; none of these breaks a rule, nor do the two that follow the arrows. */
const RIGHT: Record<string, string> = {
  'core/src/referral/circle-b.ts': "import './circle-a.ts'",
  'core/src/day.ts': "import 'zod'",
  'disclosure/src/sum.ts': 'export const sum = 1',
  'sealing/src/open.ts': "import 'age-encryption'\nimport '../../core/src/day.ts'\nexport type Open = string",
  'ui/src/button.ts': "import '../../core/src/day.ts'",
  'app/src/page.ts': "import '../../sealing/src/open.ts'\nimport '../../disclosure/src/sum.ts'",
  'tools/src/command.ts': "import '../../sealing/src/open.ts'",
  'server/src/referral/rule.ts': "import '../../../core/src/day.ts'",
  'server/src/referral/store.ts': "import 'kysely'",
  'server/src/platform/db.ts': "import 'kysely'\nimport 'node:sqlite'",
  'server/src/referral/routes.ts': "import './store.ts'",
  'server/src/referral/neutral-routes.tsx': 'export const routes = 1',
  'server/src/app.ts': "import './referral/routes.ts'",
  'server/src/day.test.ts': "import './referral/test/seed.ts'",
  'server/src/referral/test/seed.ts': "import 'fast-check'\nimport '../../organisation/test/seed.ts'",
  'server/src/organisation/test/seed.ts': "import '../../referral/rule.ts'",
  'core/src/day.test.ts': "import 'node:test'\nimport 'fast-check'",
}

const DEPENDENCIES: Record<string, string[]> = {
  core: ['zod', 'preact'],
  disclosure: ['zod'],
  papers: [],
  sealing: ['age-encryption'],
  server: ['kysely', '@noble/ciphers'],
  app: ['age-encryption'],
  ui: [],
  tools: [],
}

/** Circles of folders in which no two files need each other: [the files of one circle, what is said of it]. */
const KNOTS: [Record<string, string>, RegExp][] = [
  [
    {
      'server/src/cards/sheet.ts': "import '../guide/frame.ts'",
      'server/src/guide/frame.ts': 'export const frame = 1',
      'server/src/guide/saved.ts': "import '../cards/texts.ts'",
      'server/src/cards/texts.ts': 'export const texts = 1',
    },
    /^no-folder-knots: server\/cards -> server\/guide -> server\/cards \(packages\/server\/src\/cards\/sheet\.ts -> /,
  ],
  [
    {
      'app/src/account/a.ts': "import type { B } from '../content/b.ts'\nexport type A = B",
      'app/src/content/b.ts': 'export type B = string',
      'app/src/content/c.ts': "import '../statistics/d.ts'",
      'app/src/statistics/d.ts': 'export const d = 1',
      'app/src/statistics/e.ts': "import '../account/f.ts'",
      'app/src/account/f.ts': 'export const f = 1',
    },
    /^no-folder-knots: app\/account -> app\/content -> app\/statistics -> app\/account /,
  ],
  [
    // Inside one feature.
    {
      'app/src/referral/sending/send.ts': "import '../queue.ts'",
      'app/src/referral/queue.ts': 'export const queue = 1',
      'app/src/referral/today.ts': "import './sending/page.ts'",
      'app/src/referral/sending/page.ts': 'export const page = 1',
    },
    /^no-folder-knots: app\/referral -> app\/referral\/sending -> app\/referral /,
  ],
  [
    // Of two features, through folders inside them.
    {
      'core/src/rights/told/list.ts': "import '../../network/page.ts'",
      'core/src/network/page.ts': 'export const page = 1',
      'core/src/network/view.ts': "import '../rights/read/law.ts'",
      'core/src/rights/read/law.ts': 'export const law = 1',
    },
    /^no-folder-knots: core\/network -> core\/rights -> core\/network /,
  ],
]

let root = ''

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'arrows-'))
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), `${text}\n`)
  }
  for (const [, path, text] of WRONG) await put(`packages/${path}`, text)
  for (const files of [RIGHT, ...KNOTS.map(([knot]) => knot)])
    for (const [path, text] of Object.entries(files)) await put(`packages/${path}`, text)
  for (const [name, dependencies] of Object.entries(DEPENDENCIES)) {
    const manifest = {
      name,
      type: 'module',
      dependencies: Object.fromEntries(dependencies.map((one) => [one, '1.0.0'])),
    }
    await put(`packages/${name}/package.json`, JSON.stringify(manifest))
  }
  await put('package.json', JSON.stringify({ name: 'wrong', devDependencies: { 'fast-check': '1.0.0' } }))
  for (const name of ['zod', 'preact', 'kysely', '@noble/ciphers', 'age-encryption', 'hidden', 'fast-check']) {
    await put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'main.js' }))
    await put(`node_modules/${name}/main.js`, 'module.exports = 1')
  }
})

after(() => rm(root, { recursive: true, force: true }))

test('each rule is broken once, and each break is found', async () => {
  const found = await findViolations(root, ['packages'], WRONG.length + Object.keys(RIGHT).length)
  for (const [rule, path] of WRONG) {
    assert.ok(
      found.some((line) => line.startsWith(`${rule}: packages/${path} ->`)),
      `${rule} does not notice packages/${path}; found:\n${found.join('\n')}`,
    )
  }
})

test('the product itself breaks none of them', async () => {
  assert.deepEqual(await checkArrows(), [])
})

test('folders that need each other are found though their files stand in no circle, at every depth, and each circle is told once', async () => {
  const found = (await findViolations(root, ['packages'], 1)).filter((line) => line.startsWith('no-folder-knots:'))
  for (const [, said] of KNOTS)
    assert.equal(
      found.filter((line) => said.test(line)).length,
      1,
      `${String(said)} is not said once:\n${found.join('\n')}`,
    )
  assert.equal(found.length, KNOTS.length, found.join('\n'))
})

test('files that follow the arrows are left alone', async () => {
  const found = await findViolations(root, ['packages'], 1)
  assert.ok(found.length >= WRONG.length, 'the checker did not run')
  const innocent = Object.keys(RIGHT).filter((path) => !path.includes('circle'))
  for (const path of innocent)
    assert.deepEqual(
      found.filter((line) => line.includes(`: packages/${path} ->`)),
      [],
    )
})

test('a checker that sees too few modules is itself a problem', async () => {
  const found = await findViolations(root, ['packages/tools'], 500)
  assert.match(String(found[0]), /looked at \d+ modules only/)
})
