// How the client said yes, as both desks read it.
import type { Back } from '@apila/core/referral/permission.ts'
import type { TextKey } from '../content/texts.ts'

export function howKey({ how, signatures }: Pick<Back, 'how' | 'signatures'>): TextKey {
  if (how === 'without-her') return 'how-said.without'
  if (how === 'shown') return 'how-said.shown'
  return signatures.length > 0 ? 'how-said.heard' : 'how-said.alone'
}
