// Both desks are led to the same house, whoever proposed it; the calendar tells the reader's own side and no name.
import test from 'node:test'
import assert from 'node:assert/strict'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { MeetingPlace } from '@apila/core/referral/items.ts'
import { loadAll, loadTexts } from '../../content/texts.ts'
import { placeInCalendar, placeText } from './place.ts'

const SIDES = ['from', 'to'] as const
const names = { from: 'Birch', to: 'Juniper' }
const nameOf = (side: 'from' | 'to') => names[side]

test('on the screen the house is named, so both desks read the same place in every language', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const { t } = await loadTexts(language)
    for (const [by, place, house] of [
      ['from', 'ours', 'Birch'],
      ['from', 'yours', 'Juniper'],
      ['to', 'ours', 'Juniper'],
      ['to', 'yours', 'Birch'],
    ] as const)
      assert.equal(placeText(t, { place, by }, nameOf), t('place.at', { name: house }))
  }
})

test('in the calendar "our place" is the house of whoever saves it, and nobody is named', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const { t } = await loadTexts(language)
    for (const by of SIDES)
      for (const reader of SIDES) {
        const said = (place: MeetingPlace) => placeInCalendar(t, { place, by }, reader)
        assert.equal(said('ours'), t(by === reader ? 'place.ours' : 'place.theirs'))
        assert.equal(said('yours'), t(by === reader ? 'place.theirs' : 'place.ours'))
        for (const place of MeetingPlace.options)
          for (const name of Object.values(names)) assert.ok(!said(place).includes(name))
      }
  }
})

test('a place at neither house is the same word for both', async () => {
  await loadAll(['en'])
  const { t } = await loadTexts('en')
  for (const place of ['telephone', 'video', 'as-agreed'] as const)
    for (const by of SIDES) {
      assert.equal(placeText(t, { place, by }, nameOf), t(`place.${place}`))
      assert.equal(placeInCalendar(t, { place, by }, 'to'), t(`place.${place}`))
    }
})
