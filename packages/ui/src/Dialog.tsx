// Asks once before what cannot be undone, and names it. The focus begins on the button that keeps, Escape keeps, and afterwards the
// focus is where it was. Never for information, for forms, or for leaving a page. `Panel`: help beside the page.
import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from './Button.tsx'
import { Choice } from './Choice.tsx'

export interface DialogProps {
  /** A question with the thing's name. */
  title: string
  /** What happens, to whom, and that it cannot be undone. */
  children: ComponentChildren
  /** A verb and the thing. */
  doText: string
  keepText: string
  /** Where somebody else's will is needed: said by one tick, without which the press says `missing`. */
  will?: { text: string; missing: string } | undefined
  busy?: boolean | undefined
  test: string
  onDo: () => void
  onKeep: () => void
}

export function Dialog(props: DialogProps): VNode {
  const { title, will, test, busy, onDo, onKeep } = props
  const [isWilled, setWilled] = useState(false)
  const [isMissing, setMissing] = useState(false)
  return (
    <Modal titleId={`${test}-title`} test={test} onClose={onKeep}>
      <h2 id={`${test}-title`}>{title}</h2>
      {props.children}
      {will && (
        <>
          <Choice
            test={`${test}-will`}
            checked={isWilled}
            onChange={(checked) => {
              setWilled(checked)
              setMissing(false)
            }}
          >
            {will.text}
          </Choice>
          <p class={isMissing ? 'error' : 'unseen'} role="status">
            {isMissing ? will.missing : ''}
          </p>
        </>
      )}
      <div class="buttons">
        <Button
          test={`${test}-do`}
          busy={busy}
          onClick={() => {
            if (will && !isWilled) setMissing(true)
            else onDo()
          }}
        >
          {props.doText}
        </Button>
        <Button test={`${test}-keep`} quiet autoFocus onClick={onKeep}>
          {props.keepText}
        </Button>
      </div>
    </Modal>
  )
}

export interface PanelProps {
  title: string
  closeText: string
  test: string
  onClose: () => void
  children: ComponentChildren
}

export function Panel({ title, closeText, test, onClose, children }: PanelProps): VNode {
  return (
    <Modal titleId={`${test}-title`} test={test} side onClose={onClose}>
      <div class="head">
        <h2 id={`${test}-title`}>{title}</h2>
        <Button test={`${test}-close`} quiet autoFocus onClick={onClose}>
          {closeText}
        </Button>
      </div>
      {children}
    </Modal>
  )
}

interface ModalProps {
  titleId: string
  test: string
  side?: boolean
  onClose: () => void
  children: ComponentChildren
}

function Modal({ titleId, test, side = false, onClose, children }: ModalProps): VNode {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const shown = dialog.current
    shown?.showModal()
    return () => {
      shown?.close()
      // What had the focus may have gone with what was decided; then the page decides.
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class={side ? 'side' : undefined}
      aria-labelledby={titleId}
      data-test={test}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {children}
    </dialog>
  )
}
