// `npm run components`: every component in every state, under the sheets of the app and of the public pages, light and dark beside each
// other. `-- --port 3100` chooses the port, `-- write` writes the record of looks anew (house/components-look.txt).
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { LOOK_FILE, recordLooks } from './components-look.ts'
import { serveComponents } from './components-server.ts'
import { inRoot } from './paths.ts'

const { values, positionals } = parseArgs({
  options: { port: { type: 'string', default: '3100' } },
  allowPositionals: true,
})
if (positionals.includes('write')) {
  await writeFile(inRoot(LOOK_FILE), await recordLooks())
} else {
  const { url } = await serveComponents(Number(values.port))
  console.log(`All components: ${url}. Stop with Ctrl+C.`)
}
