// Forms of one word have one key, or keys that the search takes for near.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearness } from './find-documents.ts'
import { keyOf, splitWords, tellingWords } from './search-words.ts'

const FORMS = {
  fi: [
    'turvakoti turvakodin turvakotia turvakodissa turvakodista turvakotiin turvakodille turvakodit turvakoteja turvakodeissa',
    'tulkki tulkin tulkkia tulkille tulkkina tulkit tulkkeja',
    'poliisi poliisin poliisia poliisille poliisiin poliisista',
    'lapsi lapsen lasta lapselle lapset lapsilla',
    'lakimies lakimiehen lakimiestä lakimiehelle',
    'oikeusapu oikeusavun oikeusapua oikeusavusta',
    'rikosilmoitus rikosilmoituksen rikosilmoitusta rikosilmoitukseen',
    'vapaaehtoinen vapaaehtoisen vapaaehtoista vapaaehtoisille',
    'työpaikka työpaikan työpaikalla työpaikkaa',
    'raha rahan rahaa rahasta',
    'kaupunki kaupungin kaupungissa kaupunkiin',
    'korvaus korvauksen korvausta korvaukset',
  ],
  sv: [
    'skyddshem skyddshemmet skyddshemmen',
    'tolk tolken tolkar tolkarna',
    'anmälan anmälans',
    'klient klienten klienter klienterna klientens',
    'polis polisen poliser',
  ],
  en: ['shelter shelters', 'interpreter interpreters', 'notification notifications', 'right rights', 'child children'],
} as const

for (const [lang, words] of Object.entries(FORMS) as ['fi' | 'sv' | 'en', readonly string[]][])
  test(`${lang}: a word is found by any of its forms`, () => {
    for (const forms of words) {
      const keys = forms.split(' ').map((word) => keyOf(splitWords(word)[0] ?? '', lang))
      for (const asked of keys) for (const word of keys) assert.ok(nearness(asked, word) > 0, `${asked} ${word}`)
    }
  })

test('other words stay other words', () => {
  for (const [one, other] of [
    ['tulkki', 'tuki'],
    ['lapsi', 'lupa'],
    ['saattaja', 'saat'],
    ['raha', 'rikos'],
    ['poliisi', 'politiikka'],
    ['velka', 'vesi'],
  ] as const)
    assert.equal(nearness(keyOf(one, 'fi'), keyOf(other, 'fi')), 0, `${one} ${other}`)
})

test('a slip of the finger is forgiven in a long word, and in a short one it is not', () => {
  for (const [typed, word] of [
    ['turvakdoti', 'turvakoti'],
    ['auttamisjärjestlemä', 'auttamisjärjestelmä'],
    ['rikosilmotus', 'rikosilmoitus'],
    ['lastensuojelulimoitus', 'lastensuojeluilmoitus'],
  ] as const)
    assert.ok(nearness(keyOf(splitWords(typed)[0]!, 'fi'), keyOf(splitWords(word)[0]!, 'fi')) > 0, typed)
  assert.equal(nearness('apu', 'opu'), 0)
  assert.equal(nearness('112', '113'), 0)
})

test('words are split and folded alike, however they were typed: letters put together or apart, capitals, signs', () => {
  assert.deepEqual(splitWords('Työ, TYÖ! työ-tyo'), ['tyo', 'tyo', 'tyo', 'tyo'])
  assert.deepEqual(splitWords('Työ'.normalize('NFD')), splitWords('Työ'.normalize('NFC')))
  assert.deepEqual(splitWords('  <script>alert(1)</script> '), ['script', 'alert', '1', 'script'])
  assert.deepEqual(splitWords('…'), [])
})

test('small words say nothing, unless nothing else was typed', () => {
  assert.deepEqual(tellingWords('missä on turvakoti', 'fi'), ['turvakoti'])
  assert.deepEqual(tellingWords('mitä jos', 'fi'), ['mita', 'jos'])
})
