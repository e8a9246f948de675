// What `apila doctor` says of the leash keeper: the certificates of this side, whether the keeper that is named answers, and whether it is the one
// that the network's roster names. Governed by docs/operating.md "Doctor". The only part of the doctor that tries a connection.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { showDay } from '@apila/core/content/show-day.ts'
import { type Finding, block, fine, look } from './finding.ts'
import { type Asker, findServerName, lookAtBelongs } from './leashes/belongs.ts'
import { groupsOf } from './leashes/make-certificate.ts'
import { keeperGroups } from './leashes/keeper-groups.ts'
import { RECIPIENT_KEY, openSeals } from './leashes/seals.ts'
import { type KeeperState, openRemoteLeashes } from './leashes/remote.ts'
import { TLS_FILES, type TlsFiles, examineCertificates, verifyKeyOf } from './leashes/tls.ts'
import { type Way, readWay } from './leashes/way.ts'
import type { Config } from './platform/config.ts'
import { lookAtDatabase } from './platform/db.ts'
import { listWide } from './platform/modes.ts'
import { Problem, Refusal } from './platform/problem.ts'

type Asked = Pick<Config, 'leashKeeper' | 'leashTls' | 'data'>
type KeptHere = Pick<Config, 'leashes' | 'leashKeeper' | 'leashTls'>

/** `now`: for how long certificates are good still. */
export async function examineKeeper(config: Asked, now: Date): Promise<Finding[]> {
  const found = lookAtDatabase(config.data)
  const named = found?.leashKeeper ?? null
  if (config.leashKeeper === '')
    return named === null
      ? [
          look(
            'This process keeps the leashes: whoever reads its folder has them. See docs/operating.md "Leash keeper".',
          ),
        ]
      : [
          block(
            `The roster says that ${named.organisation} keeps the leashes, and this server would keep them itself.`,
            'Start it with --leash-keeper and the address of that keeper.',
          ),
        ]
  let way: Way
  try {
    way = readWay(config.leashKeeper, config.leashTls)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [block(error.message, 'See docs/operating.md "On another machine", steps 1 and 2.')]
  }
  const { sentence, isThere } = await probe(way, {
    network: found?.network ?? '',
    from: { server: findServerName(config.data), genesis: found?.genesis ?? null },
    rosterKey: named?.verifyKey ?? null,
  })
  const files = way.kind === 'port' ? examineFiles(way.files, config.leashTls, now) : []
  if (way.kind === 'socket' && named !== null)
    return [
      block(
        `The roster says that ${named.organisation} keeps the leashes, and --leash-keeper names a socket of this machine.`,
        'Name that organisation’s keeper and its port.',
      ),
    ]
  return [
    ...files,
    ...(named === null
      ? []
      : [
          fine(
            `The roster says that ${named.organisation} keeps the leashes, with the public key ${named.verifyKey} and the recipient ${named.recipient} : compare these groups aloud with what its machine says: ${keeperGroups(named.recipient, named.verifyKey)}`,
          ),
        ]),
    isThere ? fine(sentence) : block(sentence, 'Nothing is sealed, opened or ended before this is mended.'),
  ]
}

/** On the machine of a keeper, where there is no data folder of a server. `now`: for how long its certificate is good still. */
export async function examineKeptHere({ leashes, leashKeeper, leashTls }: KeptHere, now: Date): Promise<Finding[]> {
  const owner = lookAtBelongs(leashes)
  const wide = listWide(leashes)
  return [
    fine(`The folder ${leashes} is a leash keeper’s.`),
    wide.length === 0
      ? fine('Nobody but the keeper may read it.')
      : look(`Others may read ${String(wide.length)} things in it; the next start takes that right away.`),
    owner === null
      ? fine('It belongs to no network yet: the first server that uses it takes it.')
      : owner.genesis === null
        ? fine('It belongs to one server, in whose folder no network is founded yet, or a made-up one.')
        : fine('It belongs to one network, and refuses every other.'),
    ...examineKeptAt(leashKeeper, leashTls, now),
    ...(await examineRecipient(leashes)),
  ]
}

