// The directory: facts with source and day, nothing on hold shown as a contact, filters that work as a plain form.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { placesOf } from '@apila/core/content/places.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { checkAge } from '@apila/core/services/age.ts'
import { missingFacts } from '@apila/core/services/missing.ts'
import type { Confirmation } from '@apila/core/services/confirm.ts'
import type { Service } from '@apila/core/services/schema.ts'
import type { HourContext } from '../frame/public-context.ts'
import { content as realContent, demoContent, networkOf } from '../library/test/library.ts'
import { smallLibrary } from '../library/test/small-library.ts'
import { servicesRoutes } from './public-routes.tsx'
import { getDirectoryTexts } from './texts.ts'

const { directory, choices: directoryChoices } = realContent
const context = (on = '2026-11-22', content = realContent, words: readonly Confirmation[] = []): HourContext => ({
  today: () => Day.parse(on),
  minute: () => 720,
  network: networkOf(content, words),
  config: { neutralUrl: 'http://neutral.example' },
})
const app = servicesRoutes(context())
const small = servicesRoutes(context('2026-11-22', smallLibrary()))
const page = async (path: string, from = app): Promise<string> => (await from.request(path)).text()
const entryOf = (html: string, name: string): string => entries(html).find((one) => one.includes(`<h3>${name}<`)) ?? ''
const entries = (html: string): string[] => html.split('<li class="card entry">').slice(1)
const titles = (html: string): (string | undefined)[] =>
  entries(html).map((entry) => /<h3>(.*?)<\/h3>/.exec(entry)?.[1])

for (const lang of LANGUAGES) {
  test(`${lang}: every service stands there with organisation, source and the day when it was checked`, async () => {
    const all = entries(await page(`/${lang}/services`))
    assert.equal(all.length, directory.services.length)
    directory.services.forEach((service, i) => {
      const entry = all[i] ?? ''
      assert.ok(entry.includes(service.name[lang]), service.name.en)
      assert.ok(entry.includes(showDay(service.checkedOn)))
      for (const { address } of service.sources) assert.ok(entry.includes(address), address)
      for (const { number } of service.phones) assert.ok(entry.includes(`href="tel:${number}"`), number)
      const isPlain = service.advice === 'ready' && service.warning === undefined
      assert.equal(/class="(note|note wait|small doubt)"/.test(entry), !isPlain, service.name.en)
      assert.equal(entry.includes('class="small doubt"'), service.advice === 'check', service.name.en)
    })
  })
}

test('what is on hold shows no telephone and no e-mail', async () => {
  const all = entries(await page('/en/services'))
  const held = directory.services.flatMap((service, i) => (service.advice === 'hold' ? [all[i] ?? ''] : []))
  assert.ok(held.length >= 2)
  for (const entry of held) assert.doesNotMatch(entry, /tel:|mailto:/)
  // Numbers that were found but are too old to be given to anybody.
  for (const html of await Promise.all(LANGUAGES.map((lang) => page(`/${lang}/services`)))) {
    assert.doesNotMatch(html, /237 ?7104|664 ?1707|paperittomat@pakolaisneuvonta|0203 ?16116|800 ?98 ?800/)
  }
})

