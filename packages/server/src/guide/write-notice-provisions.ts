// Prints content/rights/notices.json from the guide's duties, and from content/rights/urgent.json, which is no duty: `npm run write` after
// one changed. The app's notices cite these, so that one place says which law it is, from where and as of which day.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Provision } from '@apila/core/referral/owed-notice.ts'
import { StatedProvision } from '@apila/core/referral/notice-provisions.ts'
import { contentLibrary } from '../library/content.ts'

const FILE = fileURLToPath(new URL('../../../../content/rights/notices.json', import.meta.url))

const URGENT = fileURLToPath(new URL('../../../../content/rights/urgent.json', import.meta.url))

async function noticeProvisions(): Promise<string> {
  const { act, law } = contentLibrary({ demo: false })
  const urgent = StatedProvision.parse(JSON.parse(await readFile(URGENT, 'utf8')))
  const provisions = Provision.options.map((id) => {
    if (id === urgent.id) return urgent
    const rule = act.rules.find((one) => one.id === id)
    if (!rule?.told) throw new Error(`the guide has no duty "${id}"`)
    const { told, base, sources, certainty, checkedOn, seenTo } = rule
    return { id, told, base, sources, certainty, checkedOn, seenTo }
  })
  const only = <Named>(all: Readonly<Record<string, Named>>, names: readonly string[]) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))
  const { owner, laws, sources } = law.reference
  const reference = {
    owner,
    laws: only(
      laws,
      provisions.flatMap(({ base }) => base.map(({ law: name }) => name)),
    ),
    sources: only(
      sources,
      provisions.flatMap((one) => one.sources),
    ),
  }
  return `${JSON.stringify({ provisions, reference }, null, 2)}\n`
}

await writeFile(FILE, await noticeProvisions())
