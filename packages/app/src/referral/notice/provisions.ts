// The duties that a notice can cite, with their law, source and day, as the guide states them.
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Provision } from '@apila/core/referral/owed-notice.ts'
import { showBase, showSources } from '@apila/core/rights/legal-base.ts'
import { NoticeProvisions } from '@apila/core/referral/notice-provisions.ts'
import content from '../../../../../content/rights/notices.json' with { type: 'json' }

const { provisions, reference } = NoticeProvisions.parse(content)

function getProvision(id: Provision) {
  const found = provisions.find((one) => one.id === id)
  if (!found) throw new Error(`no provision "${id}"`)
  return found
}

/** "Child Welfare Act 417/2007, section 25(1)". */
export const provisionName = (id: Provision, language: Language): string =>
  showBase(getProvision(id).base, reference, language)

/** Where the provision was read, and as of which day. */
export function provisionSource(id: Provision, language: Language): { sources: string; day: string } {
  const { sources, checkedOn } = getProvision(id)
  return { sources: showSources(sources, reference, language), day: showDay(checkedOn) }
}

/** What is said to the client: what, why and to whom. */
export function saidToClient(id: Provision, language: Language): { what: string; why: string; toWhom: string } {
  const { what, why, toWhom } = getProvision(id).told
  return { what: what[language], why: why[language], toWhom: toWhom[language] }
}
