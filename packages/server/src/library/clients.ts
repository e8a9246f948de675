// What is prepared for clients in languages beside our own, and recorded, as checked data. Who may see it is decided in core/content/client-languages.ts.
import * as z from 'zod'
import { ClientFile, type ClientTexts, wordsToDigest } from '@apila/core/content/client-languages.ts'
import { readPart } from './read-part.ts'
import { wordDigest } from './word-digest.ts'

export interface NeutralContent {
  clients: readonly ClientTexts[]
  /** File names of recordings by the end of the address: `{"fi/6": "fi-6.opus"}`. A page without one shows no player. The files lie in
   *  content/recordings. */
  sounds: Readonly<Record<string, string>>
}

export interface ClientSources {
  clients: readonly unknown[]
  sounds: unknown
}

const Sounds = z.record(z.string().regex(/^[a-z]{2,3}\/\d+$/), z.string().regex(/^[a-z0-9-]+\.(opus|mp3)$/))

export function readClients(sources: ClientSources): NeutralContent {
  return {
    clients: sources.clients
      .map((source) => readPart(ClientFile, 'clients/*.json', source))
      .map((texts) => ({ ...texts, digest: wordDigest(wordsToDigest(texts)) })),
    sounds: readPart(Sounds, 'clients/sounds.json', sources.sounds),
  }
}
