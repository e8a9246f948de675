// Entry of the page of samples: the body says whose sheets it has. Dialogs open by a button, as they do in the app.
import { type VNode, render } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../Button.tsx'
import { Dialog, Panel } from '../Dialog.tsx'
import { DeskSamples } from './DeskSamples.tsx'
import { PublicSamples } from './PublicSamples.tsx'
import { Sample } from './Sample.tsx'
import { SharedSamples } from './SharedSamples.tsx'

function Samples({ isDesk }: { isDesk: boolean }): VNode {
  return (
    <main id="main">
      <SharedSamples />
      {isDesk ? (
        <>
          <DeskSamples />
          <DialogSamples />
        </>
      ) : (
        <PublicSamples />
      )}
    </main>
  )
}

function DialogSamples(): VNode {
  const [shown, setShown] = useState<'dialog' | 'panel' | null>(null)
  const close = (): void => {
    setShown(null)
  }
  return (
    <Sample name="dialogs">
      <div class="buttons">
        <Button quiet test="open-dialog" onClick={() => setShown('dialog')}>
          Withdraw the permission
        </Button>
        <Button quiet test="open-panel" onClick={() => setShown('panel')}>
          Help
        </Button>
      </div>
      {shown === 'dialog' && (
        <Dialog
          test="withdraw"
          title="Withdraw the permission K7 Lantern?"
          doText="Withdraw the permission"
          keepText="Keep the permission"
          will={{ text: 'The client has asked for this', missing: 'Tick first that the client has asked for this.' }}
          onDo={close}
          onKeep={close}
        >
          <p>
            Juniper Legal Advice can open nothing any more. <b>This cannot be undone.</b>
          </p>
        </Dialog>
      )}
      {shown === 'panel' && (
        <Panel test="help" title="Help: Today" closeText="Close" onClose={close}>
          <p>What waits for you stands first.</p>
        </Panel>
      )}
    </Sample>
  )
}

const { body } = document
const root = document.getElementById('samples')
if (root) render(<Samples isDesk={body.dataset['sheets'] === 'desk'} />, root)
