// The feedback form over HTTP: stored with its day and nothing about the device, read by keepers only, forgotten in time.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { FEEDBACK_MOST_CHARACTERS, FeedbackList, type Feedback } from '@apila/core/feedback/wire.ts'
import { readConfig } from '../platform/config.ts'
import { startServer } from '../start-server.ts'
import { type TestServer, startTestServer, testFolder } from '../test/network.ts'

const keeper = 'alder-keeper-1'
let server: TestServer
let now = new Date('2026-11-22T09:00:00Z')
before(async () => {
  server = await startTestServer({ now: () => now })
})
after(() => server.close())

const send = (
  fields: Record<string, string>,
  options: { lang?: string; headers?: Record<string, string>; url?: string } = {},
) =>
  fetch(`${options.url ?? server.url}/${options.lang ?? 'en'}/accessibility`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    headers: options.headers ?? {},
  })
const list = async (): Promise<Feedback[]> => {
  server.forgetSessions()
  return FeedbackList.parse((await server.call('GET', '/api/v1/feedback', { as: keeper })).body).feedback
}
const answered = (id: string) => server.call('POST', '/api/v1/feedback/answered', { as: keeper, body: { id } })

test('the form is there in three languages, says what happens next, and its fields have labels', async () => {
  for (const lang of LANGUAGES) {
    const html = await (await fetch(`${server.url}/${lang}/accessibility`)).text()
    assert.match(html, new RegExp(`<form method="post" action="/${lang}/accessibility#feedback"`))
    for (const id of ['feedback-message', 'feedback-page', 'feedback-contact'])
      assert.ok(html.includes(`for="${id}"`), id)
    assert.ok(html.indexOf('14') < html.indexOf('type="submit"'))
  }
})

test('what is sent waits for keepers with the last day for an answer, and leads to a page of thanks', async () => {
  const answer = await send(
    { message: ' Linkki ei toimi. ', page: '/guide', contact: 'lukija@example.org' },
    { lang: 'fi' },
  )
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), '/fi/accessibility/thanks')
  assert.equal(answer.headers.get('set-cookie'), null)
  const thanks = await (await fetch(`${server.url}/fi/accessibility/thanks`)).text()
  assert.match(thanks, /6\.12\.2026/)
  const [one] = await list()
  assert.ok(one)
  const { id, ...rest } = one
  assert.match(id, /^[A-Za-z0-9_-]{22}$/)
  assert.deepEqual(rest, {
    day: '2026-11-22',
    dueDay: '2026-12-06',
    lang: 'fi',
    page: '/guide',
    message: 'Linkki ei toimi.',
    contact: 'lukija@example.org',
    answeredDay: null,
  })
})

test('markup in a message comes back as text, and a mistake keeps what was typed', async () => {
  const typed = { message: ' ', page: '<script>alert(1)</script>', contact: '"><img src=x>' }
  const answer = await send(typed)
  assert.equal(answer.status, 400)
  const html = await answer.text()
  assert.match(html, /role="alert"/)
  assert.match(html, /Write the feedback\./)
  assert.doesNotMatch(html, /<script>alert|<img/)
  assert.ok(html.includes('&lt;script>alert(1)&lt;/script>') || html.includes('&lt;script&gt;alert(1)&lt;/script&gt;'))
  const long = await send({ message: 'ä'.repeat(FEEDBACK_MOST_CHARACTERS + 1) })
  assert.equal(long.status, 400)
  assert.ok((await long.text()).includes('ä'.repeat(FEEDBACK_MOST_CHARACTERS + 1)))
  // More than is read at all: a page that says so, not a document for machines.
  const huge = await send({ message: 'x'.repeat(70_000) })
  assert.equal(huge.status, 413)
  assert.match(await huge.text(), /<main.*The text is too long\. At most/s)
  assert.equal((await list()).length, 1)
})

