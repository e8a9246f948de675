// The library that comes with this version: what stands under content/, put together by the build.
import { ServiceDirectory } from '@apila/core/services/schema.ts'
import alone from '../../../../content/guide/alone.json' with { type: 'json' }
import guideAdvice from '../../../../content/guide/advice.json' with { type: 'json' }
import facts from '../../../../content/guide/facts.json' with { type: 'json' }
import interpreter from '../../../../content/guide/interpreter.json' with { type: 'json' }
import questions from '../../../../content/guide/questions.json' with { type: 'json' }
import saved from '../../../../content/guide/saved.json' with { type: 'json' }
import signs from '../../../../content/guide/signs.json' with { type: 'json' }
import steps from '../../../../content/guide/steps.json' with { type: 'json' }
import volunteer from '../../../../content/guide/volunteer.json' with { type: 'json' }
import call from '../../../../content/guide/call.json' with { type: 'json' }
import actNow from '../../../../content/guide/act-now.json' with { type: 'json' }
import actToday from '../../../../content/guide/act-today.json' with { type: 'json' }
import actLater from '../../../../content/guide/act-later.json' with { type: 'json' }
import actWords from '../../../../content/guide/act-words.json' with { type: 'json' }
import reference from '../../../../content/rights/reference.json' with { type: 'json' }
import legalWords from '../../../../content/rights/words.json' with { type: 'json' }
import rights from '../../../../content/rights/pages.json' with { type: 'json' }
import { page as aboutFi } from '../../../../content/network/fi/about.md'
import { page as aboutSv } from '../../../../content/network/sv/about.md'
import { page as aboutEn } from '../../../../content/network/en/about.md'
import { page as pressFi } from '../../../../content/network/fi/press.md'
import { page as pressSv } from '../../../../content/network/sv/press.md'
import { page as pressEn } from '../../../../content/network/en/press.md'
import { page as accessibilityFi } from '../../../../content/network/fi/accessibility.md'
import { page as accessibilitySv } from '../../../../content/network/sv/accessibility.md'
import { page as accessibilityEn } from '../../../../content/network/en/accessibility.md'
import { page as privacyFi } from '../../../../content/network/fi/privacy.md'
import { page as privacySv } from '../../../../content/network/sv/privacy.md'
import { page as privacyEn } from '../../../../content/network/en/privacy.md'
import ar from '../../../../content/clients/ar.json' with { type: 'json' }
import fa from '../../../../content/clients/fa.json' with { type: 'json' }
import ru from '../../../../content/clients/ru.json' with { type: 'json' }
import interpreterWords from '../../../../content/interpreters/words.json' with { type: 'json' }
import so from '../../../../content/clients/so.json' with { type: 'json' }
import sounds from '../../../../content/clients/sounds.json' with { type: 'json' }
import th from '../../../../content/clients/th.json' with { type: 'json' }
import uk from '../../../../content/clients/uk.json' with { type: 'json' }
import vi from '../../../../content/clients/vi.json' with { type: 'json' }
import cards from '../../../../content/cards/cards.json' with { type: 'json' }
import recordAdvice from '../../../../content/record/advice.json' with { type: 'json' }
import textCheck from '../../../../content/record/check-text.json' with { type: 'json' }
import interpreters from '../../../../content/interpreters/advice.json' with { type: 'json' }
import services from '../../../../content/organisations/services.json' with { type: 'json' }
import demo from '../../../../content/organisations/demo.json' with { type: 'json' }
import demoLines from '../../../../content/organisations/demo-lines.json' with { type: 'json' }
import choices from '../../../../content/organisations/choices.json' with { type: 'json' }
import profiles from '../../../../content/organisations/profiles.json' with { type: 'json' }
import { withInvented } from './directory.ts'
import { type Library, readLibrary } from './library.ts'
import { readPart } from './read-part.ts'

/** `demo`: with the invented entries of the made-up network's members, so that their workers have something to confirm. */
export function contentLibrary({ demo: isDemo }: { demo: boolean }): Library {
  return readLibrary({
    demo: isDemo,
    directory: isDemo
      ? withInvented(
          readPart(ServiceDirectory, 'organisations/services.json', services),
          readPart(ServiceDirectory, 'organisations/demo.json', demo),
        )
      : services,
    choices,
    profiles,
    guide: { alone, advice: guideAdvice, facts, interpreter, questions, saved, signs, steps, call, volunteer },
    act: { tables: [actNow, actToday, actLater], words: actWords },
    law: { reference, words: legalWords },
    rights,
    pages: {
      about: { fi: aboutFi, sv: aboutSv, en: aboutEn },
      press: { fi: pressFi, sv: pressSv, en: pressEn },
      accessibility: { fi: accessibilityFi, sv: accessibilitySv, en: accessibilityEn },
      privacy: { fi: privacyFi, sv: privacySv, en: privacyEn },
    },
    neutral: { clients: [ar, ru, uk, so, fa, vi, th], sounds, interpreter: interpreterWords },
    cards,
    record: { advice: recordAdvice, textCheck },
    interpreters,
    invented: isDemo ? demoLines : { owner: 'demo', receivers: {} },
  })
}
