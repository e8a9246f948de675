// Every sign that the rules were written for, those of the guide that speak of exploitation or of control, is marked when it stands in a
// note, in all three languages. An editor may add a sign to the guide before the rules know it.
// The group "vulnerability" is left out: by the guide these are no signs of a crime, and social care writes them down every day. What
// of it reveals (earlier exploitation, a debt, no permit) is found by the topics' own words where they know it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as z from 'zod'
import { checkText } from './check-text.ts'
import { NOTE_LANGUAGES } from './finding.ts'

const Groups = z.array(
  z.object({
    id: z.string(),
    signs: z.array(z.object({ id: z.string(), text: z.object({ fi: z.string(), sv: z.string(), en: z.string() }) })),
  }),
)
const GROUPS: readonly string[] = ['exploitation', 'control']
/** The signs that the rules were written for. Source: docs/requirements.md, D-111 to D-141. */
const KNOWN = /^D-1(?:[1-3]\d|4[01])$/

/** Not marked, and why: on every such note a mark would teach readers to look away. */
const LEFT: Readonly<Record<string, string>> = {
  'D-114': 'many visits: ordinary with any long illness',
  'D-120': 'untreated illness, infection or injury: a clinical finding',
  'D-121': 'poor general condition: a clinical finding',
  'D-122': 'substances: an ordinary ground of care, and care is planned by it',
  'D-123': 'sexual and reproductive health: an ordinary ground of care',
  'D-124': 'accidents: an ordinary ground of care, and an accident at work must be recorded',
  'D-127': 'mouth and teeth: a clinical finding',
  'D-128': 'mental health: an ordinary ground of care',
  'D-129': 'loneliness: ordinary in social care',
}

const signs = Groups.parse(JSON.parse(readFileSync('content/guide/signs.json', 'utf8')))
  .filter(({ id }) => GROUPS.includes(id))
  .flatMap((group) => group.signs)
  .filter(({ id }) => KNOWN.test(id))

test('each sign of the guide is marked in its language, but for the listed ones', () => {
  assert.ok(signs.length >= 31)
  for (const { id, text } of signs) {
    for (const lang of NOTE_LANGUAGES) {
      const isMarked = checkText(text[lang], { lang }).findings.some(({ kind }) => kind === 'sign' || kind === 'plea')
      assert.equal(isMarked, !(id in LEFT), `${id} ${text[lang]}`)
    }
  }
})

test('a sign of the guide as it stands in a note', () => {
  for (const text of [
    'Ei rahaa lääkkeisiin',
    'ei ole voinut ostaa lääkkeitä',
    'Polttomerkki reidessä',
    'Vamma ei sovi siihen, mitä hän kertoi',
    'Osoite vaihtunut usein',
    'Har inte råd med medicinen',
    'Berättelsen ändras',
    'Could not afford her medicine',
    'The injury does not match the story',
  ])
    assert.ok(
      checkText(text).findings.some(({ kind }) => kind === 'sign'),
      text,
    )
  for (const text of [
    'Haava sidottu',
    'Puhdistettu, sidottu',
    'Nilkka sidottu ja tuettu',
    'Såret förbundet',
    'Wound bandaged',
    'Lääkkeet ostettu apteekista',
    'Osoite vaihtunut, uusi kirjattu',
    'Adressen ändrad',
    'Address changed',
    'Ei puhu suomea, tulkki tilattu',
  ])
    assert.deepEqual(
      checkText(text).findings.filter(({ kind }) => kind === 'sign' || kind === 'plea'),
      [],
      text,
    )
})
