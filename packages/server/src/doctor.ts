// `apila doctor`: what an operator should know of this installation, without changing anything. Governed by docs/operating.md "Doctor".
// It looks at what this machine holds; it does not try the addresses or the proxy. The leash keeper: doctor-keeper.ts.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listClientLanguages } from '@apila/core/content/client-languages.ts'
import { Day, daysBetween } from '@apila/core/day.ts'
import { checkAge } from '@apila/core/services/age.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import server from '../package.json' with { type: 'json' }
import { type Finding, block, fine, look } from './finding.ts'
import { isShown } from './library/cards.ts'
import type { NeutralContent } from './library/clients.ts'
import type { Library } from './library/library.ts'
import { DIRECTORY_FILE, lookAtOwnDirectory } from './library/own-directory.ts'
import type { Config } from './platform/config.ts'
import { lookAtDatabase } from './platform/db.ts'
import { listWide } from './platform/modes.ts'
import { Refusal } from './platform/problem.ts'
import { sweepDay } from './watch/sweep-day.ts'

/** Said where all clients would share one allowance. */
export const ONE_ADDRESS =
  '--address-header is not set: behind a proxy all clients count as one, and one of them can spend what all may ask for.'

/** Whether a proxy seems to stand before the server that does not say who asks. */
export const countsAllAsOne = ({ publicUrl, addressHeader }: Config): boolean =>
  publicUrl.startsWith('https:') && addressHeader === ''

/** Throws `Refusal` where the data folder cannot be served. What keeps from real work comes in the order in which it should be mended.
 *  `today`: the day in Finland. `keeper`: what `examineKeeper` found. */
export function examine(config: Config, library: Library, today: Day, keeper: readonly Finding[] = []): Finding[] {
  const { folder, network } = examineFolder(config, today)
  return [
    ...folder,
    ...examineSettings(config),
    library.runBy === null
      ? block(
          'Nobody is named as the operator, and readers of the privacy page must know who answers for the server.',
          'Write operator.json in the data folder (docs/operating.md "Who runs it"), or say it at the founding.',
        )
      : fine(`The operator is named: ${library.runBy.name.en}.`),
    ...examineDirectory(config.data, today),
    ...keeper,
    ...examineLeashes(config),
    ...network,
    fine(`Apila ${server.version} on Node ${process.versions.node}.`),
    ...examineLanguages(library.neutral),
    ...examineCards(library),
  ]
}

/** `network`: what is said last of all that blocks, since a network is founded at the address that the settings name. */
function examineFolder(
  { data: folder, sweepDays }: Config,
  today: Day,
): { folder: readonly Finding[]; network: readonly Finding[] } {
  if (!existsSync(folder)) throw new Refusal(`There is no folder ${folder}.`)
  if (!existsSync(join(folder, 'apila.db')))
    throw new Refusal(`The folder ${folder} holds no database; apila start makes one.`)
  const found = lookAtDatabase(folder)
  if (!found?.isSound) throw new Refusal(`The database in ${folder} cannot be read, or is damaged.`)
  if (found.ahead > 0) throw new Refusal(`The database in ${folder} was made by a newer version.`)
  const isDemo = found.kind === 'demo'
  return {
    folder: [
      ...(isDemo
        ? [
            block(
              'The data folder holds a made-up network: nothing real may be put into it.',
              'Begin a folder of your own: apila start --empty --data and its path.',
            ),
          ]
        : []),
      ...examineSweep(found.swept, today, sweepDays),
      found.behind > 0
        ? look(
            `The database is behind by ${String(found.behind)}; apila migrate or the next start brings it up to date.`,
          )
        : fine('The database is sound and up to date.'),
      ...examineModes(folder),
      ...found.refusals.map(({ day, count }) =>
        fine(`The server said no ${String(count)} times on ${showDay(day)}; keepers see for which reasons.`),
      ),
    ],
    network: isDemo
      ? []
      : found.hasNetwork
        ? [fine('The data folder holds a network of its own.')]
        : [
            block(
              'The data folder holds no network yet.',
              'Once all above is done: apila start, and the administrators found it at the desk with the founding code.',
            ),
          ],
  }
}

/** What the network has written of itself into the directory, and which of it no member answers for. */
function examineDirectory(folder: string, today: Day): Finding[] {
  const own = lookAtOwnDirectory(folder)
  if (own === null)
    return [
      fine(`No ${DIRECTORY_FILE} in the data folder: the service directory is the one that comes with this version.`),
    ]
  const { organisations, services, rosterIds } = own
  const members = new Set(lookAtDatabase(folder)?.members ?? [])
  const strangers = rosterIds.filter((id) => !members.has(id))
  const old = services.filter(({ checkedOn }) => checkAge(checkedOn, today) !== 'recent')
  return [
    fine(
      `${DIRECTORY_FILE} has ${String(organisations)} organisations and ${String(services.length)} services of the network’s own.`,
    ),
    ...(strangers.length > 0
      ? [
          look(
            `${DIRECTORY_FILE} names ${strangers.join(', ')} as members, and the roster has none of that name: nobody there is asked whether the entries are right.`,
          ),
        ]
      : []),
    ...(old.length > 0
      ? [
          look(
            `${DIRECTORY_FILE}: ${String(old.length)} services were checked more than a quarter ago; readers are told.`,
          ),
        ]
      : []),
  ]
}

