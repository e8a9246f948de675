// A button for what cannot be undone: it asks once, and names the thing, what happens and to whom. The button that keeps has the focus.
import type { ComponentChildren, VNode } from 'preact'
import { useState } from 'preact/hooks'
import { Dialog } from '@apila/ui/Dialog.tsx'
import { ActionButton } from './first-controls.tsx'
import { useDesk } from './desk-context.ts'

interface ConfirmProps {
  /** Of the button; the dialog's are `…-ask-do` and `…-ask-keep`. */
  test: string
  children: ComponentChildren
  /** A question with the thing's name. */
  title: string
  /** What happens, to whom. */
  more: string
  doText: string
  keepText: string
  quiet?: boolean
  disabled?: boolean
  /** What somebody can change again by the same way says nothing of not being undone. */
  canUndo?: boolean
  /** Asked for at the press: false where something is missing, and then nothing is asked. */
  isReady?: () => boolean
  onDo: () => void
}

export function Confirm(props: ConfirmProps): VNode {
  const { t } = useDesk()
  const [isAsking, setAsking] = useState(false)
  const close = () => {
    setAsking(false)
  }
  return (
    <>
      <ActionButton
        test={props.test}
        quiet={props.quiet ?? false}
        disabled={props.disabled ?? false}
        onClick={() => {
          if (props.isReady?.() ?? true) setAsking(true)
        }}
      >
        {props.children}
      </ActionButton>
      {isAsking && (
        <Dialog
          test={`${props.test}-ask`}
          title={props.title}
          doText={props.doText}
          keepText={props.keepText}
          onDo={() => {
            close()
            props.onDo()
          }}
          onKeep={close}
        >
          <p>{props.more}</p>
          {!props.canUndo && <p>{t('cannot-undo')}</p>}
        </Dialog>
      )}
    </>
  )
}
