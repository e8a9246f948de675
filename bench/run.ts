// All measurements, one after another: `npm run bench`. Each prints its own table of ratios.
console.log('== sealing')
await import('./sealing/run.ts')
console.log('\n== statistics')
await import('./statistics/run.ts')
console.log('\n== text check')
await import('./check-text/run.ts')