test('a number is a button with whether it answers now; of old hours only they and their year are said, never "maybe"', async () => {
  const html = await page('/en/services', small)
  assert.doesNotMatch(html, /perhaps|maybe/i)
  // Three lines that never close, and one whose hours of this year say so.
  assert.equal(html.match(/<\/svg>Open now</g)?.length, 4)
  // A Sunday at noon, by the hours of 2022: nothing of now.
  const old = entryOf(html, 'Weekday line')
  assert.match(old, /\(as of 2022\)/)
  assert.doesNotMatch(old, /class="tag (ok|now)/)
  for (const { phones } of smallLibrary().directory.services)
    for (const { number } of phones)
      assert.match(html, new RegExp(`<a class="button quiet" href="tel:${number.replace('+', '\\+')}">`))
})

test('a closed line says when it opens', async () => {
  const at = async (minute: number) => {
    const library = smallLibrary()
    const services = library.directory.services.map((one) => ({
      ...one,
      phones: one.phones.map((phone) => ({ ...phone, ...(phone.hoursAsOf && { hoursAsOf: '2026-10' }) })),
    }))
    const fresh = { ...library, directory: { ...library.directory, services } }
    const early = servicesRoutes({ ...context('2026-11-23', fresh), minute: () => minute })
    return entryOf(await page('/en/services', early), 'Weekday line')
  }
  assert.match(await at(8 * 60), /<\/svg>Closed now, opens at 09:00</)
  assert.match(await at(10 * 60), /<\/svg>Open now until 15:00</)
  assert.match(await at(20 * 60), /<\/svg>Closed now, opens Tue at 09:00</i)
})

test('no member’s service is without what is missing and who mends it; no other entry says so of itself', async () => {
  const all = entries(await page('/en/services'))
  directory.services.forEach((service, i) => {
    const organisation = directory.organisations.find(({ id }) => id === service.organisation)
    const facts = missingFacts(service, Day.parse('2026-11-22'))
    const isMember = organisation?.role === 'member'
    if (isMember) assert.ok(facts.length > 0, 'until a member has confirmed its entry')
    const said = /class="small missing">([^<]*)/.exec(all[i] ?? '')?.[1] ?? ''
    assert.equal(said !== '', isMember && facts.length > 0, service.name.en)
    if (said !== '') assert.ok(said.includes(`To be mended by: ${organisation?.name.en ?? ''}`), said)
    if (said !== '' && service.phones.length + service.emails.length === 0)
      assert.match(said, /a telephone and an e-mail/)
  })
})

test('own county first, then its neighbours, then the whole country', async () => {
  const html = await page('/en/services?area=pirkanmaa')
  const heads = [...html.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, head]) => head)
  assert.deepEqual(heads.slice(1, 4), [
    'In this area: Pirkanmaa (Tampere)',
    ...(heads.includes('In the areas beside it') ? ['In the areas beside it'] : []),
    'In the whole country',
    ...(heads.includes('In the areas beside it') ? [] : heads.slice(3, 4)),
  ])
  // Services of Helsinki and its surroundings are beside East Uusimaa and are not there.
  const east = await page('/en/services?area=keski-uusimaa&need=everyday')
  const [, near = ''] = east.split('In the areas beside it')
  assert.ok(titles(near).includes('Integration Center Monika'))
  assert.ok(!titles(await page('/en/services?area=kainuu')).includes('Integration Center Monika'))
})

test('each county knows its neighbours, and they know it', () => {
  for (const { id, near = [] } of directoryChoices.areas) {
    assert.ok(near.length > 0, id)
    for (const other of near)
      assert.ok(directoryChoices.areas.find((area) => area.id === other)?.near?.includes(id), `${id} ${other}`)
  }
})

test('where the client wants no authorities, members come first and authorities last', async () => {
  const html = await page('/en/services?authorities=no&need=law')
  const [fitting = ''] = html.split('Of these we do not know everything')
  const roles = entries(fitting).map((entry) => /class="tag">(Member of the network|Authority|Other)/.exec(entry)?.[1])
  const places = ['Member of the network', 'Other', 'Authority'].map((role) => [
    roles.indexOf(role),
    roles.lastIndexOf(role),
  ])
  assert.ok((places[0]?.[0] ?? -1) === 0)
  assert.ok((places[2]?.[0] ?? -1) > (places[0]?.[1] ?? 99), JSON.stringify(roles))
  assert.match(html, /Members first, authorities last <svg/)
})

test('what was chosen can be taken away one by one', async () => {
  const html = await page('/en/services?need=law&area=helsinki&language=fi')
  const chips = [...html.matchAll(/<li><a href="([^"]+)">([^<]+) <svg/g)].map(([, href, text]) => [
    href?.replaceAll('&amp;', '&'),
    text,
  ])
  assert.deepEqual(chips, [
    ['/en/services?area=helsinki&language=fi', 'Legal advice'],
    ['/en/services?need=law&language=fi', 'Helsinki'],
    ['/en/services?need=law&area=helsinki', 'Finnish'],
  ])
  assert.match(html, /<summary><svg[^>]*>.*?<\/svg>Choices made: 3<\/summary>/)
})

