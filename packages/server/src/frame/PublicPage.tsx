// The public host's frame around any of its pages: `Page` of the ui package with our own header, navigation and footer.
import type { ComponentChildren, VNode } from 'preact'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { Clover } from '@apila/ui/Clover.tsx'
import { Navigation, Page, type NavigationLink } from '@apila/ui/Page.tsx'
import type { Library } from '../library/library.ts'
import { ReportedNumbers } from './ReportedNumbers.tsx'
import { getPublicTexts } from './texts.ts'

export interface PublicPageProps {
  lang: Language
  library: Library
  /** What follows the language in the address, with its slash: `/services`. The other languages are linked by it. */
  path: string
  /** Title of the page; the site's name is added unless `plainTitle`. */
  title: string
  plainTitle?: boolean | undefined
  bar?: ComponentChildren
  /** Sheets of the page's kind: `pages`, `act`. */
  styles?: readonly string[] | undefined
  script?: string | undefined
  /** Leaves the row of links in the header out, where room is scarce. */
  withoutNavigation?: boolean | undefined
  /** False keeps search engines away. */
  indexed?: boolean | undefined
  /** Services whose entries stand on the page, and say themselves what their organisation has reported. */
  entries?: readonly string[] | undefined
  children: ComponentChildren
}

/** Pages for the work with clients, and about the network, at the foot of every page. */
function moreLinks(lang: Language, { pages }: Library): NavigationLink[] {
  const texts = getPublicTexts(lang)
  return [
    { href: `/${lang}/guide/record`, text: texts.navRecord },
    { href: `/${lang}/interpreters`, text: texts.navInterpreters },
    { href: `/${lang}/guide/cards`, text: texts.navCards },
    { href: `/${lang}/rights`, text: texts.navRights },
    ...(['about', 'press', 'privacy', 'accessibility'] as const).map((id) => ({
      href: `/${lang}/${id}`,
      text: pages[id][lang].title,
    })),
  ]
}

export function PublicPage(props: PublicPageProps): VNode {
  const { lang, library, path, title } = props
  const texts = getPublicTexts(lang)
  const links: NavigationLink[] = [
    { href: `/${lang}/guide`, text: texts.navGuide },
    { href: `/${lang}/services`, text: texts.navServices },
    { href: `/${lang}/statistics`, text: texts.navStatistics },
    { href: `/${lang}/search`, text: texts.navSearch },
  ].map((link) => ({ ...link, current: `/${lang}${path}`.startsWith(link.href) }))
  const footerLinks = [
    ...(props.withoutNavigation === true ? links : []),
    ...moreLinks(lang, library),
    { href: '/desk/', text: texts.navDesk },
  ]
  return (
    <Page
      lang={lang}
      title={props.plainTitle === true ? title : `${title} – ${texts.siteName}`}
      demo={library.demo ? texts.demoStrip : undefined}
      siteName={texts.siteName}
      homeHref={`/${lang}/`}
      skipText={texts.skip}
      languagesText={texts.languages}
      languageLinks={LANGUAGES.map((other) => ({ lang: other, name: LANGUAGE_NAMES[other], href: `/${other}${path}` }))}
      navigationText={texts.pages}
      navigation={props.withoutNavigation === true ? [] : links}
      bar={props.bar}
      styles={props.styles}
      sign={<Clover />}
      script={props.script}
      indexed={props.indexed}
      footer={
        <>
          <Navigation label={texts.navAbout} links={footerLinks} />
          <p>{texts.footerTrace}</p>
        </>
      }
    >
      <ReportedNumbers
        library={library}
        languages={[lang]}
        sentenceIn={(one) => getPublicTexts(one).numberReported}
        page={[props.bar, props.children]}
        entries={props.entries}
      />
      {props.children}
    </Page>
  )
}
