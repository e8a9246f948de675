// Who writes content touches no code: one more correct service, sign or page breaks no check and no test, and an incorrect one is refused
// with a sentence that names its file and its place. Tried in a copy of the sources.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { SANDBOXES, makeSandbox } from './mutants-sandbox.ts'
import { NODE, ROOT, listFiles } from './paths.ts'

const SERVICES = 'content/organisations/services.json'
const SIGNS = 'content/guide/signs.json'
const RIGHTS = 'content/rights/pages.json'
const ABOUT = ['fi', 'sv', 'en'].map((lang) => `content/network/${lang}/about.md`)

/** Tests that read the content itself; those of a browser or a whole server meet the same pages through the check. */
const READS_CONTENT = /library\/test\/library\.ts|\/content\/(guide|organisations|rights|network|cards|record)\//

let copy = ''
before(async () => {
  copy = await makeSandbox()
})
after(() => rm(SANDBOXES, { recursive: true, force: true }))

/** A number that no requirement has. */
const NEW_SIGN = `D-${String(999)}`

const said = (words: string) => ({ fi: `${words} (fi)`, sv: `${words} (sv)`, en: `${words} (en)` })

type Service = Record<string, unknown>
interface Written {
  services: { organisations: { id: string }[]; services: Service[] }
  signs: { signs: { id: string; text: object }[] }[]
  rights: { parts: { id: string; title: object; lead: object; statements: object[] }[] }
}

const aService = ({ organisations, services }: Written['services']): Service => ({
  ...services[0],
  id: '00000000-0000-4000-8000-0000000000aa',
  organisation: organisations[0]?.id,
  name: said('One more'),
  phones: [],
  emails: [],
  web: 'https://more.example/',
  sources: [{ address: 'more.example/contact', datedOn: '2026-01', confidence: 'A' }],
})

/** Changes the content of the copy, and gives it back as it was when `work` has ended. */
async function withContent(change: (written: Written) => void, work: () => Promise<void> | void): Promise<void> {
  const paths = [SERVICES, SIGNS, RIGHTS]
  const before = await Promise.all(paths.map((path) => readFile(join(copy, path), 'utf8')))
  const [services, signs, rights] = before.map((text) => JSON.parse(text) as unknown)
  const written = { services, signs, rights } as Written
  change(written)
  const write = (texts: string[]) =>
    Promise.all(paths.map((path, index) => writeFile(join(copy, path), texts[index] ?? '')))
  await write([written.services, written.signs, written.rights].map((value) => JSON.stringify(value, null, 2)))
  try {
    await work()
  } finally {
    await write(before)
  }
}

const run = (args: readonly string[]): { isGood: boolean; said: string } => {
  const { status, stdout, stderr } = spawnSync(NODE, args, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 28 })
  return { isGood: status === 0, said: `${stdout}${stderr}` }
}
const check = () => run(['house/check.ts', 'content'])

test('one more correct service, sign and page break no check and no test', async () => {
  const files = await listFiles(['packages/*/src/**/*.test.{ts,tsx}'])
  const reading: string[] = []
  for (const path of files.filter((path) => !/\.(browser|db)\.test\./.test(path)))
    if (READS_CONTENT.test(await readFile(join(ROOT, path), 'utf8'))) reading.push(path)
  assert.ok(reading.length > 10, 'the tests that read the content are found')
  const more = (written: Written): void => {
    written.services.services.push(aService(written.services))
    written.signs[0]?.signs.push({ id: NEW_SIGN, text: said('One more sign') })
    const [part] = written.rights.parts
    if (part !== undefined) written.rights.parts.push({ ...part, id: 'one-more', title: said('One more page') })
  }
  const pages = await Promise.all(ABOUT.map((path) => readFile(join(copy, path), 'utf8')))
  await withContent(more, async () => {
    for (const [index, path] of ABOUT.entries())
      await writeFile(join(copy, path), `${pages[index] ?? ''}\n## One more part {#one-more}\n\nWords of it.\n`)
    const checked = check()
    assert.ok(checked.isGood, checked.said)
    const tested = run([
      ...['--import', './house/tsx-hook.ts', '--test', '--test-isolation=none', '--test-reporter=tap'],
      ...reading,
    ])
    assert.ok(
      tested.isGood,
      tested.said
        .split('\n')
        .filter((line) => /not ok|error:/.test(line))
        .join('\n'),
    )
  })
  for (const [index, path] of ABOUT.entries()) await writeFile(join(copy, path), pages[index] ?? '')
})

/** What is wrong, and the file and the place that the sentence names. */
const WRONG: { name: string; change: (written: Written) => void; told: RegExp }[] = [
  {
    name: 'a service without its name in English',
    change: ({ services }) => services.services.push({ ...aService(services), name: { fi: 'a', sv: 'b' } }),
    told: /content\/organisations\/services\.json: services\.\d+\.name has no en/,
  },
  {
    name: 'a service with a need that nobody can choose',
    change: ({ services }) => services.services.push({ ...aService(services), needs: ['gold'] }),
    told: /content\/organisations\/services\.json: 00000000-0000-4000-8000-0000000000aa: needs: .* has no gold/,
  },
  {
    name: 'a service of an organisation that is not there',
    change: ({ services }) =>
      services.services.push({ ...aService(services), organisation: '00000000-0000-4000-8000-0000000000bb' }),
    told: /content\/organisations\/services\.json: services\.\d+\.organisation/,
  },
  {
    name: 'a service with a name of another',
    change: ({ services }) => services.services.push({ ...aService(services), id: services.services[0]?.['id'] }),
    told: /content\/organisations\/services\.json: services\.\d+\.id: two services have one id/,
  },
  {
    name: 'a sign without words',
    change: ({ signs }) => signs[0]?.signs.push({ id: NEW_SIGN, text: { ...said('x'), sv: '' } }),
    told: /content\/guide\/signs\.json: 0\.signs\.\d+\.text has no sv/,
  },
  {
    name: 'a sign with a score',
    change: ({ signs }) => signs[0]?.signs.push({ id: NEW_SIGN, text: said('x'), ...{ score: 3 } }),
    told: /content\/guide\/signs\.json: 0\.signs\.\d+: .*score/,
  },
  {
    name: 'a page that cites a source which is not there',
    change: ({ rights }) => {
      const [part] = rights.parts
      const [statement] = part?.statements ?? []
      if (part) rights.parts.push({ ...part, id: 'more', statements: [{ ...statement, sources: ['nowhere'] }] })
    },
    told: /content\/rights\/pages\.json: .*more, statement 1: nowhere/,
  },
  {
    name: 'a page that links to nowhere',
    change: ({ rights }) => {
      const [part] = rights.parts
      const lead = { fi: '[x](/nowhere)', sv: '[x](/nowhere)', en: '[x](/nowhere)' }
      if (part) rights.parts.push({ ...part, id: 'more', lead })
    },
    told: /content\/rights\/pages\.json: parts\.\d+\.lead\.fi: nothing is at \/fi\/nowhere/,
  },
]

for (const { name, change, told } of WRONG)
  test(`refused with its file and place: ${name}`, () =>
    withContent(change, () => {
      const { isGood, said } = check()
      assert.equal(isGood, false)
      assert.match(said, told)
    }))
