// `node bench/check-text/run.ts [--misses]`: recall and precision of the text check, by kind, on the marked items, and marks on plain notes.
// Held-out: written in two rounds (180, then 58) after the rules, measured before anything was changed for them: blocked kinds 0.960
// recall and 0.979 precision, then 1.000 and 0.976; revealing sentences 0.829 and 1.000. What was missed was then mended.
// Fresh: 523 items, again measured first: blocked 0.955 and 0.974, asked 0.874 and 0.953, revealing 0.338 and 0.767, 4 marks in 60 plain
// notes. Then the rules were changed with it in sight, so it is a regression set now.
// Unseen: 90 items written after that, and nothing was changed for them. Rules before the change: blocked 1.000 and 1.000, asked 0.926
// and 0.900, revealing 0.333 and 0.600. After: blocked 1.000 and 1.000, asked 1.000 and 0.897, revealing 0.556 and 0.714.
// A second review then asked for pleas, places in their forms and the guide's own signs. Its sentences went to the fresh set (now 604 items;
// revealing 1.000 and 0.964). The first unseen set: revealing 0.611 and 1.000, but its precision is no longer unseen: two of the false
// alarms that the review named (a child afraid of the stethoscope, blood sugar that is checked) stand in it.
// Unseen 2: 90 sentences written after that, far from the lists' words on purpose, and nothing was changed for them. Rules before: revealing
// 0.244 and 0.733; after: 0.289 and 0.867; asked 1.000 and 1.000.
// Then lists of words gave way to concepts that meet in a sentence. For that 372 new sentences were written before the rules were looked at
// and split by lot, the same matter in all three languages on the same side: half to work with (items-concepts.txt), half put aside
// (items-unseen-3.txt). The old rules on the part put aside: 0.281 and 1.000. The new ones, measured once when they were done: 0.781 and
// 1.000, 0 of 90 plain notes marked. Everyday notes near the topics (items-near.txt, no sentence of them reveals) then showed false alarms,
// and rare words had to go for the script's size; after that 0.771 and 1.000. Rules and sentences have the same author, so a stranger's note
// fares worse: on the other author's unseen 2, which nobody looked at, 0.533 and 0.960 (before 0.289 and 0.867), on the first unseen set
// 0.778 and 0.824 (before 0.611 and 1.000).
// Notes: 278 short notes of three languages (notes-marked.txt), written before these rules were looked at. Measured first: telephone 30 of 31,
// identity numbers 11 of 25, plates 3 of 8, positions 4 of 14, devices 8 of 12, handles 4 of 7, the rest 61 of 62. Then the rules were changed
// with them in sight: 159 of 159, so they are a regression set now. 72 identifiers written after that (identifiers-by-kind.test.ts): 61 found
// at first, 69 after.
// So formats are found; of sentences that reveal, in words of one's own, between a half and three quarters. The page says that it does not
// find everything.
import {
  ASKED,
  BLOCKED,
  IDENTIFIERS,
  measure,
  measurePlainNotes,
  measureRevealing,
  measureSentences,
  precisionOf,
  readItems,
  recallOf,
  type Measure,
} from './measure.ts'
import { measureNotes, readNotes, SOUGHT } from './notes.ts'

const share = (value: number): string => (Number.isNaN(value) ? '    -' : value.toFixed(3))

function print(label: string, one: Measure): void {
  const counts = `${String(one.found)}/${String(one.marked)} found, ${String(one.right)}/${String(one.raised)} right`
  console.log(`${label.padEnd(30)} recall ${share(recallOf(one))}  precision ${share(precisionOf(one))}  ${counts}`)
  if (process.argv.includes('--misses'))
    for (const line of [...one.missed.map((text) => `missed: ${text}`), ...one.false.map((text) => `false: ${text}`)])
      console.log(`    ${line}`)
}

for (const name of [
  'items-tuned.txt',
  'items-held-out.txt',
  'items-fresh.txt',
  'items-concepts.txt',
  'items-near.txt',
  'items-unseen.txt',
  'items-unseen-2.txt',
  'items-unseen-3.txt',
] as const) {
  const items = readItems(name)
  console.log(`${name}: ${String(items.length)} items`)
  if (items.some(({ marks }) => marks.length > 0)) {
    for (const kind of BLOCKED) print(kind, measure(items, [kind], 'same-kind'))
    print('blocked together', measure(items, BLOCKED, 'same-kind'))
    print('asked, any kind', measure(items, ASKED, 'any-kind'))
    print('all identifiers, any kind', measure(items, IDENTIFIERS, 'any-kind'))
  }
  if (!['items-tuned.txt', 'items-held-out.txt'].includes(name)) print('revealing sentences', measureRevealing(items))
}
console.log(`sentences.txt: ${String(measureSentences().items)} sentences`)
print('revealing sentences', measureSentences())
const notes = readNotes()
console.log(`notes-marked.txt: ${String(notes.length)} notes`)
for (const sought of SOUGHT) print(sought, measureNotes(notes, sought))
const plain = measurePlainNotes()
console.log(`notes-plain.txt: ${String(plain.marks.length)} marks in ${String(plain.notes)} plain notes`)
if (process.argv.includes('--misses')) for (const mark of plain.marks) console.log(`    ${mark}`)
