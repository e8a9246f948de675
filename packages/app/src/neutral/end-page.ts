// Script of the neutral page where she ends a permission with her ticket. Small; says the same whatever the server knows.
// Governed by docs/protocol.md "Ending": slips are told here and nothing is sent; the digits never leave this page.
import { fromBase64url } from '@apila/sealing/encoding.ts'
import { readTicket, withdrawOf } from '@apila/sealing/ticket.ts'
import { makeStretcher } from '../account/stretch.ts'

type Said = 'working' | 'done' | 'slip' | 'length' | 'failed'

/** A bad connection can hang for minutes, and she waits. Unit: milliseconds. */
const ANSWER_WITHIN = 45_000

function begin(form: HTMLFormElement, salt: string): void {
  const input = document.querySelector<HTMLInputElement>('#end-digits')
  const button = document.querySelector<HTMLButtonElement>('#end-button')
  const status = document.querySelector<HTMLElement>('#end-status')
  if (!input || !button || !status) return
  const { stretch } = makeStretcher('/static/end-worker.js')
  const say = (said: Said) => {
    const count = input.value.replace(/\P{Nd}/gu, '').length
    status.textContent = (status.dataset[said] ?? '').replace('{count}', String(count))
  }
  const end = async (text: string): Promise<Said> => {
    const read = readTicket(text)
    if (!read.ok) return read.problem === 'slip' ? 'slip' : 'length'
    say('working')
    const withdraw = await withdrawOf(await stretch(read.digits, fromBase64url(salt)))
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), ANSWER_WITHIN)
    const response = await fetch('/api/v2/end', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ withdraw }),
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: late.signal,
    })
    clearTimeout(timer)
    return response.ok ? 'done' : 'failed'
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    button.disabled = true
    // Whatever goes wrong, also in a browser that lacks something, she is told, and her digits stay.
    void end(input.value)
      .catch((): Said => 'failed')
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
const salt = form?.dataset['salt']
if (form && salt) begin(form, salt)
