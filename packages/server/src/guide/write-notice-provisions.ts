// Prints content/rights/notices.json from the guide's duties: `npm run write` after a rule changed. The app's notices cite these, so that
// one place says which law it is, from where and as of which day.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Provision } from '@apila/core/referral/notice.ts'
import { contentLibrary } from '../library/content.ts'

const FILE = fileURLToPath(new URL('../../../../content/rights/notices.json', import.meta.url))

function noticeProvisions(): string {
  const { act, law } = contentLibrary({ demo: false })
  const provisions = Provision.options.map((id) => {
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

await writeFile(FILE, noticeProvisions())
