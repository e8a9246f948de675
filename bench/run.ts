// All measurements, one after another: `npm run bench`; `npm run bench -- server` only one of them. Each prints its own table of ratios.
const ALL = [
  'sealing',
  'roster',
  'statistics',
  'check-text',
  'server',
  'desk',
  'slow-line',
  'sign-in',
  'relocking',
] as const
const [wanted] = process.argv.slice(2)
for (const name of ALL.filter((one) => wanted === undefined || wanted === one)) {
  console.log(`\n== ${name}`)
  await import(`./${name}/run.ts`)
}