test('a form on another site cannot send, and a body that is no form is empty', async () => {
  assert.equal((await send({ message: 'x' }, { headers: { 'sec-fetch-site': 'cross-site' } })).status, 400)
  const odd = await fetch(`${server.url}/en/accessibility`, {
    method: 'POST',
    body: '{"message":"x"}',
    headers: { 'content-type': 'application/json' },
  })
  assert.equal(odd.status, 400)
  assert.equal((await list()).length, 1)
})

test('nothing of the device is stored: no address, no browser, no time of day', async () => {
  await send(
    { message: 'canary-of-feedback' },
    { headers: { 'user-agent': 'canary-browser', 'x-forwarded-for': '198.51.100.77' } },
  )
  const bytes = readdirSync(server.folder)
    .filter((name) => name.startsWith('apila.db'))
    .map((name) => readFileSync(join(server.folder, name)).toString('latin1'))
    .join('')
  assert.ok(bytes.includes('canary-of-feedback'))
  assert.doesNotMatch(bytes, /canary-browser|198\.51\.100\.77|127\.0\.0\.1/)
  // Other tables may hold a time of day (when a migration ran), so this looks at the row alone.
  const db = new DatabaseSync(join(server.folder, 'apila.db'), { readOnly: true })
  const rows = db.prepare("SELECT * FROM feedback WHERE message = 'canary-of-feedback'").all()
  db.close()
  assert.equal(rows.length, 1)
  const { id, network_id, ...said } = rows[0] ?? {}
  assert.match(String(id), /^[A-Za-z0-9_-]{22}$/)
  assert.equal(typeof network_id, 'string')
  assert.deepEqual(said, {
    day: '2026-11-22',
    lang: 'en',
    page: '',
    message: 'canary-of-feedback',
    contact: null,
    answered_day: null,
  })
})

test('marking as answered forgets the contact at once and the text after thirty days', async () => {
  const [one] = await list()
  assert.ok(one)
  assert.equal((await answered(one.id)).status, 204)
  const after = (await list()).find(({ id }) => id === one.id)
  assert.deepEqual([after?.contact, after?.answeredDay], [null, '2026-11-22'])
  now = new Date('2026-12-22T09:00:00Z')
  assert.ok((await list()).some(({ id }) => id === one.id))
  // A second keeper's tap does not prolong it.
  server.forgetSessions()
  assert.equal((await answered(one.id)).status, 204)
  now = new Date('2026-12-23T09:00:00Z')
  assert.ok(!(await list()).some(({ id }) => id === one.id))
  server.forgetSessions()
  assert.equal((await answered(one.id)).status, 404)
})

test('what nobody answers goes after a year', async () => {
  assert.equal((await list()).length, 1)
  now = new Date('2027-11-22T09:00:00Z')
  assert.equal((await list()).length, 1)
  now = new Date('2027-11-23T09:00:00Z')
  assert.deepEqual(await list(), [])
})

test('too many from one address are asked to wait, and nothing typed is lost', async () => {
  const config = readConfig({ data: testFolder(), port: 0, 'neutral-port': 0, 'feedbacks-per-hour': 2 }, {})
  const small = await startServer({ config, kind: 'demo' })
  try {
    // Without a network nobody could read it.
    assert.equal((await send({ message: 'early' }, { url: small.publicUrl })).status, 503)
    assert.match(
      await (await fetch(`${small.publicUrl}/en/accessibility`)).text(),
      /opens when the network has been founded/,
    )
    const { status } = await server.call('POST', '/api/v1/roster', {
      url: small.publicUrl,
      body: { entries: server.network.entries },
    })
    assert.equal(status, 204)
    assert.deepEqual(
      [
        (await send({ message: '1' }, { url: small.publicUrl })).status,
        (await send({ message: '2' }, { url: small.publicUrl })).status,
      ],
      [303, 303],
    )
    const third = await send({ message: 'still mine' }, { url: small.publicUrl })
    assert.equal(third.status, 429)
    assert.match(await third.text(), /still mine/)
  } finally {
    await small.close()
  }
})