test('the way out stands on the page, and no link of the row leads to a title that tells more', async () => {
  const html = await page('/fi/services')
  assert.match(html, /id="leave"[^>]*href="http:\/\/neutral\.example\/x"/)
})

test('a secret place has no address, says so, and shows its open door', async () => {
  const secret = directory.services.filter(({ secretPlace }) => secretPlace)
  assert.equal(secret.length, 3)
  const html = await page('/en/services')
  assert.equal(html.match(/The place is secret\. The address is in none of our systems\./g)?.length, 3)
  for (const { frontGate } of secret) assert.ok(frontGate && html.includes(frontGate.en))
  assert.doesNotMatch(JSON.stringify(directory), /\b\d{5} [A-ZÅÄÖ]|(katu|tie|gatan|vägen|street) \d/i)
})

test('members are the four; the assistance system and IOM are not', () => {
  const members = directory.organisations.filter(({ role }) => role === 'member').map(({ name }) => name.fi)
  assert.equal(members.length, 4)
  for (const name of members) assert.doesNotMatch(name, /IOM|auttamisjärjestelmä/)
})

test('every choice is used by a service or is the whole country, and every slug is a choice', () => {
  const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id))
  for (const service of directory.services) {
    for (const need of service.needs) assert.ok(ids(directoryChoices.needs).has(need), need)
    for (const group of service.groups)
      assert.ok(group === 'everyone' || ids(directoryChoices.groups).has(group), group)
    for (const area of service.areas) assert.ok(area === 'all' || ids(directoryChoices.areas).has(area), area)
    for (const language of service.languages) assert.ok(ids(directoryChoices.languages).has(language), language)
  }
  const needs = new Set(directory.services.flatMap((service) => service.needs))
  for (const { id } of directoryChoices.needs) assert.ok(needs.has(id), id)
  assert.equal(directoryChoices.areas.length, 23)
})

test('the filters are a plain form whose answer keeps what was chosen', async () => {
  const html = await page('/en/services?need=law&language=ar&area=lappi&group=undocumented')
  assert.match(html, /<form method="get" action="\/en\/services"/)
  for (const value of ['law', 'ar', 'lappi', 'undocumented'])
    assert.match(html, new RegExp(`<option selected value="${value}"|value="${value}" selected`))
  assert.ok(titles(html).includes('Free legal advice'))
  assert.ok(!titles(html).includes('Emergency number 112'))
})

test('an area leaves out services of other towns', async () => {
  assert.ok(!titles(await page('/en/services?area=lappi')).includes('Support and advice'))
  assert.ok(titles(await page('/en/services?area=pirkanmaa')).includes('Support and advice'))
})

test('the first eight stand open, needs are one tap away, and nothing is hidden for good', async () => {
  const html = await page('/en/services')
  const [open = '', folded = ''] = html.split('All other services')
  assert.equal(entries(open).length, 8)
  assert.equal(entries(folded).length, directory.services.length - 8)
  for (const { id } of directoryChoices.needs) assert.match(open, new RegExp(`href="/en/services\\?need=${id}"`))
})

test('speaking, speaking through an interpreter and not known are three lists; the other languages keep the choice', async () => {
  const html = await page('/en/services?language=ar')
  const heads = [...html.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, head]) => head)
  assert.deepEqual(heads.slice(-3), [
    'These fit',
    'These serve with the help of an interpreter',
    'Of these we do not know everything that you chose. Ask the service.',
  ])
  assert.match(html, /href="\/sv\/services\?language=ar"/)
})

test('a line that serves in Russian through an interpreter is not among those that speak it, and names its languages', async () => {
  const html = await page('/en/services?language=ru')
  const [, fitting = '', interpreted = ''] = html.split(/These fit|These serve with the help/)
  assert.ok(!titles(fitting).includes('Nollalinja helpline'))
  assert.ok(titles(interpreted).includes('Nollalinja helpline'))
  assert.match(interpreted, /Finnish, Swedish, English, with an interpreter also Arabic, Dari/)
})

test('somebody of sixteen is sent to the support centre, not past it', () => {
  const seri = directory.services.find(({ name }) => name.en === 'Seri support centre')
  assert.match(seri?.forWhom.en ?? '', /aged 16 or over/)
  assert.match(seri?.forWhom.fi ?? '', /16 vuotta täyttäneet/)
  assert.match(seri?.forWhom.sv ?? '', /fyllt 16 år/)
})

