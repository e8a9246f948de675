// The app's sentences in the three languages, in lazy parts: what the first screens need, and the rest when another screen opens.
// Missing keys are type errors: English is the measure; house/check-content.ts compares the languages.
import type { Language } from '@apila/core/content/language.ts'

type Table = Readonly<Record<string, string>>

const englishFirst = async () =>
  (await import('../../../../content/texts/en/desk-first.json', { with: { type: 'json' } })).default
const english = async () => (await import('../../../../content/texts/en/desk.json', { with: { type: 'json' } })).default
const englishTalk = async () =>
  (await import('../../../../content/texts/en/talk.json', { with: { type: 'json' } })).default
const englishAgree = async () =>
  (await import('../../../../content/texts/en/desk-agree.json', { with: { type: 'json' } })).default
const englishKeys = async () =>
  (await import('../../../../content/texts/en/keys.json', { with: { type: 'json' } })).default
const englishRecovery = async () =>
  (await import('../../../../content/texts/en/recovery.json', { with: { type: 'json' } })).default
const englishProblems = async () =>
  (await import('../../../../content/texts/en/problems.json', { with: { type: 'json' } })).default

export type TextKey =
  | keyof Awaited<ReturnType<typeof englishFirst>>
  | keyof Awaited<ReturnType<typeof english>>
  | keyof Awaited<ReturnType<typeof englishTalk>>
  | keyof Awaited<ReturnType<typeof englishAgree>>
  | keyof Awaited<ReturnType<typeof englishKeys>>
  | keyof Awaited<ReturnType<typeof englishRecovery>>
export type ProblemKey = keyof Awaited<ReturnType<typeof englishProblems>>

/** Sentences with a form for each kind of number, `key:one` and `key:other`: see packages/core/src/content/check-languages.ts. */
type Counted<Key> = Key extends `${infer Start}:other` ? Start : never
export type CountedKey = Counted<TextKey>

export interface Texts {
  language: Language
  /** A sentence, with `{name}` places filled from `values`. */
  t: (key: TextKey, values?: Readonly<Record<string, string | number>>) => string
  /** The form of a sentence that fits `{count}`. */
  count: (key: CountedKey, count: number) => string
  /** What went wrong and what to do, by code. */
  problem: (key: ProblemKey) => string
}

interface Parts {
  first: () => Promise<Table>
  rest: () => Promise<Table>
  /** What is said while two desks talk, and when advice is asked. */
  talk: () => Promise<Table>
  /** Agreeing with the client. */
  agree: () => Promise<Table>
  /** Founding, enrolling, signing in with a passkey, and what administrators do with keys and people. */
  keys: () => Promise<Table>
  /** Recovery papers: trying them, and coming back by them. */
  recovery: () => Promise<Table>
  problems: () => Promise<Table>
}

const PARTS: Readonly<Record<Language, Parts>> = {
  fi: {
    first: async () =>
      (await import('../../../../content/texts/fi/desk-first.json', { with: { type: 'json' } })).default,
    rest: async () => (await import('../../../../content/texts/fi/desk.json', { with: { type: 'json' } })).default,
    talk: async () => (await import('../../../../content/texts/fi/talk.json', { with: { type: 'json' } })).default,
    agree: async () =>
      (await import('../../../../content/texts/fi/desk-agree.json', { with: { type: 'json' } })).default,
    keys: async () => (await import('../../../../content/texts/fi/keys.json', { with: { type: 'json' } })).default,
    recovery: async () =>
      (await import('../../../../content/texts/fi/recovery.json', { with: { type: 'json' } })).default,
    problems: async () =>
      (await import('../../../../content/texts/fi/problems.json', { with: { type: 'json' } })).default,
  },
  sv: {
    first: async () =>
      (await import('../../../../content/texts/sv/desk-first.json', { with: { type: 'json' } })).default,
    rest: async () => (await import('../../../../content/texts/sv/desk.json', { with: { type: 'json' } })).default,
    talk: async () => (await import('../../../../content/texts/sv/talk.json', { with: { type: 'json' } })).default,
    agree: async () =>
      (await import('../../../../content/texts/sv/desk-agree.json', { with: { type: 'json' } })).default,
    keys: async () => (await import('../../../../content/texts/sv/keys.json', { with: { type: 'json' } })).default,
    recovery: async () =>
      (await import('../../../../content/texts/sv/recovery.json', { with: { type: 'json' } })).default,
    problems: async () =>
      (await import('../../../../content/texts/sv/problems.json', { with: { type: 'json' } })).default,
  },
  en: {
    first: englishFirst,
    rest: english,
    talk: englishTalk,
    agree: englishAgree,
    keys: englishKeys,
    recovery: englishRecovery,
    problems: englishProblems,
  },
}

const sentences = new Map<Language, Table>()
const complete = new Set<string>()
const speaking = new Map<Language, Texts>()
// Grows as screens beyond the first ones are opened: from then on every language is loaded with them.
const wanted = new Set<'rest' | 'talk' | 'agree' | 'keys' | 'recovery'>()

const problems = new Map<Language, Table>()
// Set once something went wrong, or the list of the day stands: nobody waits for sentences that say what is amiss while nothing is.
let wantsProblems = false

async function readProblems(language: Language): Promise<void> {
  if (problems.has(language)) return
  const said = await PARTS[language].problems().catch(() => null)
  if (said) problems.set(language, said)
}

/** Before a problem is shown. Never fails: where its sentence cannot come, `problem` says that there is no signal. */
export async function loadProblems(language: Language): Promise<void> {
  wantsProblems = true
  await readProblems(language)
}

/** The texts of one language; all of them once `loadAll` has been called. */
export async function loadTexts(language: Language): Promise<Texts> {
  const parts = PARTS[language]
  let texts = speaking.get(language)
  if (!texts) {
    const first = await parts.first()
    sentences.set(language, { ...first, ...sentences.get(language) })
    const t: Texts['t'] = (key, values = {}) => fill(sentences.get(language)?.[key] ?? key, values)
    texts = {
      language,
      t,
      count: (key, count) => t(`${key}:${new Intl.PluralRules(language).select(count)}` as TextKey, { count }),
      problem: (key) => {
        const said = problems.get(language)
        // They are asked for before one is shown: where they did not come, there is no signal.
        return said ? (said[key] ?? said['broken'] ?? key) : t('offline')
      },
    }
    speaking.set(language, texts)
  }
  if (wantsProblems) await readProblems(language)
  const missing = [...wanted].filter((name) => !complete.has(language + name))
  const found = await Promise.all(missing.map((name) => parts[name]()))
  sentences.set(language, Object.assign({}, sentences.get(language), ...found) as Table)
  for (const name of missing) complete.add(language + name)
  return texts
}

/** Loads the rest of what `languages` say, before a screen that needs it. */
export async function loadAll(languages: readonly Language[]): Promise<void> {
  wantsProblems = true
  for (const name of ['rest', 'talk', 'agree'] as const) wanted.add(name)
  await Promise.all(languages.map(loadTexts))
}

/** Loads what is said of keys and people, before a screen that needs it. */
export async function loadKeyTexts(languages: readonly Language[]): Promise<void> {
  wanted.add('keys')
  wantsProblems = true
  await Promise.all(languages.map(loadTexts))
}

/** Loads what is said of recovery papers, before a screen that needs it. */
export async function loadRecoveryTexts(languages: readonly Language[]): Promise<void> {
  wanted.add('recovery')
  wantsProblems = true
  await Promise.all(languages.map(loadTexts))
}

/** Fills `{name}` places. A place without a value stays, so that the mistake is seen. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
