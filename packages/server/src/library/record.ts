// The record page's advice and the text check's words as checked data.
import * as z from 'zod'
import { Text } from '@apila/core/content/text.ts'
import { KINDS } from '@apila/core/check-text/finding.ts'
import { AdvicePage } from './advice-page.ts'
import { readPart } from './read-part.ts'

const TEXT_KEYS = [
  'heading',
  'lead',
  'trace',
  'off',
  'label',
  'check',
  'clear',
  'empty',
  'none',
  'found',
  'failed',
  'marked',
  'places',
  'block',
  'ask',
  'replace',
  'leaveOut',
  'ifTrue',
  'evidence',
  'vulnerable',
] as const

const TextCheckContent = z.strictObject({
  texts: z.record(z.enum(TEXT_KEYS), Text),
  kinds: z.record(z.enum(KINDS), z.strictObject({ name: Text, hint: Text, wording: Text.optional() })),
})

type TextCheckContent = z.infer<typeof TextCheckContent>

export interface RecordContent {
  advice: AdvicePage
  textCheck: TextCheckContent
}

export function readRecord(sources: Record<keyof RecordContent, unknown>): RecordContent {
  return {
    advice: readPart(AdvicePage, 'record/advice.json', sources.advice),
    textCheck: readPart(TextCheckContent, 'record/check-text.json', sources.textCheck),
  }
}
