// The network's pages as checked data: the build turns their Markdown into it. And who runs the server.
import type { Language } from '@apila/core/content/language.ts'
import { NetworkPage } from '@apila/core/network/page.ts'
import { readPart } from './read-part.ts'

type PageId = NetworkPage['id']
export type NetworkPages = Readonly<Record<PageId, NetworkPage>>

export function readPages(sources: Record<PageId, Record<Language, unknown>>): NetworkPages {
  const page = (id: PageId): NetworkPage => readPart(NetworkPage, `network/*/${id}.md`, { id, ...sources[id] })
  return {
    about: page('about'),
    press: page('press'),
    accessibility: page('accessibility'),
    privacy: page('privacy'),
  }
}
