// Her correction of what was told: sealed to the story's own key, so that it opens where the story opens and stands beside it.
// Governed by docs/protocol.md "Additions".
import type { Recipient } from '@apila/core/bytes.ts'
import { isPlainText } from '@apila/core/canonical.ts'
import { LARGEST_ADDITION_BYTES } from '@apila/core/referral/items.ts'
import { ADDITION_BYTES } from '@apila/core/sizes.ts'
import { BrokenSeal, openText, sealText, textOf } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'

const isAddition = (text: string): boolean =>
  text.trim() !== '' && isPlainText(text) && utf8(text).length <= LARGEST_ADDITION_BYTES

/** `story`: the recipient that the story is sealed to. Throws `RangeError` for what is empty, too long, or no plain text. */
export async function sealAddition(story: Recipient, text: string): Promise<string> {
  if (!isAddition(text)) throw new RangeError('this cannot be added')
  return sealText(story, padTo(utf8(text), ADDITION_BYTES))
}

/** `null` = of another story. Throws `BrokenSeal`. */
export async function openAddition(storyIdentity: string, sealed: string): Promise<string | null> {
  const opened = await openText(storyIdentity, sealed)
  if (!opened) return null
  const text = textOf(unpad(opened, ADDITION_BYTES))
  if (!isAddition(text)) throw new BrokenSeal()
  return text
}
