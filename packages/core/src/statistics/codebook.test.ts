import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODEBOOK, getDimension } from './codebook.ts'
import { CodebookFile } from './codebook-file.ts'
import { Observation } from './observation.ts'
import { DOMAIN, FORM_QUESTIONS, TABLES, toRow } from './tables.ts'

const base = { codebookVersion: CODEBOOK.version, period: '2026', FIR: 'FIR.Y', STG: 'STG.NAR' }

test('every code stands once and belongs to its dimension', () => {
  const codes = CODEBOOK.dimensions.flatMap((dimension) => dimension.codes.map(({ code }) => code))
  assert.equal(new Set(codes).size, codes.length)
  for (const dimension of CODEBOOK.dimensions) {
    for (const { code } of dimension.codes) assert.ok(code.startsWith(`${dimension.code}.`), code)
    for (const group of dimension.groups) assert.ok(group.startsWith(`${dimension.code}-`), group)
  }
})

test('every group that a code names exists and has a code', () => {
  for (const { code, codes, groups } of CODEBOOK.dimensions) {
    const named = new Set(codes.flatMap(({ group }) => (group === null ? [] : [group])))
    assert.deepEqual([...named].sort(), [...groups].sort(), code)
  }
})

test('nobody is counted from signs alone, and offices stand before her in what stood in the way', () => {
  assert.ok(!getDimension('STG').codes.some(({ code }) => code === 'STG.SIG'))
  assert.equal(getDimension('RSN').groups[0], 'RSN-OFFICE')
})

test('needed and given services have the same codes', () => {
  const ends = (code: string): string[] => getDimension(code).codes.map((value) => value.code.slice(4))
  assert.deepEqual(ends('NED'), ends('GIV'))
})

test('an observation needs little, and the rest is "not asked"', () => {
  const observation = Observation.parse(base)
  assert.equal(observation.GEN, 'GEN.NQ')
  assert.deepEqual(observation.NED, ['NED.NQ'])
})

test('an observation refuses unknown keys, codes, text and contradictions', () => {
  const refused: unknown[] = [
    { ...base, note: 'text' },
    { ...base, name: '' },
    { ...base, GEN: 'GEN.Q' },
    { ...base, GEN: 'EXM.LAB' },
    { ...base, GEN: ['GEN.W'] },
    { ...base, NED: 'NED.LEG' },
    { ...base, NED: [] },
    { ...base, NED: ['NED.LEG', 'NED.LEG'] },
    { ...base, NED: ['NED.LEG', 'NED.NQ'] },
    { ...base, NED: ['NED.NONE', 'NED.LEG'] },
    { ...base, ELS: ['ELS.NON', 'ELS.NET'] },
    { ...base, STG: 'STG.SIG' },
    { ...base, STG: undefined },
    { ...base, FIR: undefined },
    { ...base, period: '2026-05' },
    { ...base, codebookVersion: '9.0.0' },
  ]
  for (const value of refused) assert.equal(Observation.safeParse(value).success, false, JSON.stringify(value))
})

test('only someone counted for the first time this year becomes a row', () => {
  assert.equal(toRow(Observation.parse({ ...base, FIR: 'FIR.N' })), null)
  assert.equal(toRow(Observation.parse({ ...base, FIR: 'FIR.UK' })), null)
  assert.notEqual(toRow(Observation.parse(base)), null)
})

test('a row says for each attribute what the observation says', () => {
  const row = toRow(
    Observation.parse({
      ...base,
      EXM: 'EXM.SEX',
      RSN: ['RSN.LNG', 'RSN.DEN', 'RSN.FEX'],
      NED: ['NED.NONE'],
      ELS: ['ELS.NET', 'ELS.OT'],
    }),
  )
  assert.ok(row !== null)
  const value = (code: string): string | undefined => {
    const position = DOMAIN.attributes.findIndex((attribute) => attribute.code === code)
    return DOMAIN.attributes[position]?.values[row[position] ?? -1]
  }
  assert.equal(row.length, DOMAIN.attributes.length)
  assert.equal(value('EXM'), 'EXM.SEX')
  assert.equal(value('STG'), 'STG.NAR')
  assert.deepEqual(['RSN-OFFICE', 'RSN-FEAR', 'RSN-INFO', 'RSN-ANSWER'].map(value), ['yes', 'yes', 'no', 'RSN-SOME'])
  assert.deepEqual(['NED-LEGAL', 'NED-ANSWER', 'GIV-ANSWER'].map(value), ['no', 'NED.NONE', 'GIV.NQ'])
  assert.deepEqual(['ELS.NET', 'ELS.OT', 'ELS.SYS', 'ELS-ANSWER'].map(value), ['yes', 'yes', 'no', 'ELS-SOME'])
})

test('every answer to every question gives a whole row', () => {
  for (const question of FORM_QUESTIONS) {
    const { codes, multi } = getDimension(question)
    for (const { code } of codes) {
      const row = toRow(Observation.parse({ ...base, [question]: multi ? [code] : code }))
      if (question === 'FIR' && code !== 'FIR.Y') continue
      assert.ok(
        row?.every((value, at) => value >= 0 && value < (DOMAIN.attributes[at]?.values.length ?? 0)),
        code,
      )
    }
  }
})

test('ten tables are declared, and each attribute is in one', () => {
  assert.equal(TABLES.length, 10)
  assert.equal(new Set(TABLES.map(({ id }) => id)).size, 10)
  const used = new Set(TABLES.flatMap(({ attributes }) => attributes))
  assert.deepEqual([...used].sort(), DOMAIN.attributes.map(({ code }) => code).sort())
})

test('the form asks exactly what tables count', () => {
  const counted = new Set(DOMAIN.attributes.map(({ code }) => code.slice(0, 3)))
  assert.deepEqual(FORM_QUESTIONS.filter((code) => code !== 'FIR').sort(), [...counted].sort())
})

test('a codebook file is read with its defaults and refused when it contradicts itself', () => {
  const good = {
    codebook: '1',
    attributes: [
      { code: 'A', values: ['x', 'y'] },
      { code: 'M', values: ['m', 'n'], multi: true },
    ],
  }
  assert.deepEqual(CodebookFile.parse(good).tables, [])
  const refused: unknown[] = [
    {},
    { ...good, attributes: [] },
    { ...good, attributes: [{ code: 'A', values: ['x'] }] },
    { ...good, attributes: [{ code: 'A', values: ['x', 'x'] }] },
    { ...good, attributes: [{ code: 'A', values: ['x', 'y z'] }] },
    { ...good, attributes: [...good.attributes, { code: 'A', values: ['p', 'q'] }] },
    { ...good, attributes: [...good.attributes, { code: 'm', values: ['p', 'q'] }] },
    { ...good, tables: [['B']] },
    { ...good, tables: [['A', 'A']] },
    { ...good, tables: [[]] },
  ]
  for (const value of refused) assert.equal(CodebookFile.safeParse(value).success, false, JSON.stringify(value))
})
