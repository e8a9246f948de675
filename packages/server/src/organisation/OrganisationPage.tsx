// One organisation of the directory: for clients in plain words (D-092), for the other members its working methods,
// criteria and structure (D-012), and its services, each with an area and target group of its own (D-222).
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Text } from '@apila/core/content/text.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { checkAge } from '@apila/core/services/age.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import type { OrganisationProfile } from '@apila/core/services/profile.ts'
import type { ShownService } from '@apila/core/services/confirm.ts'
import type { Organisation } from '@apila/core/services/schema.ts'
import { Note } from '@apila/ui/Note.tsx'
import { KeepBar } from '../frame/KeepBar.tsx'
import { PublicPage } from '../frame/PublicPage.tsx'
import { getPublicTexts } from '../frame/texts.ts'
import type { Library } from '../library/library.ts'
import { SayWhatIsWrong } from '../services/SayWhatIsWrong.tsx'
import { ServiceList } from '../services/ServiceList.tsx'
import { getDirectoryTexts } from '../services/texts.ts'

export interface OrganisationPageProps {
  library: Library
  organisation: Organisation
  profile: OrganisationProfile | undefined
  services: readonly ShownService[]
  lang: Language
  moment: Moment
  /** Where the leave button goes without a script. */
  leaveHref: string
}

export function OrganisationPage({
  library,
  organisation,
  profile,
  services,
  lang,
  moment,
  leaveHref,
}: OrganisationPageProps): VNode {
  const texts = getPublicTexts(lang)
  const words = getDirectoryTexts(lang)
  const roles = { member: texts.roleMember, authority: texts.roleAuthority, other: texts.roleOther }
  return (
    <PublicPage
      lang={lang}
      library={library}
      path={`/organisations/${organisation.id}`}
      entries={services.map(({ id }) => id)}
      title={organisation.name[lang]}
      styles={['pages']}
      script="/static/guide.js"
      bar={<KeepBar texts={texts} leaveHref={leaveHref} sentence={texts.footerTrace} />}
    >
      <p>
        <a class="line" href={`/${lang}/services`}>
          {words.organisationBack}
        </a>
      </p>
      <h1>{organisation.name[lang]}</h1>
      <p>
        <span class="tag">{organisation.invented === true ? texts.roleInvented : roles[organisation.role]}</span>
      </p>
      <p>{organisation.about[lang]}</p>
      {organisation.web !== undefined && (
        <p>
          {words.organisationSite}:{' '}
          <a class="line" href={organisation.web} rel="noreferrer">
            {new URL(organisation.web).host.replace(/^www\./, '')}
          </a>
        </p>
      )}
      {profile !== undefined && checkAge(profile.checkedOn, moment.day) === 'year' && (
        <Note>{words.organisationOld}</Note>
      )}
      {profile !== undefined && <p class="small">{readBy(profile, lang)}</p>}
      {profile !== undefined && <ForClients profile={profile} lang={lang} />}
      <h2>{words.organisationServices}</h2>
      <p>{words.organisationServicesLead}</p>
      <ServiceList services={services} library={library} lang={lang} moment={moment} />
      {profile !== undefined && <ForMembers profile={profile} lang={lang} />}
      <SayWhatIsWrong lang={lang} />
    </PublicPage>
  )
}

/** Whether the organisation itself stands behind the words. */
function readBy({ reviewedBy }: OrganisationProfile, lang: Language): string {
  const words = getDirectoryTexts(lang)
  return reviewedBy === null
    ? words.organisationNotReviewed
    : fillText(words.organisationReviewed, { name: reviewedBy })
}

function ForClients({ profile, lang }: { profile: OrganisationProfile; lang: Language }): VNode {
  const words = getDirectoryTexts(lang)
  const { who, help, start, promises } = profile.forClients
  return (
    <section>
      <h2>{words.organisationForClients}</h2>
      <h3>{words.organisationWho}</h3>
      <p>{who[lang]}</p>
      <Lines title={words.organisationHelp} lines={help} lang={lang} />
      <Lines title={words.organisationStart} lines={start} lang={lang} />
      <Lines title={words.organisationPromises} lines={promises} lang={lang} />
    </section>
  )
}

function ForMembers({ profile, lang }: { profile: OrganisationProfile; lang: Language }): VNode {
  const words = getDirectoryTexts(lang)
  const texts = getPublicTexts(lang)
  const { methods, criteria, structure, open } = profile.forMembers
  const { owner, version, checkedOn, source } = profile
  return (
    <section>
      <h2>{words.organisationForMembers}</h2>
      <Lines title={words.organisationMethods} lines={methods} lang={lang} />
      <Lines title={words.organisationCriteria} lines={criteria} lang={lang} />
      <Lines title={words.organisationStructure} lines={structure} lang={lang} />
      <Lines title={words.organisationOpen} lines={open} lang={lang} />
      <p class="small">
        {fillText(words.organisationVersion, { version: String(version), day: showDay(checkedOn), owner })}{' '}
        {texts.source}: {source[lang]}.
      </p>
    </section>
  )
}

function Lines({ title, lines, lang }: { title: string; lines: readonly Text[]; lang: Language }): VNode {
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.en}>{line[lang]}</li>
        ))}
      </ul>
    </>
  )
}
