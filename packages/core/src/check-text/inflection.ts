// Recognises a listed word in the forms that Finnish and Swedish give it: Pekka, Pekan, Pekalle; Lahti, Lahdessa; Åbo, Åbos.
// Over-recognises a little on purpose: its findings are only asked about.

const ENDINGS = new Set(
  (
    ' n a ä ta tä tta ttä ssa ssä sta stä lla llä lta ltä lle na nä ksi in en an än on ön un yn hin hon hun hen seen een iin s ' +
    "'s :n :lle :lla :lta :s :a :ä :ssa :ssä :sta :stä kin nkin llekin nsa nko ko kö ni lleni llani nni"
  ).split(' '),
)
const LONGEST_ENDING = 6
/** Shorter stems are made of no listed word: they would meet everyday words. Unit: letters. */
const SHORTEST_STEM = 4
/** Swedish names as long as this are also given an "a" before a Finnish ending: "Korsholmassa". Unit: letters. */
const LONG_NAME = 7

const WEAK: readonly [RegExp, string][] = [
  [/kk(?=[aeiouyäö]+$)/, 'k'],
  [/pp(?=[aeiouyäö]+$)/, 'p'],
  [/tt(?=[aeiouyäö]+$)/, 't'],
  [/nk(?=[aeiouyäö]+$)/, 'ng'],
  [/nt(?=[aeiouyäö]+$)/, 'nn'],
  [/mp(?=[aeiouyäö]+$)/, 'mm'],
  [/lt(?=[aeiouyäö]+$)/, 'll'],
  [/rt(?=[aeiouyäö]+$)/, 'rr'],
  [/(?<=[aeiouyäöhlr])t(?=[aeiouyäö]+$)/, 'd'],
  [/(?<=[aeiouyäölr])p(?=[aeiouyäö]+$)/, 'v'],
  [/(?<=[aeiouyäölr])k(?=[aeiouyäö]+$)/, ''],
]

/** Tells how many letters of a word are a listed word's stem, 0 for none. Both the list and the asked word are in lower case. */
export function wordForms(words: readonly string[]): (word: string) => number {
  // At the first word asked, not when the page opens: a slow telephone shows the page before it needs this.
  let stems: Set<string> | undefined
  return (word) => {
    stems ??= new Set(words.flatMap(stemsOf))
    for (let cut = 0; cut <= LONGEST_ENDING && cut < word.length; cut += 1) {
      if (ENDINGS.has(word.slice(word.length - cut)) && stems.has(word.slice(0, word.length - cut)))
        return word.length - cut
    }
    return 0
  }
}

// "Uudellamaalla", "Isossakyrössä": the adjective takes the ending too.
const DOUBLE: Readonly<Record<string, string>> = {
  uusi: 'uuden uudessa uudesta uuteen uudella uudelta uudelle uutta',
  iso: 'ison isossa isosta isoon isolla isolta isolle',
}

function stemsOf(word: string): string[] {
  const [, first = '', second = ''] = /^(uusi|iso)(.{3,})$/.exec(word) ?? []
  const both = (DOUBLE[first]?.split(' ') ?? []).flatMap((form) => stemsOfPart(second, 1).map((stem) => form + stem))
  return [...stemsOfPart(word, SHORTEST_STEM), ...both]
}

function stemsOfPart(word: string, shortest: number): string[] {
  const forms = [word]
  for (const [pattern, weak] of WEAK) if (pattern.test(word)) forms.push(word.replace(pattern, weak))
  const more = forms.flatMap((form) =>
    form.endsWith('i') ? [`${form.slice(0, -1)}e`] : form.endsWith('e') ? [`${form}e`] : [],
  )
  // "Kauniaisissa", "Kauniaisten": most of these names are used in the plural.
  if (word.endsWith('nen')) more.push(...['se', 's', 'si', 'ste'].map((end) => word.slice(0, -3) + end))
  else if (word.endsWith('vesi')) more.push(...['de', 'te', 't'].map((end) => word.slice(0, -2) + end))
  else if (word.endsWith('s'))
    more.push(`${word.slice(0, -1)}kse`, `${word}i`, `${word.slice(0, -1)}${word.at(-2) ?? ''}`)
  else if (/[^aeiouyäöå]$/.test(word)) more.push(`${word}i`, ...(word.length >= LONG_NAME ? [`${word}a`] : []))
  return [word, ...[...forms, ...more].filter((stem) => stem.length >= shortest)]
}