test('results come before the form: what was chosen is said in words, and the number for danger stands on every page', async () => {
  const query = 'area=pohjois-pohjanmaa&language=ru&withoutName=yes&cost=free'
  const html = await page(`/en/services?${query}`)
  for (const chosen of ['North Ostrobothnia \\(Oulu\\)', 'Russian', 'Help is given without a name', 'Wholly free'])
    assert.match(html, new RegExp(`>${chosen} <svg`))
  assert.match(html, /<details class="fold filter no-print"><summary>/)
  const [, main = ''] = html.split('<main')
  assert.ok(main.indexOf('href="tel:112"') > 0 && main.indexOf('href="tel:112"') < main.indexOf('class="card entry"'))
  // With nothing found the form is what helps on.
  assert.match(
    await page('/en/services?need=everyday&area=lappi'),
    /<details open class="fold filter no-print"><summary>/,
  )
})

test('an area is found by its town, in every language', async () => {
  for (const [lang, town] of [
    ['fi', 'Oulu'],
    ['sv', 'Uleåborg'],
    ['en', 'Oulu'],
  ] as const)
    assert.match(await page(`/${lang}/services`), new RegExp(`<option value="pohjois-pohjanmaa">[^<]*\\(${town}\\)<`))
})

test('what the editors could not confirm is not said to be checked, and a number is no younger than its hours', async () => {
  const all = entries(await page('/en/services'))
  directory.services.forEach(({ name, advice, checkedOn }, i) => {
    const entry = all[i] ?? ''
    const day = showDay(checkedOn)
    assert.equal(entry.includes(`Checked ${day}`), advice === 'ready', name.en)
    assert.equal(entry.includes(`gathered this on ${day}. It is not confirmed.`), advice !== 'ready', name.en)
  })
  const dated = async (facts: Partial<Service>) => {
    const library = smallLibrary()
    const services = library.directory.services.map((one) =>
      one.name.en === 'Legal advice' ? { ...one, ...facts } : one,
    )
    const app = servicesRoutes(context('2026-11-22', { ...library, directory: { ...library.directory, services } }))
    return entryOf(await page('/en/services', app), 'Legal advice')
  }
  const source = { address: 'legal.example', confidence: 'C' as const }
  const sources = [
    { ...source, datedOn: '2021' },
    { ...source, datedOn: '2020-03-16' },
  ]
  assert.match(await dated({}), /Date of the number’s source: 2020\./)
  assert.match(await dated({ phones: [], sources }), /The newest dated source: 2021\./)
})

test('a service is linked in the language of its reader where it can be, and otherwise the language is said', async () => {
  const linked = async (lang: string, name: string) => {
    const entry = entries(await page(`/${lang}/services`)).find((one) => one.includes(`<h3>${name}`)) ?? ''
    return /href="(https:[^"]+)" rel="noreferrer">[^<]+<\/a>([^<]*)/.exec(entry)?.slice(1)
  }
  assert.deepEqual(await linked('fi', 'Neuvonta ja auttamistoimet'), ['https://ihmiskauppa.fi', ''])
  assert.deepEqual(await linked('sv', 'Rådgivning och hjälpinsatser'), ['https://ihmiskauppa.fi/sv', ''])
  const police = 'https://poliisi.fi/en/trafficking-in-human-beings'
  assert.deepEqual(await linked('fi', 'Rikosilmoitukset ja vihjeet'), [police, ' (englanti)'])
  assert.deepEqual(await linked('en', 'Reports and tips'), [police, ''])
  const inOne = /\/(fi|sv|en)\/|rodakorset/
  for (const { web, webLanguage } of directory.services) if (inOne.test(web)) assert.ok(webLanguage, web)
})

test('whoever sees a wrong number can say so, from the list and from an organisation', async () => {
  assert.match(await page('/fi/services'), /href="\/fi\/accessibility#feedback">Onko tässä jotakin väärin/)
})

test('nonsense in the address shows everything, says so, and is not repeated', async () => {
  const html = await page('/en/services?need=%3Cscript%3Ealert(1)%3C/script%3E&area=__proto__&language=constructor')
  assert.equal(entries(html).length, directory.services.length)
  assert.match(html, /held a choice that does not exist here/)
  assert.doesNotMatch(html, /alert\(1\)|__proto__/)
})

