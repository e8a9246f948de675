// What a colleague signs is shown whole: no member of the permission is under a signature and not on the screen.
import test from 'node:test'
import assert from 'node:assert/strict'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Back, Front } from '@apila/core/referral/permission.ts'
import { loadAll, loadTexts } from '../../content/texts.ts'
import { signedFacts } from './signed-facts.ts'

const NAMES: Readonly<Record<string, string>> = { koivu: 'Birch', kataja: 'Juniper', haapa: 'Aspen', vaahtera: 'Maple' }
const nameOf = (id: string): string => NAMES[id] ?? id
const front = Front.parse({
  ...{ v: 2, id: 'A'.repeat(11), kind: 'referral', mode: 'knock-ahead', extent: 'part', why: 'housing', talk: 'words' },
  ...{ meeting: ['koivu', 'kataja', 'vaahtera'], notBefore: '2026-11-30', until: '2026-12-14', grows: 'A'.repeat(43) },
  from: { organisation: 'koivu', desk: 'referral' },
  to: { organisation: 'kataja', desk: 'referral' },
})
const back = Back.parse({
  ...{ age: 'unsure', what: ['situation', 'needs'], how: 'spoken', keep: ['worker'], reason: null, signatures: [] },
  said: {
    ...{ explained: ['can-end', 'duty-to-tell'], alternatives: null, language: 'ru', shown: null },
    ...{ interpreter: 'phone', knowsInterpreter: 'yes' },
  },
})

test('who else may read, what the two teams write and where the code is kept stand there too, in every language', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    const { t } = texts
    const facts = signedFacts({ front, back }, { texts, nameOf, as: 'witness' })
    const said = facts.map(({ value }) => value)
    for (const value of [
      ...['Birch', 'Juniper', 'Birch, Juniper, Maple', t('between.sheet'), t('extent.part'), t('why.housing')],
      ...[t('keep.worker'), t('mode.knock-ahead'), t('age.unsure'), '30.11.2026', '14.12.2026', t('knows.yes')],
      ...[t('witness.grows-from'), t('interpreter.phone'), `${t('turned.can-end')} ${t('turned.duty-to-tell')}`],
      ...[t('how-said.heard'), `${t('told.situation')}; ${t('told.needs')}`],
    ])
      assert.ok(said.includes(value), `${language}: ${value}`)
    assert.equal(new Set(facts.map(({ name }) => name)).size, facts.length, 'each fact has a name of its own')
  }
})

test('another value of any member is another screen', async () => {
  const texts = await loadTexts('en')
  const shown = (changed: { front?: object; back?: object; said?: object }) =>
    JSON.stringify(
      signedFacts(
        {
          front: { ...front, ...changed.front },
          back: { ...back, ...changed.back, said: { ...back.said, ...changed.said } },
        },
        { texts, nameOf, as: 'witness' },
      ),
    )
  const changes = [
    ...[{ mode: 'all-ahead' }, { extent: null }, { why: 'health' }, { talk: null }, { meeting: [] }].map((one) => ({
      front: one,
    })),
    ...[{ until: '2026-12-30' }, { notBefore: '2026-11-29' }, { grows: null }].map((one) => ({ front: one })),
    ...[{ to: { organisation: 'haapa', desk: 'referral' } }, { from: { organisation: 'haapa', desk: 'referral' } }].map(
      (one) => ({ front: one }),
    ),
    ...[{ age: 'adult' }, { what: ['needs'] }, { keep: [] }, { reason: 'life' }].map((one) => ({ back: one })),
    ...[{ explained: null }, { language: 'vi' }, { interpreter: 'none' }, { knowsInterpreter: 'no' }].map((one) => ({
      said: one,
    })),
    { said: { alternatives: true } },
  ]
  const before = shown({})
  for (const changed of changes) assert.notEqual(shown(changed), before, JSON.stringify(changed))
})
