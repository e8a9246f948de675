// Script of the neutral page where she ends a permission with her ticket. Small; says the same whatever the server knows.
// Governed by docs/protocol.md "Ending": slips are told here and nothing is sent; the digits never leave this page.
import { fromBase64url } from '@apila/sealing/encoding.ts'
import { readTicket, withdrawOf } from '@apila/sealing/ticket.ts'
import { makeStretcher } from '../account/stretch.ts'

type Said = 'working' | 'busy' | 'done' | 'slip' | 'length' | 'failed'

/** A bad connection can hang for minutes, and she waits. Unit: milliseconds. */
const ANSWER_WITHIN = 45_000

/** How long the page goes on by itself while the server is busy. Unit: milliseconds. Source: docs/protocol.md "Ending". */
const TRY_FOR = 600_000
/** Pause where the server names none, and the longest that is kept to. Unit: seconds. */
const PAUSE = 5
const LONGEST_PAUSE = 60
/** What a server says that has no turn for her yet. */
const BUSY: readonly number[] = [429, 503]

/** One request; the digits' secret alone leaves the device. */
async function ask(withdraw: string): Promise<Response> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), ANSWER_WITHIN)
  try {
    return await fetch('/api/v2/end', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ withdraw }),
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: late.signal,
    })
  } finally {
    clearTimeout(timer)
  }
}

/** Asks until it is done; a busy server is asked again for ten minutes, and `onBusy` says so. */
async function askUntilDone(withdraw: string, onBusy: () => void): Promise<Said> {
  const last = performance.now() + TRY_FOR
  for (;;) {
    const { ok, status, headers } = await ask(withdraw)
    if (ok) return 'done'
    const seconds = Math.min(LONGEST_PAUSE, Math.max(1, Number(headers.get('retry-after')) || PAUSE))
    if (!BUSY.includes(status) || performance.now() + seconds * 1000 > last) return 'failed'
    onBusy()
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  }
}

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
    return askUntilDone(withdraw, () => say('busy'))
  }
  // Nothing is left to do here: a form that stays would be filled in again.
  const finish = (): void => {
    input.value = ''
    // The field that had the focus goes: what is said now has it.
    status.tabIndex = -1
    status.focus()
    for (const id of ['#end-permission', '#end-other']) document.querySelector(id)?.toggleAttribute('hidden', true)
    document.querySelector('#end-after')?.toggleAttribute('hidden', false)
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    // A button that the browser disables would lose the focus, and a screen reader its place.
    if (button.ariaDisabled === 'true') return
    button.ariaDisabled = 'true'
    // Whatever goes wrong, also in a browser that lacks something, she is told, and her digits stay.
    void end(input.value)
      .catch((): Said => 'failed')
      .then((said) => {
        button.removeAttribute('aria-disabled')
        say(said)
        if (said === 'done') finish()
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
