// E-mail addresses, plain and disguised ("at", "ät", "miukumauku", "(piste)"), and names on other services.
import type { Detector, Finding } from './finding.ts'

const LOCAL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._%+'-]{0,63})"
const PLAIN = new RegExp(
  `(?<![\\p{L}\\p{N}._%+-])${LOCAL}\\s?@\\s?(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})\\.\\n?){1,6}\\p{L}{2,24}(?![\\p{L}\\p{N}])`,
  'giu',
)
const AT = '(?: ?[[({<] ?(?:at|ät|a|@|miuku ?mauku|snabel-?a) ?[\\])}>] ?| (?:ät|at|miuku ?mauku|snabel-?a) )'
const DOT = '(?: ?[[({<] ?(?:piste|dot|punkt|\\.) ?[\\])}>] ?| (?:piste|dot|punkt|\\.) |\\.)'
const SPLIT = '(?:piste|dot|punkt)'
const DISGUISED = new RegExp(
  `(?<![\\p{L}\\p{N}._%+-])((?:[\\p{L}\\p{N}_%+'-]{1,40}(?:\\.| \\. | ${SPLIT} | ?[[(]${SPLIT}[\\])] ?)){0,3}[\\p{L}\\p{N}_%+'-]{1,40})(${AT}| ?@ ?)((?:[\\p{L}\\p{N}-]{1,63}${DOT}){1,4}(?:fi|se|com|net|org|eu|ee|ru|ua|de|uk|no|dk|me|io|info|ch|fr|es|it|pl|ro|lv|lt|vn|th|np|so|ir|iq))(?![\\p{L}\\p{N}])`,
  'giu',
)
// Mail services that people name without their ending.
const SERVICE =
  'g-?mail|hotmail|outlook|yahoo|icloud|proton(?:mail)?|tutanota|luukku|suomi24|elisanet|kolumbus|gmx|yandex|mail\\.ru|live|telia|bredband'
const TO_SERVICE = new RegExp(
  `(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+'-]{2,64}(?: ?@ ?|${AT})(?:${SERVICE})(?:${DOT}\\p{L}{2,6})?(?![\\p{L}\\p{N}])`,
  'giu',
)
const HANDLE =
  /(?<![\p{L}\p{N}@/.])@[\p{L}_][\p{L}\p{N}_.]{2,30}(?![\p{L}\p{N}])|(?<!\p{L})(?:https?:\/\/)?(?:(?:www|m|web)\.)?(?:facebook|fb|m|messenger|instagram|tiktok|vk|linkedin|snapchat|t|wa|x|twitter|onlyfans|telegram|signal|line|viber|youtube|threads)\.(?:com|me|ru|org|net)\/[\p{L}\p{N}_.\-/?=@#&%+]{2,80}|(?<!\p{L})(?:snapchat|snap|insta(?:gram)?|facebook|fb|tiktok|telegram|wechat|line id|käyttäjä(?:nimi|tunnus)|nimimerkki|username|user name|användarnamn)(?:issa|ssa|na|:|-?nimi(?:llä)?|-?tunnus)?(?: (?:is|är|on))?[ :]{1,3}[\p{L}_]*[\d_][\p{L}\p{N}_.]{1,30}/giu

export const email: Detector = {
  name: 'email',
  find: ({ text }) => {
    const plain = [...text.matchAll(PLAIN)].map(asEmail)
    const disguised = [...text.matchAll(DISGUISED)]
      .filter(([, local = '', at = '', domain = '']) => isMeant(local, at, domain))
      .map(asEmail)
    const toService = [...text.matchAll(TO_SERVICE)].map(asEmail)
    return [...plain, ...disguised, ...toService]
  },
}

export const handle: Detector = {
  name: 'handle',
  find: ({ text }) =>
    [...text.matchAll(HANDLE)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'handle',
      action: 'ask',
    })),
}

const asEmail = (match: RegExpExecArray): Finding => ({
  start: match.index,
  end: match.index + match[0].length,
  kind: 'email',
  action: 'block',
})

// "Look at example.com" is no address: a bare English "at" needs a sign that the word before it is an account.
function isMeant(local: string, at: string, domain: string): boolean {
  if (/^ at $/i.test(at)) return /[\d._+-]/.test(local) || / (?:dot|piste|punkt) /i.test(domain)
  return true
}
