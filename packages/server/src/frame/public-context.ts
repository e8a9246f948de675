// What the public and the neutral pages need from the server, and no more.
import type { Day } from '@apila/core/day.ts'
import type { ShownDirectory } from '@apila/core/services/confirm.ts'

/** The day, and where leaving leads. */
export interface PublicContext {
  /** The calendar day in Finland, which decides how old a fact is. */
  today: () => Day
  config: {
    /** Origin of the neutral host, without a slash at its end. */
    neutralUrl: string
  }
}

/** What pages with telephone numbers need besides. */
interface HourContext extends PublicContext {
  /** Minutes since midnight in Finland, 0 to 1439: which lines answer now. */
  minute: () => number
}

export interface GuideContext extends HourContext {
  config: PublicContext['config'] & {
    /** Whether the guide may be saved on devices. */
    savedGuide: boolean
  }
}

/** Pages of the service directory need that too, as the members' words leave it. */
export interface DirectoryContext extends HourContext {
  directory: { current: () => ShownDirectory }
}

/** The network's id salts what the ending page makes of her digits; `null` until a network is founded. */
export interface NeutralContext {
  config: {
    /** Where leaving quickly leads. */
    leaveTo: string
  }
  roster: { current: () => { roster: { network: string } } | null }
}
