// Somebody comes with her, speaks for her or fetches her: the first sign of its group. Parents with a child, children, colleagues and
// the ambulance's crew are left out: a mark on every visit would teach readers to look away.
import type { Language } from '../content/language.ts'

const FI =
  '(mie(s|he)|vaimo|puoliso|(avo)?puoliso|avomie|kumppani|(mies|nais|poika|tyttö)?ystäv|työnanta|esimie|esihenki|pomo|päällik|serk|kaver|tuttava|tutu|setä|sedä|eno|veli|velje|sisko|lanko|langon|anop|appi|sukulai|isän(tä|nän)|agent|välittäj|vuokranan|täti|nainen)~'
const FI_OLD = '(vanhemp~ |tuntemato~ |nuor~ |toi~ )?'
const SV =
  '(mannen|(sin|en|hennes|äldre|yngre|okänd) man|make|maken|sambo|sambon|pojkvän(nen)?|partner|arbetsgivare|chef|boss|förman|kusin|vän(nen)?|väninna|väninnan|bekant|farbror|morbror|släkting|svåger|bror|syster|agent|förmedlare|hyresvärd|kompis|kvinnan)(n|en|in)?%'
const SV_OF = '((sin|sitt|en|hennes|den|någon|äldre|okänd|yngre) ){0,3}'
const EN =
  "(husband|partner|boyfriend|girlfriend|boss|employer|manager|supervisor|cousin|friend|acquaintance|uncle|aunt|brother|sister|brother-in-law|in-laws?|landlord|agent|man|relative|woman|recruiter|pimp|madam)(?!['\\p{L}])"
const EN_OF = '((her|his|their|the|an?|some|older|unknown|male|other) ){0,3}'

/** Those who may come with her. */
export const PEOPLE: Readonly<Record<Language, string>> = { fi: FI, sv: SV, en: EN }

export const COMPANION_WORDS: Readonly<Record<Language, string>> = {
  fi: [
    `(tul(i|ee|lut|leva)|saapu~|asioi~|käy(nyt)?|kävi|vastaanoto~|vo:l\\p{L}+|paika\\p{L}+) (\\S+ ){0,4}?${FI_OLD}${FI} (kanssa|seurassa|saattama|tuoma)`,
    `${FI_OLD}${FI} saattamana`,
    `mukana (\\p{L}+ ){0,2}?${FI}`,
    `${FI} (oli |on |tuli |koko ajan )?(mukana|läsnä)`,
    `${FI} (haki|hakee|toi|tuo|nouti|noutaa) (hänet|potilaan|asiakkaan)`,
    `${FI} (toimi~|oli|on) tulk`,
    `${FI} (tuli|jäi|ei lähtenyt|ei poistunut|pysyi) (\\p{L}+ )?(huonee|vastaano)`,
    `${FI} (istu\\p{L}+|seiso\\p{L}+) (vieressä|mukana|huoneessa)`,
    `${FI} (vastasi|hoiti|kertoi) (kaik|hänen puol|potilaan puol)`,
  ].join('|'),
  sv: [
    `(kom(mer|mit)?|anlän\\p{L}+|besöke~|infann sig) (\\S+ ){0,4}?(med|tillsammans med|i sällskap med|i sällskap av) ${SV_OF}${SV}`,
    `${SV_OF}${SV} (är |var |kom )?(med(?=[\\s.,;]*$|[.,;])|med i|med och|med på|med under|med hela|med henne|närvarande|på plats)`,
    `${SV_OF}${SV} (följde|följer|kom|kommer|satt) (med|in|kvar)`,
    `${SV_OF}${SV} (hämtade|hämtar|skjutsade|skjutsar|körde) (henne|honom|hen|pat|klient)`,
    `${SV_OF}${SV} (fungera\\p{L}+|var|agera\\p{L}+) som tolk`,
    `med (på|vid) (besöket|mottagningen) ${SV_OF}${SV}`,
  ].join('|'),
  en: [
    `(comes?|came|arriv\\p{L}+|attend\\p{L}+|brought( in)?|turned up|seen) (\\S+ ){0,3}?(with|by|together with|alongside) ${EN_OF}${EN}`,
    `${EN} ((is|was|were|were all|also) )?(present(?!\\p{L}|ed with|s with)|in the room|came along|came in|came too|came with|along(?!side)|in attendance|stayed|did not leave|would not leave)`,
    `${EN} (acts|acted|acting) as (an? )?interpreter`,
    `${EN} (picks|picked|brings|brought|drove|drives|collects|collected) (her|him|pt|the (patient|client))`,
  ].join('|'),
}