function examineKeptAt(where: string, folder: string, now: Date): Finding[] {
  if (where === '') return [look('Say with --leash-keeper where it listens, and the doctor says more.')]
  let way: Way
  try {
    way = readWay(where, folder)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [block(error.message, 'See docs/operating.md "On another machine", steps 1 and 2.')]
  }
  if (way.kind === 'socket') return [fine('It listens at a socket of this machine, for a server of this machine.')]
  const verifyKey = verifyKeyOf(way.files.own)
  return [
    ...examineFiles(way.files, folder, now),
    verifyKey === null
      ? look('Its certificate has a key of another kind than Ed25519: the members cannot name it as their keeper.')
      : fine(`Where the members decide that this machine keeps the leashes, its public key is ${verifyKey}`),
  ]
}

/** The key that is there already: looking makes none. */
async function examineRecipient(folder: string): Promise<Finding[]> {
  if (!existsSync(join(folder, RECIPIENT_KEY)))
    return [look('It has no recipient yet: it makes one, and says it, when it first starts at a port.')]
  const seals = openSeals({ folder, paper: null })
  try {
    return [fine(`For the same decision, its recipient is ${await seals.recipient()}`)]
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [
      block(
        error.message,
        'Put the right recipient.key there, or take another key (docs/operating.md "Leash keeper").',
      ),
    ]
  } finally {
    await seals.close()
  }
}

function examineFiles(files: TlsFiles, folder: string, now: Date): Finding[] {
  const states = examineCertificates(files, now).map(({ side, until, state }): Finding => {
    const name = `${TLS_FILES[side]} in ${folder}`
    const again =
      side === 'own'
        ? 'Move own.key and own.pem away, make others with apila leash-certificate, and give own.pem to the other side.'
        : 'Ask the other side for its new own.pem, and put it here as other.pem.'
    switch (state) {
      case 'expired':
        return block(`The certificate ${name} has expired on ${showDay(until)}.`, again)
      case 'not-yet':
        return block(`The certificate ${name} is not valid yet.`, 'Look at the clocks of both machines.')
      case 'ends-soon':
        return look(`The certificate ${name} ends on ${showDay(until)}. ${again}`)
      case 'good':
        return fine(`The certificate ${name} is good until ${showDay(until)}.`)
    }
  })
  const groups = [files.own, ...files.others].map((certificate) => groupsOf(certificate.fingerprint256))
  return [...states, fine(`To compare aloud: own.pem ${groups[0] ?? ''}; other.pem ${groups.slice(1).join(' and ')}.`)]
}

const NOT_THERE = {
  there: 'The leash keeper does not answer as a leash keeper does.',
  away: 'The leash keeper does not answer at the place that --leash-keeper names.',
  clock: 'This machine and the leash keeper name different days: set the clocks.',
  keys: 'The leash keeper cannot open what is sealed to the key that the roster names, or does not believe the roster; its own log says which.',
  'other-network':
    'The leash keeper at the place that --leash-keeper names belongs to another network. Give this one a keeper of its own, with another --leashes and another --leash-keeper.',
} as const

/** Asks the keeper its mark, which changes nothing. */
async function probe(
  way: Way,
  { network, from, rosterKey }: { network: string; from: Asker; rosterKey: string | null },
): Promise<{ sentence: string; isThere: boolean }> {
  let stands: KeeperState = { state: 'away' }
  const keeper = openRemoteLeashes({
    ...{ way, network: () => network, from: () => from, admit: () => undefined, rosterKey: () => rosterKey },
    told: (now) => {
      stands = now
    },
  })
  try {
    await keeper.mark()
    return { sentence: 'The leash keeper answers.', isThere: true }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const state = stands as KeeperState
    return {
      sentence: 'sentence' in state ? state.sentence : NOT_THERE[state.state],
      isThere: false,
    }
  } finally {
    await keeper.close()
  }
}
