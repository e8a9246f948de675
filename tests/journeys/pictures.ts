// `npm run pictures -- FOLDER [fi sv en]`: pictures of every screen, narrow and wide, light and dark, with large text and in forced
// colours, for people to look at; and a list of what axe and the measures find, with which it fails. Takes 10 to 20 minutes.
// `--public` or `--desk` takes one half; `--keepers` only the few of docs/keepers-guide.md.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { startApila } from '../machinery/server.ts'
import { unfoldAll } from './page-measures.ts'
import { walkDesk } from './pictures-desk.ts'
import { takeKeepersPictures } from './pictures-keepers.ts'
import { type Look, lookAt } from './pictures-look.ts'

const PUBLIC = [
  '',
  'guide',
  'guide/act',
  'guide/volunteer',
  'guide/record',
  'guide/cards',
  'services',
  'services?area=helsinki',
  'services?language=ar',
  'search?q=turva',
  'interpreters',
  'rights',
  'rights/stages',
  'rights/after-a-report',
  'rights?large=1',
  'statistics',
  'statistics/method',
  'statistics/ledger',
  'statistics/2024/form-gender',
  'statistics/2024/in-the-way',
  'statistics/2024/place',
  'about',
  'press',
  'privacy',
  'accessibility',
  'accessibility/thanks',
  'nothing-here',
]
const NEUTRAL = ['', '/1', '/2', '/3', '/4', '/5', '/6', '/7', '/nothing-here']
/** Shown in the neutral host's own addresses. */
const RIGHT_TO_LEFT = ['ar']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { public: { type: 'boolean' }, desk: { type: 'boolean' }, keepers: { type: 'boolean' } },
})
const [folder, ...wanted] = positionals
if (folder === undefined) throw new Error('say into which folder, outside the repository')
const languages = wanted.length === 0 ? LANGUAGES : LANGUAGES.filter((one) => wanted.includes(one))
const isWhole = values.public !== true && values.desk !== true

const nameOf = (path: string): string => path.replaceAll(/[^\w-]+/g, '-').replaceAll(/^-|-$/g, '') || 'start'

async function walkPages(language: Language, look: Look, urls: ReadonlyMap<string, string>): Promise<void> {
  const page = await newPage(browser, { width: 360 })
  for (const [name, url] of urls) {
    await page.goto(url)
    if (!name.startsWith('neutral')) await unfoldSome()
    await lookAt(page, look, name)
  }
  await page.browserContext().close()

  /** The guide and its steps are looked at folded, as people meet them; what is short, unfolded. */
  async function unfoldSome(): Promise<void> {
    if (!/guide|services|search/.test(page.url())) await unfoldAll(page)
  }
  process.stdout.write(`${language}: ${String(look.taken)} pictures\n`)
}

if (values.keepers === true) {
  const own = await launchBrowser()
  try {
    await takeKeepersPictures(own, folder)
  } finally {
    await own.close()
  }
  process.exit()
}

const looks: Look[] = []
const apila = await startApila()
const browser = await launchBrowser()
try {
  for (const language of languages) {
    const look: Look = { folder: join(resolve(folder), language), problems: [], taken: 0 }
    looks.push(look)
    await mkdir(look.folder, { recursive: true })
    if (isWhole || values.public === true) {
      const own = PUBLIC.map((path) => [`public/${nameOf(path)}`, `${apila.url}/${language}/${path}`] as const)
      const neutral = NEUTRAL.map(
        (path) => [`neutral/${nameOf(path)}`, `${apila.neutralUrl}/a/${language}${path}`] as const,
      )
      const others = RIGHT_TO_LEFT.map((lang) => [`neutral/${lang}`, `${apila.neutralUrl}/a/${lang}`] as const)
      const organisation = await firstOrganisation(language)
      await walkPages(language, look, new Map([...own, organisation, ...neutral, ...others]))
    }
  }
  if (isWhole || values.desk === true)
    for (const [at, language] of languages.entries()) {
      const look = looks[at]
      if (look === undefined) continue
      // The walk closes a year and sends permissions: each language has a world of its own.
      const own = await startApila()
      try {
        await walkDesk({ apila: own, browser, look, language })
      } finally {
        await own.close()
        process.stdout.write(`${language}: ${String(look.taken)} pictures, desk included\n`)
      }
    }
} finally {
  await browser.close()
  await apila.close()
}

async function firstOrganisation(language: Language): Promise<readonly [name: string, url: string]> {
  const html = await (await fetch(`${apila.url}/${language}/services`)).text()
  const [path = ''] = new RegExp(`/${language}/organisations/[\\w-]+`).exec(html) ?? []
  return ['public/organisation', apila.url + path]
}

const problems = looks.flatMap((look, at) => look.problems.map((line) => `${languages[at] ?? ''} ${line}`))
process.stdout.write(
  `${problems.join('\n')}\n${String(looks.reduce((sum, { taken }) => sum + taken, 0))} pictures, ${String(problems.length)} problems\n`,
)
process.exitCode = problems.length === 0 ? 0 : 1
