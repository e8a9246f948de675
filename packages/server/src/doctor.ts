// `apila doctor`: what an operator should know of this installation, without changing anything. Governed by docs/operating.md "Doctor".
// It looks at what this machine holds; it does not try the addresses, the certificate or the proxy.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listClientLanguages } from '@apila/core/content/client-languages.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import server from '../package.json' with { type: 'json' }
import { isShown } from './library/cards.ts'
import type { NeutralContent } from './library/clients.ts'
import type { Library } from './library/library.ts'
import type { Config } from './platform/config.ts'
import { lookAtDatabase } from './platform/db.ts'
import { Refusal } from './platform/problem.ts'

/** `look`: works, but somebody should look at it. What does not work is a `Refusal`. */
export type Finding = { isFine: boolean; text: string }

const fine = (text: string): Finding => ({ isFine: true, text })
const look = (text: string): Finding => ({ isFine: false, text })

/** Throws `Refusal` where the data folder cannot be served. */
export function examine(config: Config, library: Library): Finding[] {
  return [
    fine(`Apila ${server.version} on Node ${process.versions.node}.`),
    ...examineFolder(config.data),
    ...examineSettings(config),
    library.runBy === null
      ? look('Nobody is named as the operator in content/network/operator.json; the privacy page says so.')
      : fine('The operator is named in content/network/operator.json.'),
    ...examineLanguages(library.neutral),
    ...examineCards(library),
  ]
}

function examineFolder(folder: string): Finding[] {
  if (!existsSync(folder)) throw new Refusal(`There is no folder ${folder}.`)
  if (!existsSync(join(folder, 'apila.db')))
    throw new Refusal(`The folder ${folder} holds no database; apila start makes one.`)
  const found = lookAtDatabase(folder)
  if (!found?.isSound) throw new Refusal(`The database in ${folder} cannot be read, or is damaged.`)
  if (found.ahead > 0) throw new Refusal(`The database in ${folder} was made by a newer version.`)
  const shares = ['leash.db', 'keys'].filter((name) => !existsSync(join(folder, name)))
  return [
    found.kind === 'demo'
      ? look('The data folder holds a made-up network: nothing real may be put into it.')
      : found.hasNetwork
        ? fine('The data folder holds a network of its own.')
        : look('The data folder holds no network yet.'),
    found.behind > 0
      ? look(`The database is behind by ${String(found.behind)}; apila migrate or the next start brings it up to date.`)
      : fine('The database is sound and up to date.'),
    ...shares.map((name) => look(`${name} is not in the data folder: permissions given before have ended.`)),
  ]
}

function examineSettings({ publicUrl, neutralUrl, securityContact, savedGuide }: Config): Finding[] {
  return [
    publicUrl === '' || neutralUrl === ''
      ? look('--public-url and --neutral-url are not both set: links and cards lead to this machine only.')
      : fine(`The public host is ${publicUrl}, the neutral host ${neutralUrl}.`),
    securityContact === ''
      ? look('--security-contact is not set: there is no /.well-known/security.txt.')
      : fine('security.txt names where to report a hole.'),
    fine(`Readers may ${savedGuide ? '' : 'not '}save the guide on their devices.`),
  ]
}

/** A language each: who signed and when, or what it waits for. */
export function examineLanguages({ clients }: NeutralContent): Finding[] {
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
