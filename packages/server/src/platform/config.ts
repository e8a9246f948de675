// Settings: the only reader of the environment. Flags come first, then APILA_* variables, then these defaults.
// The table is compared with docs/operating.md by a test.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { Refusal } from './problem.ts'

// Digits only: an empty text would be read as the number 0, and 0 as "any free port".
const digits = z.coerce.string().regex(/^\d+$/).pipe(z.coerce.number())
const port = digits.pipe(z.int().max(65_535))
const count = digits.pipe(z.int().min(1))
const origin = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((text) => URL.parse(text)?.origin === text, 'an origin, without a path')

type Setting = { flag: string; variable: string; fallback: string; about: string; schema: z.ZodType }

/** Every setting that there is. `fallback` is the text that a missing setting is read as. */
export const SETTINGS = {
  port: { flag: 'port', variable: 'APILA_PORT', fallback: '3000', about: 'port of the public host', schema: port },
  neutralPort: {
    flag: 'neutral-port',
    variable: 'APILA_NEUTRAL_PORT',
    fallback: '3001',
    about: 'port of the neutral host',
    schema: port,
  },
  data: {
    flag: 'data',
    variable: 'APILA_DATA',
    fallback: './data',
    about: 'the data folder',
    schema: z.string().min(1),
  },
  address: {
    flag: 'address',
    variable: 'APILA_ADDRESS',
    fallback: '127.0.0.1',
    about: 'network address to listen on',
    schema: z.string().min(1),
  },
  publicUrl: {
    flag: 'public-url',
    variable: 'APILA_PUBLIC_URL',
    fallback: '',
    about: 'origin of the public host as people see it; empty: http://localhost with its port',
    schema: z.union([z.literal(''), origin]),
  },
  neutralUrl: {
    flag: 'neutral-url',
    variable: 'APILA_NEUTRAL_URL',
    fallback: '',
    about: 'origin of the neutral host as people see it; empty: http://localhost with its port',
    schema: z.union([z.literal(''), origin]),
  },
  addressHeader: {
    flag: 'address-header',
    variable: 'APILA_ADDRESS_HEADER',
    fallback: '',
    about:
      'header in which a reverse proxy gives the client address, for rate limits only; empty: the connection itself',
    schema: z.string().regex(/^[A-Za-z0-9-]*$/),
  },
  signInsPerHour: {
    flag: 'sign-ins-per-hour',
    variable: 'APILA_SIGN_INS_PER_HOUR',
    fallback: '1200',
    about: 'tries to sign in from one address before the server says too many',
    schema: count,
  },
  opensPerHour: {
    flag: 'opens-per-hour',
    variable: 'APILA_OPENS_PER_HOUR',
    fallback: '2400',
    about: 'tries to open from one address before the server says too many',
    schema: count,
  },
  endsPerHour: {
    flag: 'ends-per-hour',
    variable: 'APILA_ENDS_PER_HOUR',
    fallback: '60',
    about: 'endings from one address before each further one is delayed by a second',
    schema: count,
  },
  feedbacksPerHour: {
    flag: 'feedbacks-per-hour',
    variable: 'APILA_FEEDBACKS_PER_HOUR',
    fallback: '20',
    about: 'feedback forms from one address before the server asks to wait',
    schema: count,
  },
  securityContact: {
    flag: 'security-contact',
    variable: 'APILA_SECURITY_CONTACT',
    fallback: '',
    about: 'where to report a hole, an https: or mailto: address, for /.well-known/security.txt; empty: no such file',
    schema: z.union([z.literal(''), z.url({ protocol: /^(https|mailto)$/ })]),
  },
  leaveTo: {
    flag: 'leave-to',
    variable: 'APILA_LEAVE_TO',
    fallback: 'https://www.ilmatieteenlaitos.fi/',
    about: 'where leaving a neutral page quickly leads: an everyday page that suggests nothing and is the same for all',
    schema: z.url({ protocol: /^https$/ }),
  },
  leashKeeper: {
    flag: 'leash-keeper',
    variable: 'APILA_LEASH_KEEPER',
    fallback: '',
    about:
      'where a leash keeper of its own listens: the path of a socket, or a name and a port (keeper.example:4433) for another machine; empty: this process keeps the leashes',
    schema: z.string(),
  },
  leashes: {
    flag: 'leashes',
    variable: 'APILA_LEASHES',
    fallback: './leashes',
    about: 'the folder of a leash keeper that is a process of its own; no other process reads it',
    schema: z.string().min(1),
  },
  leashTls: {
    flag: 'leash-tls',
    variable: 'APILA_LEASH_TLS',
    fallback: './leash-tls',
    about: 'the folder of the certificates for a leash keeper on another machine: `own.key`, `own.pem` and `other.pem`',
    schema: z.string().min(1),
  },
  olderLeashes: {
    flag: 'older-leashes',
    variable: 'APILA_OLDER_LEASHES',
    fallback: 'refuse',
    about:
      'what to do with leashes that are an older copy: `refuse`, or `take` as the word of the operator that what is missing in it has ended',
    schema: z.enum(['refuse', 'take']),
  },
  sweepDays: {
    flag: 'sweep-days',
    variable: 'APILA_SWEEP_DAYS',
    fallback: '',
    about:
      "the operator's word that the clock is right although a sweep would take so many days at once; empty: at most two",
    schema: z.union([z.literal('').transform(() => null), count]),
  },
  savedGuide: {
    flag: 'saved-guide',
    variable: 'APILA_SAVED_GUIDE',
    fallback: 'on',
    about:
      'whether readers may save the guide on their devices, `on` or `off`; `off` also removes it from those that have',
    schema: z.enum(['on', 'off']).transform((text) => text === 'on'),
  },
} as const satisfies Record<string, Setting>

type SettingName = keyof typeof SETTINGS
export type Config = { [K in SettingName]: z.output<(typeof SETTINGS)[K]['schema']> }

/** Reads settings from parsed flags and an environment. Throws `Refusal` (wrong use) naming the setting, never its value. */
export function readConfig(
  flags: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
): Config {
  const entries = Object.entries(SETTINGS).map(([name, setting]) => {
    const parsed = setting.schema.safeParse(flags[setting.flag] ?? environment[setting.variable] ?? setting.fallback)
    if (!parsed.success)
      throw new Refusal(
        `The setting --${setting.flag} (${setting.variable}) cannot be understood. It says: ${setting.about}.`,
        2,
      )
    return [name, parsed.data]
  })
  const config = Object.fromEntries(entries) as Config
  if (config.port === config.neutralPort && config.port !== 0)
    throw new Refusal('The public and the neutral host need ports of their own.', 2)
  // At one address the name of the one would tell what the other is for.
  if (config.publicUrl === config.neutralUrl && config.publicUrl !== '')
    throw new Refusal('The public and the neutral host need addresses of their own.', 2)
  return { ...config, data: resolve(config.data), leashes: resolve(config.leashes), leashTls: resolve(config.leashTls) }
}

/** The environment, for `readConfig`. */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env

/** The folder of the project or of a release: the nearest one above this file that holds `content`. */
export function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!(existsSync(join(folder, 'content')) && existsSync(join(folder, 'packages')))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Refusal('The folder with the content of this system was not found.')
    folder = parent
  }
  return folder
}
