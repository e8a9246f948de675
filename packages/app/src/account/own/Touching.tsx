// Says why before the passkey is touched for what matters; the press itself is what browsers ask for before they show theirs.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { useDesk } from '../../desk-context.ts'
import { actOf } from './enter-own.ts'

export function Touching(): VNode | null {
  const { t, session } = useDesk()
  const [asked, setAsked] = useState<{ path: string; answer: (wants: boolean) => void } | null>(null)
  useEffect(() => {
    session.touching.say = (path) =>
      new Promise((resolve) => {
        setAsked({ path, answer: resolve })
      })
    return () => {
      session.touching.say = null
    }
  }, [])
  if (!asked) return null
  const answer = (wants: boolean) => {
    setAsked(null)
    asked.answer(wants)
  }
  return (
    <Dialog
      test="touch"
      title={t('touch.title')}
      doText={t('touch.do')}
      keepText={t('touch.keep')}
      onDo={() => {
        answer(true)
      }}
      onKeep={() => {
        answer(false)
      }}
    >
      <p>{t(`touch.why-${actOf(asked.path)}`)}</p>
    </Dialog>
  )
}
