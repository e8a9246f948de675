// What the screen cannot say in the client's language is read aloud, by whoever interprets: who that is follows from the first step. Pure.
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import type { Sending } from './sending.ts'

/** The language of the turned screen: the client's where it is one of ours. */
export const herLanguage = ({ language }: Pick<Sending, 'language'>): Language | null =>
  LANGUAGES.find((one) => one === language) ?? null

export const isReadAloud = (sending: Pick<Sending, 'language'>): boolean => herLanguage(sending) === null

export type Reader = 'worker' | 'independent' | 'phone'

/** Without an interpreter the worker reads, who said that they speak the client's language. */
export const readerOf = ({ interpreterNow }: Pick<Sending, 'interpreterNow'>): Reader =>
  interpreterNow === 'independent' || interpreterNow === 'phone' ? interpreterNow : 'worker'
