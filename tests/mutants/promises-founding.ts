// Breaks of a founding from which a device is gone, and of a return whose earlier keys are still shut. How to read: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const FOUNDING = 'packages/app/src/organisation/founding'
const ORGANISATION = 'packages/server/src/organisation'
const server = inFile(`${ORGANISATION}/founding.ts`, `${ORGANISATION}/founding.db.test.ts`)
const board = inFile(`${FOUNDING}/board.ts`, `${FOUNDING}/board.test.ts`)
const work = inFile(`${FOUNDING}/founding-work.ts`, `${FOUNDING}/board.test.ts`)
const PERIODS = 'packages/core/src/organisation/unopened-periods'
const periods = inFile(`${PERIODS}.ts`, `${PERIODS}.test.ts`)
const papers = inFile('packages/sealing/src/organisation/papers.ts', 'packages/sealing/src/organisation/papers.test.ts')

export const FOUNDING_MUTANTS: readonly PromiseMutant[] = [
  board(
    'P-110',
    'gone-holds-up',
    'a device that is gone, or a stranger with the code, is in every batch, and nothing is founded',
    'founders.filter(isBelieved)',
    '[...founders]',
  ),
  board(
    'P-110',
    'void-signature-counts',
    'a signature of what was put together before counts for what is put together now',
    'batch && signed?.batch === batch.digest',
    'batch && signed',
  ),
  board(
    'P-110',
    'older-round-stays',
    'what was put together first is signed, whatever was put together anew',
    'b.round - a.round ||',
    '',
  ),
  work('P-110', 'signs-uncompared', 'a device signs somebody whom nobody has heard', ' || notCompared.length > 0'),
  server(
    'P-110',
    'taken-back-founds',
    'a signature that was taken back, or given to another batch, founds a second network',
    'return signed ? signed.batch === batch : false',
    'return true',
  ),
  server(
    'P-110',
    'speaks-for-another',
    'whoever has the code says another device’s record, and its signature is theirs',
    'if (isTaken(said)) return false',
  ),
  server(
    'P-110',
    'place-is-told',
    'whoever has the code learns how another device speaks, and speaks in its place',
    'from: digestOf(from), topic',
    'from, topic',
  ),
  periods(
    'P-111',
    'nothing-waits',
    'after a return the list says that nothing waits while earlier keys are shut',
    'since < back.since && lives',
    'since > back.since && lives',
  ),
  papers(
    'P-111',
    'earlier-papers-shut',
    'with one lost device everything that was sealed before a return is lost',
    "if (opened.ok || opened.problem !== 'older') return opened",
    'if (!opened.ok) return opened',
  ),
]
