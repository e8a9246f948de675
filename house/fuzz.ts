// Asks a running server everything that its own descriptions allow, and what they do not: `npm run fuzz`. Schemathesis makes the
// requests, from PyPI in an environment of its own under node_modules/.cache; Python 3.10 or later must be on the machine.
// Fails on a server error, a status or shape that no description names, and on a single line in the log. `-- 50`: requests a route; `-- 50 directory`: only parts whose name holds that.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { deriveDemoDevice } from '@apila/sealing/account/demo-device.ts'
import { startApila } from '../tests/machinery/server.ts'
import { signIn } from '../tests/world/client.ts'
import { inRoot } from './paths.ts'

const VERSION = '4.32.5'
const HOME = inRoot(`node_modules/.cache/fuzz`)
const ENVIRONMENT = `${HOME}/schemathesis-${VERSION}`
const PROGRAM = `${ENVIRONMENT}/bin/schemathesis`
const REQUESTS = 20
/** Same requests each time, so that a red run can be repeated. */
const SEED = '20261130'

/** Checks that are left out. All others are asked. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  positive_data_acceptance:
    'A rule may refuse what fits the shape: a day that has passed, a list that is longer already, a release of a year that is open.',
  use_after_free: 'It wants names in addresses; ours never stand there.',
  ensure_resource_availability: 'The same.',
  object_level_authorization: 'The same; who may see what is tried in routes.db.test.ts.',
}

/** Statuses that say no, besides those that the tool knows itself: a body of thousands of entries is too large before it is looked at. */
const SETTINGS = `[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, "5XX"]
`

interface Part {
  name: string
  description: string
  device: string | null
  /** Only routes whose path fits. */
  only?: string
  leftOut: readonly { path: string; reason: string }[]
  leftOutChecks?: Readonly<Record<string, string>>
}

/** Signing out ends the session that all other requests need. */
const SIGN_OUT = { path: '^/api/v[0-9]+/session(/end)?$', reason: 'it signs out, or in, in the middle of the run' }

const PARTS: readonly Part[] = [
  { name: 'as a keeper', description: '/api/openapi.json', device: 'koivu-keeper-1', leftOut: [SIGN_OUT] },
  {
    name: 'as a release officer',
    description: '/api/openapi.json',
    device: 'koivu-officer',
    only: '/releases/',
    leftOut: [],
  },
  { name: 'as a worker', description: '/api/openapi.json', device: 'koivu-worker-1', leftOut: [SIGN_OUT] },
  { name: 'as anybody', description: '/api/openapi.json', device: null, leftOut: [] },
  {
    name: 'the directory',
    description: '/hsds/openapi.json',
    device: null,
    leftOut: [],
    leftOutChecks: {
      negative_data_rejection:
        'What is no number of a page is read as the first page: clients of the specification send what they like.',
    },
  },
]

