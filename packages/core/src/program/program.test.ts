// Whether a program may run: two of the three known keys, every file as its hash says, none too many, and never back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Digest } from '../bytes.ts'
import { Day } from '../day.ts'
import { VerifyKey } from '../organisation/roster.ts'
import {
  LastRun,
  type Looked,
  type Manifest,
  Program,
  ReleaseKeyFile,
  ReleaseKeys,
  compareVersions,
  judgeProgram,
  manifestText,
  readManifest,
} from './program.ts'

const digest = (letter: string) => Digest.parse(`${letter.repeat(42)}A`)
// Points of RFC 8032's test vectors and of its base point.
const KEYS = [
  '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw',
  '_FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCU',
  '7BcrrZYbcFSm73DKwU0H1ZaPgbhoLqwmm3ADZQCFJzE',
].flatMap((key) => VerifyKey.safeParse(key).data ?? [])
const organisations = ['alder', 'birch', 'cedar']
const keys = ReleaseKeys.parse({
  v: 2,
  keys: organisations.map((organisation, at) => ({ organisation, verifyKey: KEYS[at] })),
})
const manifest: Manifest = {
  ...{ v: 2, version: '1.2.3', on: Day.parse('2026-11-30'), previous: null },
  files: { 'index.html': digest('a'), 'assets/desk.js': digest('b') },
}
const looked: Looked = { digest: digest('m'), files: manifest.files, signers: KEYS.slice(0, 2) }
const judge = (changes: Partial<Looked> = {}, last: Parameters<typeof judgeProgram>[3] = null, of = manifest) =>
  judgeProgram({ manifest: manifestText(of) }, { ...looked, ...changes }, keys, last)
const problemOf = (...wish: Parameters<typeof judge>) => {
  const judged = judge(...wish)
  return judged.ok ? null : [judged.problem, judged.at]
}

test('two of three signers are enough, whichever they are; a stranger and one alone are not', () => {
  const [one, two, three, stranger] = KEYS
  assert.ok(one && two && three && stranger)
  for (const signers of [
    [one, two],
    [three, one],
    [one, two, three],
  ])
    assert.equal(problemOf({ signers }), null)
  for (const signers of [[], [one], [one, one], [one, stranger]])
    assert.deepEqual(problemOf({ signers }), ['too-few-signatures', undefined])
})

test('each file is what its hash says, none is missing and none is too many', () => {
  const { 'index.html': page, ...rest } = manifest.files
  assert.deepEqual(problemOf({ files: { ...manifest.files, 'assets/desk.js': digest('c') } }), [
    'file-changed',
    'assets/desk.js',
  ])
  assert.deepEqual(problemOf({ files: rest }), ['file-missing', 'index.html'])
  assert.deepEqual(problemOf({ files: { ...manifest.files, 'extra.js': page ?? digest('a') } }), [
    'file-unknown',
    'extra.js',
  ])
})

test('an older version never runs after a newer one, nor another of the same number; a newer one and the same do', () => {
  const last = (version: string, of = digest('m')) => ({ version, digest: of })
  assert.equal(problemOf({}, last('1.2.2')), null)
  assert.equal(problemOf({}, last('1.2.3')), null)
  for (const version of ['1.2.4', '1.10.0', '2.0.0'])
    assert.deepEqual(problemOf({}, last(version)), ['older-version', undefined])
  assert.deepEqual(problemOf({}, last('1.2.3', digest('n'))), ['another-of-this-version', undefined])
  const judged = judge({}, last('1.2.2'))
  assert.deepEqual(judged.ok && judged.lastRun, { version: '1.2.3', digest: digest('m') })
})

test('versions are compared as numbers', () => {
  assert.ok(compareVersions('1.9.0', '1.10.0') < 0)
  assert.ok(compareVersions('2.0.0', '1.99.99') > 0)
  assert.equal(compareVersions('1.0.0', '1.0.0'), 0)
  assert.ok(compareVersions('1.0.1', '1.0.0') > 0)
})

test('a manifest is canonical, has a page, and names no file outside its folder', () => {
  assert.deepEqual(readManifest(manifestText(manifest)), manifest)
  const wrong: unknown[] = [
    { ...manifest, files: { 'assets/desk.js': digest('b') } },
    ...['../index.html', '/index.html', 'assets/.hidden', 'a//b', 'a\\b', ''].map((path) => ({
      ...manifest,
      files: { ...manifest.files, [path]: digest('a') },
    })),
    { ...manifest, version: '1.2' },
    { ...manifest, version: '01.2.3' },
    { ...manifest, more: 1 },
  ]
  for (const one of wrong) assert.equal(readManifest(manifestText(one as Manifest)), null, JSON.stringify(one))
  assert.equal(readManifest(JSON.stringify(manifest, null, 1)), null)
  assert.deepEqual(judgeProgram({ manifest: '{}' }, looked, keys, null), { ok: false, problem: 'not-a-program' })
})

test('release keys are three, of three organisations, all different', () => {
  const of = (...pairs: [string, number][]) => ({
    v: 2,
    keys: pairs.map(([organisation, at]) => ({ organisation, verifyKey: KEYS[at] })),
  })
  assert.ok(ReleaseKeys.safeParse(of(['alder', 0], ['birch', 1], ['cedar', 2])).success)
  assert.ok(!ReleaseKeys.safeParse(of(['alder', 0], ['birch', 1])).success)
  assert.ok(!ReleaseKeys.safeParse(of(['alder', 0], ['alder', 1], ['cedar', 2])).success)
  assert.ok(!ReleaseKeys.safeParse(of(['alder', 0], ['birch', 0], ['cedar', 2])).success)
})

test('a manifest names at most a thousand files', () => {
  const of = (count: number): Manifest => ({
    ...manifest,
    files: Object.fromEntries(
      Array.from({ length: count }, (_, at) => [at === 0 ? 'index.html' : `f${String(at)}`, digest('a')]),
    ),
  })
  assert.notEqual(readManifest(manifestText(of(1000))), null)
  assert.equal(readManifest(manifestText(of(1001))), null)
})

test('a program as it is passed on, a key of its signers and what ran last have their members and no other', () => {
  const [key] = KEYS
  const signature = 'A'.repeat(86)
  const program = { manifest: '{}', signatures: [{ key, signature }], files: { 'index.html': 'AAAA' } }
  const keyFile = { v: 2, verifyKey: key, private: 'AAAA' }
  const last = { version: '1.2.3', digest: digest('a') }
  for (const [shape, value] of [
    [Program, program],
    [Program, { ...program, signatures: [] }],
    [ReleaseKeyFile, keyFile],
    [LastRun, last],
  ] as const)
    assert.deepEqual(shape.parse(value), value)
  for (const [shape, value] of [
    [Program, {}],
    [Program, { ...program, manifest: 'x'.repeat(400_001) }],
    [Program, { ...program, signatures: [{ key }] }],
    [Program, { ...program, signatures: Array(11).fill({ key, signature }) }],
    [Program, { ...program, files: { '../index.html': 'AAAA' } }],
    [ReleaseKeyFile, { v: 2, verifyKey: key }],
    [ReleaseKeyFile, { ...keyFile, more: 1 }],
    [LastRun, {}],
    [LastRun, { ...last, version: '1.2' }],
  ] as const)
    assert.equal(shape.safeParse(value).success, false, JSON.stringify(value).slice(0, 100))
})
