// Tapping on the observation form: untouched is "not asked", and values that stand alone exclude the others.
import test from 'node:test'
import assert from 'node:assert/strict'
import { CODEBOOK_VERSION } from '@apila/core/statistics/codebook.ts'
import { Observation } from '@apila/core/statistics/observation.ts'
import { FORM_QUESTIONS, toRow } from '@apila/core/statistics/tables.ts'
import { type Answers, fieldsOf, shownCodes, tapAnswer } from './answers.ts'

const tap = (...taps: readonly (readonly [string, string])[]): Answers =>
  taps.reduce<Answers>((answers, [dimension, code]) => tapAnswer(answers, dimension, code), {})

test('a typical observation takes fewer than ten taps and is counted', () => {
  const answers = tap(
    ['FIR', 'FIR.Y'],
    ['STG', 'STG.NAR'],
    ['EXM', 'EXM.LAB'],
    ['GEN', 'GEN.W'],
    ['AUT', 'AUT.NOT'],
    ['RSN', 'RSN.RES'],
    ['NED', 'NED.LEG'],
    ['GIV', 'GIV.LEG'],
  )
  const observation = Observation.parse({ codebookVersion: CODEBOOK_VERSION, period: '2026', ...fieldsOf(answers) })
  assert.notEqual(toRow(observation), null)
  assert.equal(observation.PLC, 'PLC.NQ')
  assert.deepEqual(observation.ELS, ['ELS.NQ'])
})

test('tapping again takes back', () => {
  assert.deepEqual(fieldsOf(tap(['EXM', 'EXM.LAB'], ['EXM', 'EXM.LAB'])), {})
})

test('one of several replaces; several hold beside each other; what stands alone clears the rest', () => {
  assert.deepEqual(tap(['EXM', 'EXM.LAB'], ['EXM', 'EXM.SEX'])['EXM'], ['EXM.SEX'])
  assert.deepEqual(tap(['NED', 'NED.LEG'], ['NED', 'NED.HOU'])['NED'], ['NED.LEG', 'NED.HOU'])
  assert.deepEqual(tap(['NED', 'NED.LEG'], ['NED', 'NED.UK'])['NED'], ['NED.UK'])
  assert.deepEqual(tap(['NED', 'NED.UK'], ['NED', 'NED.LEG'])['NED'], ['NED.LEG'])
})

test('someone not met for the first time this year is not counted', () => {
  const observation = Observation.parse({
    codebookVersion: CODEBOOK_VERSION,
    period: '2026',
    ...fieldsOf(tap(['FIR', 'FIR.N'], ['STG', 'STG.NAR'])),
  })
  assert.equal(toRow(observation), null)
})

test('no question offers "not asked" as a chip, and each offers something', () => {
  for (const question of FORM_QUESTIONS) {
    const codes = shownCodes(question)
    assert.ok(codes.length > 0, question)
    assert.ok(!codes.includes(`${question}.NQ`), question)
  }
})
