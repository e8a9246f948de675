// Where the client keeps the code, as the permission records it. The record says "paper" and not what else stands on it.
import type { Back } from '@apila/core/referral/permission.ts'
import type { Texts } from '../content/texts.ts'

export function keptText(t: Texts['t'], { keep }: Pick<Back, 'keep'>): string {
  if (keep.length === 0) return t('keep.none')
  return keep.map((one) => t(one === 'paper' ? 'keep.on-paper' : `keep.${one}`)).join('; ')
}
