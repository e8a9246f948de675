// What an editor or a network owns and a page shows: facts, pages and the directory, checked together. One value that pages get as
// an argument; the sentences of the screens are not in it (content/texts). A mistake in it stops the start, not a reader.
import { CALL_USES } from '@apila/core/guide/schema.ts'
import type { Operator } from '@apila/core/network/page.ts'
import type { RightsPages } from '@apila/core/rights/rights-pages.ts'
import type { ShownDirectory } from '@apila/core/services/confirm.ts'
import { OrganisationProfiles, type OrganisationProfile } from '@apila/core/services/profile.ts'
import { DirectoryChoices, ServiceDirectory } from '@apila/core/services/schema.ts'
import { ReceiverLines } from '@apila/core/referral/receiver-lines.ts'
import * as z from 'zod'
import { type Act, type ActSources, readAct } from './act.ts'
import { Cards } from './cards.ts'
import { type ClientSources, type NeutralContent, readClients } from './clients.ts'
import { getService, nameOfNeed } from './directory.ts'
import { type Guide, type GuideSources, readGuide } from './guide.ts'
import { InterpreterAdvice } from './interpreters.ts'
import { type Law, readLaw } from './law.ts'
import { type NetworkPages, readPages } from './network.ts'
import { getNumber } from './numbers.ts'
import { type RecordContent, readRecord } from './record.ts'
import { readRights } from './rights.ts'
import { readPart } from './read-part.ts'

const InventedReceivers = z.strictObject({
  owner: z.literal('demo'),
  receivers: z.record(z.string(), ReceiverLines),
})
type InventedReceivers = z.infer<typeof InventedReceivers>

export interface Library {
  /** Of the made-up network: every page of both hosts says so. */
  demo: boolean
  /** As readers see it: in a running server with the members' words laid over it (services/library-keeper.ts). */
  directory: ShownDirectory
  /** What a visitor can choose from when looking for a service. */
  choices: DirectoryChoices
  profiles: readonly OrganisationProfile[]
  guide: Guide
  act: Act
  law: Law
  rights: RightsPages
  pages: NetworkPages
  /** Who runs the server: what the data folder says (operator.ts); null while nobody is named. */
  runBy: z.infer<typeof Operator>
  neutral: NeutralContent
  cards: Cards
  record: RecordContent
  interpreters: InterpreterAdvice
  /** What the organisations of a made-up network tell clients; nothing in any other. */
  invented: InventedReceivers
}

/** The content as it was written, nothing of it believed yet. */
export interface LibrarySources {
  demo: boolean
  directory: unknown
  choices: unknown
  profiles: unknown
  guide: GuideSources
  act: ActSources
  law: Record<keyof Law, unknown>
  rights: unknown
  pages: Parameters<typeof readPages>[0]
  neutral: ClientSources
  cards: unknown
  record: Record<keyof RecordContent, unknown>
  interpreters: unknown
  invented: unknown
}

/** Throws on content that does not fit its shape, and where one part names what another lacks. */
export function readLibrary(sources: LibrarySources): Library {
  const law = readLaw(sources.law)
  const library: Library = {
    demo: sources.demo,
    directory: readPart(ServiceDirectory, 'organisations/services.json', sources.directory),
    choices: readPart(DirectoryChoices, 'organisations/choices.json', sources.choices),
    profiles: readPart(OrganisationProfiles, 'organisations/profiles.json', sources.profiles),
    guide: readGuide(sources.guide),
    act: readAct(sources.act, law),
    law,
    rights: readRights(sources.rights, law),
    pages: readPages(sources.pages),
    runBy: null,
    neutral: readClients(sources.neutral),
    cards: readPart(Cards, 'cards/cards.json', sources.cards),
    record: readRecord(sources.record),
    interpreters: readPart(InterpreterAdvice, 'interpreters/advice.json', sources.interpreters),
    invented: readPart(InventedReceivers, 'organisations/demo-lines.json', sources.invented),
  }
  checkDirectory(library, 'content/organisations/services.json')
  return library
}

/** Throws where a service cannot be found, or the directory lacks what the guide leads to. `file`: who is told of it. */
export function checkDirectory(library: Library, file: string): void {
  checkChoices(library, file)
  for (const use of CALL_USES) getNumber(library, use)
  for (const link of library.act.rules.flatMap(({ links }) => links ?? []))
    if ('need' in link) nameOfNeed(library, link.need)
    else getService(library, link.service)
}

/** A service that serves all is chosen by no word of its own. */
const CHOSEN_BY_NO_WORD = ['everyone', 'all']

/** Throws where a service has a need, group or area that no visitor can choose: nobody would find it. */
function checkChoices({ directory, choices }: Pick<Library, 'directory' | 'choices'>, file: string): void {
  for (const service of directory.services)
    for (const part of ['needs', 'groups', 'areas'] as const)
      for (const slug of service[part])
        if (!CHOSEN_BY_NO_WORD.includes(slug) && !choices[part].some(({ id }) => id === slug))
          throw new Error(`${file}: ${service.id}: ${part}: content/organisations/choices.json has no ${slug}`)
}
