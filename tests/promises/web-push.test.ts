// Web push in a real browser: off until a tap, the script hears by itself whether something waits for its desk and says so in two words, the key
// that hears cannot be read out, and a tap or the server ends it. The push service is the test's: messages come by the browser's developer tools.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, CDPSession, Page } from 'puppeteer-core'
import { agree } from '../journeys/agree.ts'
import { lookNow, see, tap, tapAll, textOf, write } from '../journeys/hands.ts'
import { axeViolations, launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'

let apila: Apila
let browser: Browser

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

/** A worker's page in a browser whose maker's push service knows it by `endpoint`. */
async function openDesk(worker: string, endpoint: string): Promise<Page> {
  const context = await browser.createBrowserContext()
  await context.setPermission(apila.url, { permission: { name: 'notifications' }, state: 'granted' })
  const page = await newPage(context)
  // Chromium would ask its maker's service, which no test may.
  await page.evaluateOnNewDocument((address) => {
    const made = { endpoint: address, unsubscribe: () => Promise.resolve(true) }
    let isThere = false
    Object.assign(PushManager.prototype, {
      subscribe: ({ userVisibleOnly, applicationServerKey }: PushSubscriptionOptionsInit) => {
        const { byteLength } = applicationServerKey as ArrayBuffer
        if (userVisibleOnly !== true || byteLength !== 65) return Promise.reject(new TypeError('not so'))
        isThere = true
        return Promise.resolve(made)
      },
      getSubscription: () => Promise.resolve(isThere ? made : null),
    })
  }, endpoint)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${worker}`)
  await see(page, 'start-send')
  return page
}

const registrations = (page: Page) =>
  page.evaluate(async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
  )

async function turnOn(page: Page): Promise<void> {
  await tap(page, 'menu-notifications')
  await tap(page, 'ring-on')
  await see(page, 'ring-off')
}

async function turnOff(page: Page): Promise<void> {
  await tap(page, 'menu-notifications')
  await tap(page, 'ring-off')
  await see(page, 'ring-on')
}

/** What brings messages, as the push service would: empty ones. Chromium without a screen shows no notices, so that what the script asks to be
 *  shown is taken down in its place. */
async function openPushes(page: Page): Promise<{ deliver: () => Promise<string>; cdp: CDPSession }> {
  const cdp = await page.createCDPSession()
  const ids = new Set<string>()
  cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: all }) => {
    for (const { registrationId, isDeleted } of all)
      if (isDeleted) ids.delete(registrationId)
      else ids.add(registrationId)
  })
  await cdp.send('ServiceWorker.enable')
  const target = await page.browserContext().waitForTarget((each) => each.url().endsWith('/desk/ring-worker.js'))
  const script = await target.worker()
  assert.ok(script)
  await script.evaluate(() => {
    const scope = globalThis as unknown as { next: Promise<string>; listen: () => void }
    scope.listen = () => {
      scope.next = new Promise((resolve) => {
        ServiceWorkerRegistration.prototype.showNotification = (title, { body = '', tag = '' } = {}) => {
          resolve(`${title}: ${body} (${tag})`)
          return Promise.resolve()
        }
      })
    }
  })
  return {
    cdp,
    deliver: async () => {
      const [registrationId = ''] = ids
      await script.evaluate(() => {
        ;(globalThis as unknown as { listen: () => void }).listen()
      })
      await cdp.send('ServiceWorker.deliverPushMessage', { origin: apila.url, registrationId, data: '' })
      return script.evaluate(() => (globalThis as unknown as { next: Promise<string> }).next)
    },
  }
}

test('nothing rings until somebody taps, and the setting says what each way tells to whom', async () => {
  const page = await openDesk('kataja-worker-1', 'https://push.example.com/first')
  assert.deepEqual(await registrations(page), [])
  await tap(page, 'menu-notifications')
  await see(page, 'ring-on')
  assert.match(await textOf(page, 'ring-state'), /Off/)
  assert.deepEqual(await axeViolations(page), [])
  await turnOn(page)
  assert.deepEqual(await registrations(page), ['/desk/'])
  const { deliver } = await openPushes(page)
  assert.equal(await deliver(), 'Reminder: Nothing waits (apila)', 'what the page has heard is no news')

  const sender = await openDesk('koivu-worker-1', 'https://push.example.com/other')
  await agree(sender, 'Told while the other desk was away.')
  await tapAll(sender, 'decide-yes', 'keep-paper-lines')
  await see(sender, 'ticket')
  await write(sender, 'word', 'valkoinen lumi katto')
  await tap(sender, 'have-it')
  await see(sender, 'send-sent')
  await tap(page, 'menu-out')
  await see(page, 'sign-in-kataja-worker-1')
  assert.equal(await deliver(), 'Reminder: Something waits (apila)', 'while nobody is signed in')
  assert.deepEqual(
    await deliver(),
    'Reminder: Something waits (apila)',
    'until somebody looks, one notice in the place of the last',
  )

  await tap(page, 'sign-in-kataja-worker-1')
  await see(page, 'start-send')
  await lookNow(page)
  await page.waitForFunction(async () => {
    const here = await new Promise<{ from: number }>((resolve, reject) => {
      const opening = indexedDB.open('apila-desk', 1)
      opening.onerror = () => {
        reject(new Error('not opened'))
      }
      opening.onsuccess = () => {
        const request = opening.result.transaction('kept').objectStore('kept').get('ring')
        request.onsuccess = () => {
          resolve(request.result as { from: number })
          opening.result.close()
        }
      }
    })
    return here.from > 0
  })
  assert.equal(await deliver(), 'Reminder: Nothing waits (apila)', 'the page has shown it')
  await turnOff(page)
  await page.browserContext().close()
  await sender.browserContext().close()
})

test('another desk’s bell is none of ours: the same message says that nothing waits', async () => {
  const third = await openDesk('haapa-worker-1', 'https://push.example.com/third')
  await turnOn(third)
  const { deliver } = await openPushes(third)
  const sender = await openDesk('koivu-worker-1', 'https://push.example.com/other')
  await agree(sender, 'For one desk, and not for another.')
  await tapAll(sender, 'decide-yes', 'keep-paper-lines')
  await see(sender, 'ticket')
  await write(sender, 'word', 'vihreä lehti polku')
  await tap(sender, 'have-it')
  await see(sender, 'send-sent')
  assert.equal(await deliver(), 'Reminder: Nothing waits (apila)')
  await turnOff(third)
  await third.browserContext().close()
  await sender.browserContext().close()
})

test('the key that hears cannot be read out, and what lies beside it is no word of a client', async () => {
  const page = await openDesk('kataja-worker-1', 'https://push.example.com/key')
  await turnOn(page)
  const kept = await page.evaluate(async () => {
    const row = await new Promise<Record<string, unknown> & { keys: CryptoKey[] }>((resolve, reject) => {
      const opening = indexedDB.open('apila-desk', 1)
      opening.onerror = () => {
        reject(new Error('not opened'))
      }
      opening.onsuccess = () => {
        const request = opening.result.transaction('kept').objectStore('kept').get('ring')
        request.onsuccess = () => {
          resolve(request.result as Record<string, unknown> & { keys: CryptoKey[] })
          opening.result.close()
        }
      }
    })
    const tries = row.keys.flatMap((key) =>
      (['pkcs8', 'jwk', 'raw'] as const).map((form) =>
        crypto.subtle.exportKey(form, key).then(
          () => 'read',
          () => 'refused',
        ),
      ),
    )
    return {
      names: Object.keys(row).sort(),
      kinds: row.keys.map(({ algorithm, extractable, usages }) => [algorithm.name, extractable, ...usages]),
      tries: [...new Set(await Promise.all(tries))],
    }
  })
  assert.deepEqual(kept.names, ['device', 'from', 'keys', 'listen', 'network', 'rosterLength', 'words'])
  assert.ok(kept.kinds.length > 0)
  for (const kind of kept.kinds) assert.deepEqual(kind, ['X25519', false, 'deriveBits'])
  assert.deepEqual(kept.tries, ['refused'])
  await turnOff(page)
  await page.browserContext().close()
})

test('a tap ends it here and at the server; what the server ended says so once and stops by itself', async () => {
  const page = await openDesk('kataja-worker-1', 'https://push.example.com/end')
  await turnOn(page)
  await turnOff(page)
  assert.deepEqual(await registrations(page), [])

  await tap(page, 'ring-on')
  await see(page, 'ring-off')
  const { cdp, deliver } = await openPushes(page)
  // Another device that has this browser's address takes it over: the server knows the first one's wish no more.
  const other = await openDesk('haapa-worker-1', 'https://push.example.com/end')
  await turnOn(other)
  const gone = new Promise<void>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: all }) => {
      if (all.some(({ isDeleted }) => isDeleted)) resolve()
    })
  })
  assert.equal(await deliver(), 'Reminder: These reminders are off now. (apila)')
  await gone
  await tap(page, 'menu-today')
  await tap(page, 'menu-notifications')
  await see(page, 'ring-on')
  assert.deepEqual(await registrations(page), [])
  await page.browserContext().close()
  await other.browserContext().close()
})
