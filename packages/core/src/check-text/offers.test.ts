// What may be written over: a place or a workplace never takes a verb or an injury with it, and what is an everyday word too stays.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkText } from './check-text.ts'

/** Words of a text in whose place others would be offered. */
const offeredIn = (text: string): string[] =>
  checkText(text)
    .findings.filter(({ kind, stays }) => !stays && !['sign', 'plea', 'combination'].includes(kind))
    .map(({ start, end }) => text.slice(start, end))
const marksOf = (text: string): string[] =>
  checkText(text)
    .findings.filter(({ kind }) => kind === 'place' || kind === 'workplace')
    .map(({ start, end }) => text.slice(start, end))

test('a phrase of a workplace takes no verb and no injury with it', () => {
  for (const [text, marked] of Object.entries({
    'owner of restaurant beat the client with a belt': 'restaurant',
    'a man at hotel hit the client': 'hotel',
    'in pizzeria stabbed leg': 'pizzeria',
    'worker at restaurant kicked the leg': 'restaurant',
    'in hotel strangled twice': 'hotel',
    'på restaurang slog chefen': 'restaurang',
    'på hotell sparkade ägaren': 'hotell',
  }))
    assert.deepEqual([marksOf(text), offeredIn(text)], [[marked], []], text)
})

test('beside a workplace nothing is offered, whatever the letters are', () => {
  for (const text of [
    'at hotel bruises on arm',
    'i hotell skar handen',
    'Hotel Beat the client',
    'Ravintola Löi asiakasta',
    'Restaurant Broke the arm',
    'Burned Hotel kitchen hand',
    'Murtui Kiilto Oy käsi',
    'natt på pizza roma',
  ])
    assert.deepEqual(offeredIn(text), [], text)
  assert.ok(marksOf('natt på pizza roma').includes('pizza roma'))
  assert.deepEqual(offeredIn('työnantaja on Kiilto Oy'), ['Kiilto Oy'])
})

test('a place that is an everyday word too is marked at the beginning of a sentence and in capitals, and stays', () => {
  for (const text of [
    'Kolarissa murtui käsi',
    'Kolari rikkoi jalan',
    'Tuli eilen. Kolarin jälkeen niska kipeä.',
    'Varkaus ja murto: ranne murtui',
    'Kosken rannalla nilkka murtui',
    'Lahti polvesta vettä',
    'TOISESSA KOLARISSA JALKA POIKKI',
  ]) {
    assert.ok(marksOf(text).length > 0, text)
    assert.deepEqual(offeredIn(text), [], text)
  }
  assert.deepEqual(offeredIn('hän asuu Kolarissa'), ['Kolarissa'])
  assert.deepEqual(offeredIn('Kuhmossa asuu'), ['Kuhmossa'])
})
