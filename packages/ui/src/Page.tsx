// The shell of every page that the server renders: language, title, skip link, header with the choice of languages, footer.
// It takes all its words as properties, because the neutral host must show none of the public host's.
import type { ComponentChildren, VNode } from 'preact'

export interface LanguageLink {
  lang: string
  /** The language's name in itself. */
  name: string
  href: string
}

export interface NavigationLink {
  href: string
  text: string
  /** The page where one is, or its part of the site. */
  current?: boolean | undefined
}

export interface PageProps {
  lang: string
  dir?: 'ltr' | 'rtl' | undefined
  /** Whole text of the title bar and of the browser's history. */
  title: string
  siteName: string
  homeHref: string
  skipText: string
  /** Right after the link that skips, unseen until it has the focus: where leaving must be quick by keyboard. */
  quickLink?: ComponentChildren
  languagesText: string
  languageLinks: readonly LanguageLink[]
  navigationText?: string | undefined
  navigation?: readonly NavigationLink[] | undefined
  footer?: ComponentChildren
  /** Between header and main, for bars that stay in sight. */
  bar?: ComponentChildren
  /** Sheets of the page's kind after the one of all pages: `pages`, `act`. */
  styles?: readonly string[] | undefined
  /** Above everything on every page of a made-up network, in its own words for each host; undefined in any other. */
  demo: ComponentChildren
  /** The network's sign beside its name; never on the neutral host. */
  sign?: VNode | undefined
  /** Address of one script, loaded after the page; pages work without it. */
  script?: string | undefined
  /** False keeps search engines away. */
  indexed?: boolean | undefined
  children: ComponentChildren
}

/** Renders a whole document except its doctype. */
export function Page(props: PageProps): VNode {
  const { navigation = [], styles = [] } = props
  return (
    <html lang={props.lang} dir={props.dir ?? 'ltr'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{props.title}</title>
        {props.indexed === false && <meta name="robots" content="noindex" />}
        {['public', ...styles].map((name) => (
          <link key={name} rel="stylesheet" href={`/static/${name}.css`} />
        ))}
        {props.script !== undefined && <script type="module" src={props.script} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {props.skipText}
        </a>
        {props.quickLink}
        <header class="top">
          {props.demo !== undefined && (
            <p class="demo" data-demo="">
              {props.demo}
            </p>
          )}
          <div class="bar">
            <a class="site" href={props.homeHref}>
              {props.sign}
              {props.siteName}
            </a>
            {navigation.length > 0 && <Navigation label={props.navigationText} links={navigation} top />}
            <nav class="languages" aria-label={props.languagesText}>
              <ul class="row">
                {props.languageLinks.map((link) => (
                  <li key={link.lang}>
                    <a
                      href={link.href}
                      hreflang={link.lang}
                      lang={link.lang}
                      aria-current={link.lang === props.lang ? 'true' : undefined}
                    >
                      {link.name}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
        </header>
        {props.bar}
        <main id="main">{props.children}</main>
        {props.footer !== undefined && (
          <footer class="foot">
            <div class="bar">{props.footer}</div>
          </footer>
        )}
      </body>
    </html>
  )
}

interface NavigationProps {
  label: string | undefined
  links: readonly NavigationLink[]
  /** In the header, between the site's name and the languages. */
  top?: boolean
}

/** A row of links with a name of its own for screen readers. */
export function Navigation({ label, links, top = false }: NavigationProps): VNode {
  return (
    <nav aria-label={label} class={top ? 'places-top' : undefined}>
      <ul class="row">
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href} aria-current={link.current === true ? 'page' : undefined}>
              {link.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
