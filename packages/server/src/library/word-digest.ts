// The digest of words that a signature names: it tells whether words are still those that somebody read and signed.
import { digestOf } from '../platform/keys.ts'

/** As long as a person can copy without a slip, and far longer than chance needs. Unit: characters. */
const LENGTH = 16

export const wordDigest = (words: string): string => digestOf(words).slice(0, LENGTH)
