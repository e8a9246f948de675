// What the data folder says of a member's services is on the public pages of that network with its source and day, and the member is asked whether
// it is right; an upgrade has nothing to do with it. Governed by docs/operating.md "The service directory".
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { OwnEntries } from '@apila/core/services/wire.ts'
import { DIRECTORY_FILE } from '../library/own-directory.ts'
import { startTestServer } from '../test/network.ts'

const ORGANISATION = '3f0b1a52-52a3-4a4c-9a83-4d0e7b9d2f11'
const said = (text: string) => ({ fi: `${text} fi`, sv: `${text} sv`, en: text })

test('a member’s entry of the data folder: on the public pages from the next start on, and asked of that member alone', async (t) => {
  const server = await startTestServer({})
  t.after(() => server.close())
  const checkedOn = server.today()
  const page = async () => (await fetch(`${server.url}/en/services`)).text()
  const own = async (as: string) =>
    OwnEntries.parse((await server.call('GET', '/api/v2/services/own', { as })).body).entries.map(({ name }) => name.en)
  assert.doesNotMatch(await page(), /Alder evening house/)
  const organisation = {
    ...{ id: ORGANISATION, name: said('Alder association'), about: said('It helps.'), role: 'member' },
    rosterId: 'alder',
  }
  const service = {
    ...{ id: '9b1c7a0e-7d54-4a0e-8f2d-0d6c0d7c8e21', organisation: ORGANISATION, name: said('Alder evening house') },
    ...{ forWhom: said('For everyone.'), gives: said('A place to sit.'), needs: ['talk'], areas: ['all'] },
    ...{ languages: ['fi'], interpreter: false, groups: ['everyone'], withoutName: 'yes', cost: said('Nothing.') },
    ...{ costs: 'free', track: 'ngo-led', funding: [], phones: [], emails: [], web: 'https://alder.example' },
    ...{ professionalsOnly: false, secretPlace: false, advice: 'ready', checkedOn, checkedBy: 'organisation' },
    sources: [{ address: 'alder.example/house', confidence: 'A' }],
  }
  writeFileSync(
    join(server.folder, DIRECTORY_FILE),
    JSON.stringify({ organisations: [organisation], services: [service] }),
  )
  assert.doesNotMatch(await page(), /Alder evening house/, 'content changes at a start only')
  await server.running.close()
  await server.restart({})
  const shown = (await page()).split('<li class="card entry">').find((one) => one.includes('Alder evening house')) ?? ''
  assert.match(shown, /alder\.example\/house/)
  assert.deepEqual(await own('alder-worker-1'), ['Alder evening house'])
  assert.deepEqual(await own('birch-worker-1'), [])
})