/** Installs the program where it is missing. Gives a sentence when it cannot. */
function install(): string | null {
  if (existsSync(PROGRAM)) return null
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0)
  if (python === undefined) return 'There is no Python on this machine; the fuzzing needs Python 3.10 or later.'
  if (spawnSync(python, ['-m', 'venv', ENVIRONMENT], { stdio: 'ignore' }).status !== 0)
    return `${python} cannot make an environment (module venv); on Debian it is the package python3-venv.`
  const { status, stderr } = spawnSync(
    `${ENVIRONMENT}/bin/pip`,
    ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`],
    { encoding: 'utf8' },
  )
  return status === 0
    ? null
    : `Schemathesis ${VERSION} cannot be installed from PyPI: ${stderr.trim().split('\n').at(-1) ?? ''}`
}

/** No generator draws a text of tens of thousands of signs that fits a pattern; so of sealed texts it gets one that does. Unit: signs. */
const DRAWN_SIGNS = 1_000

/** The description as a file, without shapes at other addresses: hsds-shape.test.ts holds answers against those. Sealed texts, which have
 *  one length, are named by one that fits, and a story by its smallest size; quota.db.test.ts tries every length off by one. */
async function describe(url: string, path: string): Promise<{ file: string; server: string }> {
  const text = await (await fetch(`${url}${path}`)).text()
  const description = JSON.parse(text, (key, value: unknown) => {
    if (typeof value === 'object' && value !== null && '$ref' in value && /^https?:/.test(String(value.$ref))) return {}
    return key === 'requestBody' ? asDrawable(value) : value
  }) as { servers?: { url: string }[] }
  const server = new URL(description.servers?.[0]?.url ?? '/', url)
  delete description.servers
  const file = `${HOME}/${path.split('/')[1] ?? ''}.json`
  await writeFile(file, JSON.stringify(description))
  return { file, server: `${url}${server.pathname.replace(/\/$/, '')}` }
}

const asDrawable = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body), (_key, value: unknown) => drawable(value))

function drawable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { type, minLength, maxLength, anyOf } = value as Record<string, unknown>
  if (Array.isArray(anyOf) && anyOf.length > 1 && anyOf.every(isSealedText)) return anyOf[0]
  if (type !== 'string' || minLength !== maxLength || Number(minLength ?? 0) < DRAWN_SIGNS) return value
  return { type, enum: ['A'.repeat(Number(minLength))] }
}

const isSealedText = (shape: unknown): boolean =>
  typeof shape === 'object' &&
  shape !== null &&
  'enum' in shape &&
  String((shape.enum as unknown[])[0]).length >= DRAWN_SIGNS

interface Counted {
  requests: number
  failures: number
}

async function ask(url: string, part: Part, requests: string): Promise<Counted> {
  const { file, server } = await describe(url, part.description)
  const token = part.device && (await signIn(url, 'apila-demo', await deriveDemoDevice(part.device))).token
  const report = `${HOME}/events.ndjson`
  const args = [
    ...[
      '--config-file',
      `${HOME}/schemathesis.toml`,
      'run',
      file,
      '--url',
      server,
      '--phases',
      'coverage,fuzzing',
      '--mode',
      'all',
      '--max-examples',
      requests,
    ],
    ...[
      '--checks',
      'all',
      '--exclude-checks',
      Object.keys({ ...LEFT_OUT, ...part.leftOutChecks }).join(','),
      '--seed',
      SEED,
      '--continue-on-failure',
    ],
    // Texts of one exact length and alphabet are hard to draw.
    ...[
      '--suppress-health-check',
      'filter_too_much',
      '--generation-database',
      'none',
      '--warnings',
      'off',
      '--request-timeout',
      '20',
      '--no-color',
    ],
    ...['--report', 'ndjson', '--report-ndjson-path', report],
    ...(part.only === undefined ? [] : ['--include-path-regex', part.only]),
    ...part.leftOut.flatMap(({ path }) => ['--exclude-path-regex', path]),
    ...(token ? ['--header', `Authorization: Bearer ${token}`] : []),
  ]
  const { status, stdout, stderr } = spawnSync(PROGRAM, args, { encoding: 'utf8', cwd: HOME, maxBuffer: 2 ** 28 })
  const asked = (await readFile(report, 'utf8').catch(() => '')).split('"status_code"').length - 1
  if (status !== 0) console.log(`${stdout}${stderr}`)
  return { requests: asked, failures: status === 0 ? 0 : 1 }
}

async function main(requests: string, wanted: string): Promise<void> {
  const parts = PARTS.filter(({ name }) => name.includes(wanted))
  await mkdir(HOME, { recursive: true })
  await writeFile(`${HOME}/schemathesis.toml`, SETTINGS)
  const missing = install()
  if (missing !== null) {
    console.error(missing)
    process.exitCode = 2
    return
  }
  for (const [check, reason] of Object.entries(LEFT_OUT)) console.log(`left out: ${check}: ${reason}`)
  for (const { name, leftOut, leftOutChecks = {} } of parts) {
    for (const { path, reason } of leftOut) console.log(`left out ${name}: ${path}: ${reason}`)
    for (const [check, reason] of Object.entries(leftOutChecks)) console.log(`left out of ${name}: ${check}: ${reason}`)
  }
  const apila = await startApila()
  const total: Counted = { requests: 0, failures: 0 }
  let log = ''
  try {
    const many = '1000000'
    await apila.kill()
    await apila.restart([
      ...['--sign-ins-per-hour', many, '--opens-per-hour', many, '--ends-per-hour', many, '--feedbacks-per-hour', many],
    ])
    const before = apila.output().length
    for (const part of parts) {
      const since = performance.now()
      const { requests: asked, failures } = await ask(apila.url, part, requests)
      const seconds = ((performance.now() - since) / 1000).toFixed(0)
      console.log(
        `${failures === 0 && asked > 0 ? 'ok' : 'FAILED'}  ${part.name}: ${String(asked)} requests, ${seconds} s`,
      )
      total.requests += asked
      total.failures += asked === 0 ? 1 : failures
    }
    log = apila.output().slice(before)
  } finally {
    await apila.close()
  }
  if (log !== '') console.log(`The log is not empty:\n${log}`)
  console.log(
    `\nfuzz: ${String(total.requests)} requests, ${String(total.failures)} of ${String(parts.length)} parts failed, ${String(log.split('\n').length - 1)} lines in the log`,
  )
  process.exitCode = total.failures > 0 || log !== '' ? 1 : 0
}

await main(process.argv[2] ?? String(REQUESTS), process.argv[3] ?? '')
