// What the public and the neutral pages need from the server, and no more.
import type { Day } from '@apila/core/day.ts'
import type { Library } from '../library/library.ts'

/** What a page says comes from here at each request: it may change while the server runs. */
export interface LibraryContext {
  network: { library: { current: () => Library } }
}

/** The day, and where leaving leads. */
export interface PublicContext extends LibraryContext {
  /** The calendar day in Finland, which decides how old a fact is. */
  today: () => Day
  config: {
    /** Origin of the neutral host, without a slash at its end. */
    neutralUrl: string
  }
}

/** What pages with telephone numbers need besides. */
export interface HourContext extends PublicContext {
  /** Minutes since midnight in Finland, 0 to 1439: which lines answer now. */
  minute: () => number
}

export interface GuideContext extends HourContext {
  config: PublicContext['config'] & {
    /** Whether the guide may be saved on devices. */
    savedGuide: boolean
  }
}

/** What the start page needs: it names no organisations where none has founded a network. */
export interface StartContext extends Pick<PublicContext, 'config'> {
  network: LibraryContext['network'] & { roster: { current: () => object | null } }
}

/** The network's id salts what the ending page makes of her digits; `null` until a network is founded. */
export interface NeutralContext {
  config: {
    /** Where leaving quickly leads. */
    leaveTo: string
  }
  network: LibraryContext['network'] & { roster: { current: () => { network: string } | null } }
}
