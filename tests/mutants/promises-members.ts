// Breaks of what members that come, go and decide lean on. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const WORK = 'packages/app/src/organisation/joining'
const BATCH = 'packages/sealing/src/organisation'

const newcomer = inFile(`${WORK}/member-work.ts`, `${WORK}/member-work.test.ts`)
const batch = inFile(`${BATCH}/batch.ts`, `${BATCH}/members.test.ts`)
const changes = inFile(`${BATCH}/changes.ts`, `${BATCH}/members.test.ts`)
const missing = inFile('packages/core/src/organisation/missing-signatures.ts', `${BATCH}/members.test.ts`)

export const MEMBER_MUTANTS: readonly PromiseMutant[] = [
  newcomer(
    'P-71',
    'newcomer-signs-anything',
    'a decision that somebody put beside the admission is signed by the newcomer',
    'return mine.size === 0 && others.every(isCommonKey)',
    'return mine.size === 0',
  ),
  newcomer(
    'P-71',
    'newcomer-signs-less',
    'the newcomer becomes a member without its team, or with the role, key or papers of somebody else',
    'return mine.size === 0 && others.every(isCommonKey)',
    'return others.every((text) => isCommonKey(text) || !text.includes(\'"kind":"policy"\'))',
  ),
  newcomer(
    'P-71',
    'newcomer-without-itself',
    'a device signs an admission in which it does not stand',
    '|| ![first, second].some((each) => canonical(each) === canonical(own))',
  ),
  batch(
    'P-72',
    'gone-signs-on',
    'whoever leaves signs the key that comes after it',
    'if (organisation === content.id) gone.add(id)',
    'void [id, organisation]',
  ),
  changes(
    'P-72',
    'key-for-leaver',
    'the papers of whoever leaves open the new key',
    'const organisations = new Map([...roster.organisations].filter(([each]) => each !== id))',
    'const organisations = new Map(roster.organisations)',
  ),
  batch(
    'P-73',
    'old-word-counts-anew',
    'keepers sign for a proposal that nobody can complete',
    'const others = keepers.filter((id) => !waiting.read.signedBy.includes(id))',
    'const others = keepers',
  ),
  missing(
    'P-73',
    'fewer-members-needed',
    'a keeper is told that enough have signed',
    'needed = Math.max(needed, Math.floor(members.length / 2) + 1)',
    'needed = Math.max(needed, 1)',
  ),
  {
    name: 'sender-not-told',
    promise: 'P-72',
    lost: 'a sender waits for somebody who opens nothing any more',
    file: 'packages/app/src/organisation/is-there.ts',
    text: 'isActiveDeskAt(roster, which, roster.length)',
    becomes: 'isActiveDeskAt(roster, which, roster.length) || roster.length > 0',
    test: 'tests/journeys/left-member.test.ts',
    rebuild: true,
  },
]