test('wishes that nothing fits get a next step', async () => {
  const html = await page('/en/services?need=everyday&area=lappi')
  assert.match(html, /<h2>No service fits all the choices<\/h2>.*href="tel:\+358295463177"/s)
  assert.doesNotMatch(html, /These fit|Services that fit: 0/)
})

test('name, cost and track narrow the list, and tracks never mix', async () => {
  const count = async (query: string) => entries(await page(`/en/services?${query}`)).length
  const all = directory.services.length
  for (const query of ['withoutName=yes', 'cost=free', 'cost=free-but-call', 'track=ngo-led', 'track=authority']) {
    const found = await count(query)
    assert.ok(found > 0 && found < all, query)
  }
  assert.deepEqual(titles(await page('/en/services?track=purchased')), ['Advice for seasonal workers'])
  assert.ok(!titles(await page('/en/services?track=ngo-led')).includes('Advice for seasonal workers'))
  assert.ok(!titles(await page('/en/services?withoutName=yes')).includes('Emergency number 112'))
})

test('readers are told when nobody has looked for a quarter, and when for a year', async () => {
  const on = async (day: string) => {
    return (await servicesRoutes(context(day)).request('/en/services')).text()
  }
  const days = directory.services.map(({ checkedOn }) => Day.parse(checkedOn)).toSorted()
  const [oldest, newest] = [days[0]!, days.at(-1)!]
  for (const [day, most] of [
    [oldest, 'recent'],
    [addDays(newest, 93), 'quarter'],
    [addDays(newest, 366), 'year'],
  ] as const) {
    const html = await on(day)
    const ages = days.map((checkedOn) => checkAge(checkedOn, day))
    assert.ok(ages.includes(most))
    for (const [age, text] of [
      ['quarter', 'has not been checked for three months'],
      ['year', 'This is more than a year old'],
    ] as const)
      assert.equal(html.split(text).length - 1, ages.filter((one) => one === age).length, `${day} ${age}`)
  }
})

test('who pays is said where it is known, and that it is not known elsewhere', async () => {
  const all = entries(await page('/en/services'))
  directory.services.forEach((service, i) => {
    const entry = all[i] ?? ''
    const unknown = service.track === 'authority' ? 'paid with public money' : 'Not known. Ask the organisation.'
    if (service.funding.length === 0) assert.ok(entry.includes(unknown), service.name.en)
    for (const { funder } of service.funding) assert.ok(entry.includes(funder.en), service.name.en)
  })
  assert.ok(directory.services.some(({ funding }) => funding.length > 0))
})

test('work with a duty to report says so before the number is called', async () => {
  const entry = entries(await page('/en/services')).find((one) => one.includes('Telephone advice on work')) ?? ''
  assert.ok(entry.indexOf('must tell the police') > 0 && entry.indexOf('must tell the police') < entry.indexOf('tel:'))
})

test('an agency that has ended is never shown as one to turn to', () => {
  for (const { name } of directory.organisations) assert.doesNotMatch(name.fi, /AVI|aluehallintovirasto|Valvira|ELY/)
})

test('texts of the directory have the same keys and places in every language', () => {
  const fi = getDirectoryTexts('fi')
  for (const lang of LANGUAGES) {
    const texts = getDirectoryTexts(lang)
    assert.deepEqual(Object.keys(texts), Object.keys(fi))
    for (const key of Object.keys(fi) as (keyof typeof fi)[]) {
      assert.notEqual(texts[key].trim(), '')
      assert.deepEqual(placesOf(texts[key]), placesOf(fi[key]), key)
    }
  }
})

