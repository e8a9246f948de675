// The record page's advice and the coach's words as checked data. A mistake in them stops the start, not a reader.
import * as z from 'zod'
import { Text } from '@apila/core/content/text.ts'
import { KINDS } from '@apila/core/check-text/finding.ts'
import { AdvicePage } from './advice-page.ts'
import advice from '../../../../content/record/advice.json' with { type: 'json' }
import coach from '../../../../content/record/coach.json' with { type: 'json' }

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

const Coach = z.strictObject({
  texts: z.record(z.enum(TEXT_KEYS), Text),
  kinds: z.record(z.enum(KINDS), z.strictObject({ name: Text, hint: Text, wording: Text.optional() })),
})

export const recordAdvice = AdvicePage.parse(advice)
export const coachContent = Coach.parse(coach)