/** Whether the leashes are there that this process keeps itself. */
function examineLeashes({ data: folder, leashKeeper }: Config): Finding[] {
  const missing = ['keys', ...(leashKeeper === '' ? ['leash.db'] : [])].filter(
    (name) => !existsSync(join(folder, name)),
  )
  return missing.map((name) => look(`${name} is not in the data folder: permissions given before have ended.`))
}

function examineModes(folder: string): Finding[] {
  const wide = listWide(folder)
  return wide.length === 0
    ? [fine('Nobody but the server may read the data folder.')]
    : [look(`Others may read ${String(wide.length)} things in the data folder; the next start takes that right away.`)]
}

const STOPPED_FIX = 'Look at the clock first.'

const STOPPED = {
  'too-many-days': (days: number) =>
    `${String(days)} days have passed since the last sweep. Nothing expires until you say that the clock is right: apila start --sweep-days ${String(days)}`,
  'clock-behind': (days: number) =>
    `The clock shows a day ${String(-days)} days before the last sweep. Nothing expires until it is right, or until you say that it is: apila start --sweep-days ${String(-days)}`,
}

/** What keeps permissions from expiring, in a sentence; `null` where nothing does. */
export function sweepSentence(swept: string | null, today: Day, word: number | null): string | null {
  if (swept === null) return null
  const last = Day.parse(swept)
  const { stopped } = sweepDay(last, today, word)
  return stopped && STOPPED[stopped](daysBetween(last, today))
}

function examineSweep(swept: string | null, today: Day, word: number | null): Finding[] {
  const sentence = sweepSentence(swept, today, word)
  return sentence === null ? [] : [block(sentence, STOPPED_FIX)]
}

const isReal = (url: string): boolean => url.startsWith('https:')

function examineSettings(config: Config): Finding[] {
  const { publicUrl, neutralUrl, securityContact, savedGuide } = config
  return [
    publicUrl === '' || neutralUrl === ''
      ? block(
          '--public-url and --neutral-url are not both set: links and cards lead to this machine only, and passkeys would be bound to it for good.',
          'Set both to the addresses that people will use, before the network is founded.',
        )
      : isReal(publicUrl) && isReal(neutralUrl)
        ? fine(`The public host is ${publicUrl}, the neutral host ${neutralUrl}.`)
        : block(
            'The public or the neutral address is not an https: address: whoever is in between reads along, and passkeys do not work.',
            'Put a proxy with TLS before the server (docs/operating.md "Reverse proxy"), and set both to its https: addresses.',
          ),
    ...(countsAllAsOne(config)
      ? [block(ONE_ADDRESS, 'Let the proxy set a header with the client’s address, and name it with --address-header.')]
      : []),
    securityContact === ''
      ? look('--security-contact is not set: there is no /.well-known/security.txt.')
      : fine('security.txt names where to report a hole.'),
    fine(`Readers may ${savedGuide ? '' : 'not '}save the guide on their devices.`),
  ]
}

/** A language each: who signed and when, or what it waits for. */
export function examineLanguages({ clients }: Pick<NeutralContent, 'clients'>): Finding[] {
  return listClientLanguages(clients).map(({ lang, state, digest, reviewedBy, reviewedOn }) => {
    if (reviewedBy === null || reviewedOn === null)
      return look(`Neutral pages, ${lang}: prepared, not shown; nobody has signed them. Their digest is ${digest}.`)
    const signed = `${reviewedBy} signed on ${showDay(reviewedOn)}`
    return state === 'signed'
      ? fine(`Neutral pages, ${lang}: shown; ${signed}.`)
      : look(`Neutral pages, ${lang}: not shown; ${signed}, but words were changed since. Their digest is ${digest}.`)
  })
}

function examineCards({ cards }: Library): Finding[] {
  return cards.cards
    .filter(({ own }) => !own)
    .map((card) =>
      isShown(card)
        ? fine(`Card, ${card.lang}: shown; ${card.reviewedBy ?? ''} signed on ${showDay(card.reviewedOn ?? '')}.`)
        : look(
            `Card, ${card.lang}: prepared, not shown; ${card.reviewedBy === null ? 'nobody has signed it' : 'words were changed since it was signed'}. Its digest is ${card.digest}.`,
          ),
    )
}