test('invented entries stand in the made-up network only, marked in every language, and no real organisation stands in a roster', async () => {
  assert.ok(directory.organisations.every(({ rosterId }) => rosterId === undefined))
  const demo = servicesRoutes(context('2026-11-22', demoContent))
  const inventedOnly = demoContent.directory.services.slice(directory.services.length)
  const inRoster = demoContent.directory.organisations
    .slice(directory.organisations.length)
    .map(({ rosterId }) => rosterId)
  assert.deepEqual(inRoster, ['koivu', 'kataja', 'vaahtera', 'haapa'])
  const marks = { fi: '(keksitty)', sv: '(påhittad)', en: '(invented)' }
  for (const lang of LANGUAGES) {
    const all = entries(await (await demo.request(`/${lang}/services`)).text())
    assert.equal(all.length, directory.services.length + inventedOnly.length)
    const invented = all.slice(directory.services.length)
    for (const entry of invented) {
      assert.equal(entry.split(marks[lang]).length - 1, 3, 'service, organisation, and who mends it')
      assert.match(entry, /class="note wait"/)
      assert.doesNotMatch(entry, /href="(tel|mailto):|href="https:\/\/(?!example\.org\/)/)
    }
    assert.doesNotMatch(all.slice(0, directory.services.length).join(''), /keksitty|påhittad|invented/)
  }
})

/** The entry of a demo service as it reads on a day, after a word. */
async function demoEntry(name: string, on: string, ...said: Pick<Confirmation, 'state' | 'day'>[]): Promise<string> {
  const service = demoContent.directory.services.find(({ name: { en } }) => en === name)
  assert.ok(service)
  const words = said.map((one) => ({
    ...{ service: service.id, organisation: OrganisationId.parse('koivu'), message: 'kanarialintu' },
    ...one,
  }))
  const demo = servicesRoutes(context(on, demoContent, words))
  return entries(await (await demo.request('/en/services')).text()).find((entry) => entry.includes(name)) ?? ''
}

test('a confirmation is said with its day, ends the warning, and grows old like every other check', async () => {
  const name = 'Peer group (invented)'
  const right = { state: 'right' as const, day: Day.parse('2026-11-22') }
  assert.match(await demoEntry(name, '2026-11-22'), /has not been checked for three months/)
  const now = await demoEntry(name, '2026-11-22', right)
  assert.match(now, /The organisation itself confirmed this on 22\.11\.2026\./)
  assert.doesNotMatch(now, /has not been checked|kanarialintu/)
  assert.match(await demoEntry(name, '2027-02-23', right), /has not been checked for three months/)
})

test('a reported change warns with its day and never shows what was written', async () => {
  const name = 'Crisis support (invented)'
  const entry = await demoEntry(name, '2026-11-22', { state: 'changed', day: Day.parse('2026-11-21') })
  assert.match(entry, /The organisation said on 21\.11\.2026 that something here has changed\. Check first/)
  assert.doesNotMatch(entry, /kanarialintu/)
  const mended = await demoEntry(name, '2026-11-22', { state: 'changed', day: Day.parse('2026-11-09') })
  assert.doesNotMatch(mended, /has changed/)
})

test('a directory of 370 comes in pages whose links keep what was chosen, and every service stands on one of them', async () => {
  const services = Array.from({ length: 10 }, (_, copy) =>
    // Pages name services of the content, so that the first copy keeps its names.
    directory.services.map((service) => (copy === 0 ? service : { ...service, id: randomUUID() })),
  ).flat()
  const many = servicesRoutes(context('2026-11-22', { ...realContent, directory: { ...directory, services } }))
  const read = async (path: string) => (await many.request(path)).text()
  const countOf = (id: string) => directory.services.filter(({ needs }) => needs.includes(id)).length
  const nextOf = (html: string) => /rel="next" href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  const need = directoryChoices.needs.toSorted((a, b) => countOf(b.id) - countOf(a.id))[0]?.id ?? assert.fail()
  for (const query of ['', `?need=${need}`]) {
    let seen = 0
    let path: string | undefined = `/en/services${query}`
    for (let pages = 0; path !== undefined; pages += 1) {
      assert.ok(pages < 20)
      const html = await read(path)
      assert.ok(entries(html).length <= 25)
      assert.ok(html.length < 70_000, String(html.length))
      seen += entries(html).length
      path = nextOf(html)
      if (query !== '' && path !== undefined) assert.match(path, new RegExp(`need=${need}&page=\\d+$`))
    }
    const whole = entries(await page(`/en/services${query}`)).length
    assert.equal(seen, whole * 10, query)
  }
  assert.doesNotMatch(await page('/en/services'), /rel="next"/)
})
