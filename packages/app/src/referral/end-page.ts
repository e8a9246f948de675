// Script of the neutral page where she ends a permission with her ticket. Small; says the same whatever the server knows.
// Governed by docs/protocol.md "Ending": slips are told here and nothing is sent; the digits never leave this page.
import { endingKeys, readTicket } from '@apila/sealing/ticket.ts'
import { makeStretcher } from '../account/stretch.ts'

type Said = 'working' | 'done' | 'slip' | 'length' | 'offline'

function begin(form: HTMLFormElement, network: string): void {
  const input = document.querySelector<HTMLInputElement>('#end-digits')
  const button = document.querySelector<HTMLButtonElement>('#end-button')
  const status = document.querySelector<HTMLElement>('#end-status')
  if (!input || !button || !status) return
  const { stretch } = makeStretcher('/static/end-worker.js')
  const say = (said: Said) => {
    status.textContent = status.dataset[said] ?? ''
  }
  const end = async (digits: string): Promise<Said> => {
    const { locator, withdraw } = await endingKeys(await stretch(digits, network))
    const response = await fetch('/api/v1/end', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ locator, withdraw }),
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    })
    return response.ok ? 'done' : 'offline'
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const read = readTicket(input.value)
    if (!read.ok) {
      say(read.problem === 'slip' ? 'slip' : 'length')
      return
    }
    button.disabled = true
    say('working')
    void end(read.digits)
      .catch((): Said => 'offline')
      .then((said) => {
        if (said === 'done') input.value = ''
        button.disabled = false
        say(said)
      })
  })
  window.addEventListener('pagehide', () => {
    input.value = ''
  })
  form.hidden = false
}

const form = document.querySelector<HTMLFormElement>('#end-permission')
const network = form?.dataset['network']
if (form && network) begin(form, network)
