// /{lang}/rights/list: "told and understood", to go through together and then keep or throw away (D-214). The ticks have no
// name and the form goes nowhere: even Enter sends nothing.
import type { VNode } from 'preact'
import { Button } from '@apila/ui/Button.tsx'
import { Choice, Choices } from '@apila/ui/Choice.tsx'
import { rightsPages } from './rights-content.ts'
import { RightsFrame, rightsHref, type RightsView } from './RightsFrame.tsx'

export function ToldListPage({ view }: { view: RightsView }): VNode {
  const { lang } = view
  const { words, checklist } = rightsPages
  return (
    <RightsFrame view={view} path="/list" title={words.list[lang]}>
      <p>{words.listLead[lang]}</p>
      <p>{words.listPaper[lang]}</p>
      <form method="dialog" autocomplete="off" id="told">
        {checklist.map((line, index) => (
          <Choices key={line.text.en} legend={line.text[lang]}>
            <div class="row">
              <Choice id={`told-${String(index)}`}>{words.told[lang]}</Choice>
              <Choice id={`understood-${String(index)}`}>{words.understood[lang]}</Choice>
              <a
                class="phone"
                href={rightsHref(view, `/${line.part}`)}
                aria-label={`${words.more[lang]}: ${line.text[lang]}`}
              >
                {words.more[lang]}
              </a>
            </div>
          </Choices>
        ))}
        <Button type="reset" quiet>
          {words.clear[lang]}
        </Button>
      </form>
    </RightsFrame>
  )
}
